import { isDate } from './document'

/**
 * MongoDB's order of values, which indexes and sorts share: missing and null, numbers, strings, objects, arrays,
 * booleans, dates, regular expressions. Strings compare by UTF-16 unit (MongoDB: by UTF-8 byte; the same for
 * everything outside the astral planes).
 */
export function typeRank(value: unknown): number {
  if (value === undefined || value === null) return 0
  if (typeof value === 'number' || typeof value === 'bigint') return 1
  if (typeof value === 'string') return 2
  if (typeof value === 'boolean') return 5
  if (Array.isArray(value)) return 4
  if (isDate(value)) return 6
  if (value instanceof RegExp) return 7
  return 3
}

const scalar = (value: unknown): number | string | bigint | boolean => {
  if (value === undefined || value === null) return 0
  if (typeof value !== 'object') return value as number | string | bigint | boolean
  return isDate(value) ? value.getTime() : JSON.stringify(value)
}

/** Negative, zero or positive, as for Array.sort. */
export function compareValues(left: unknown, right: unknown): number {
  const rank = typeRank(left) - typeRank(right)
  if (rank !== 0) return rank
  const a = scalar(left)
  const b = scalar(right)
  if (a === b) return 0
  // NaN is the smallest number; without a place of its own it would break every search.
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1
  return Number.isNaN(b) || a > b ? 1 : -1
}
