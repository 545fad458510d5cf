/** A stored document. Never changed in place: a write stores a new one. */
export interface Document {
  readonly _id: string
  readonly [field: string]: unknown
}

/** A condition, an update or a projection, decoded from EJSON. */
export type Expression = Readonly<Record<string, unknown>>

export const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

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
