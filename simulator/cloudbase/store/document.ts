import { types } from 'node:util'

/** A stored document. Never changed in place: a write stores a new one. */
export interface Document {
  readonly _id: string
  readonly [field: string]: unknown
}

/** A condition, an update or a projection, decoded from EJSON. */
export type Expression = Readonly<Record<string, unknown>>

const { isDate } = types
export { isDate }

/** An object literal, of whatever realm (jest and worker threads have several). */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/** A deep copy of what a document can hold. Not structuredClone: under jest that makes dates of another realm. */
export function copyOf<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copyOf) as T
  if (isDate(value)) return new Date(value.getTime()) as T
  if (!isPlainObject(value)) return value
  const copy: Record<string, unknown> = {}
  for (const [key, item] of Object.entries(value)) if (item !== undefined) copy[key] = copyOf(item)
  return copy as T
}

/**
 * The value at a dotted path; undefined where a part is missing. A path that runs through an array without
 * naming an element ends there and answers the array, so that an index notices it.
 */
export function valueAt(document: unknown, path: string): unknown {
  let value = document
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined
    if (Array.isArray(value) && !/^\d+$/.test(part)) return value
    value = (value as Record<string, unknown>)[part]
  }
  return value
}
