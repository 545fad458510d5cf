import { StoreMisuse } from './errors'

/** Below this a document would be a bug or an attack; orders stay far under it. */
const DEEPEST = 20

function refuse(path: string, problem: string): never {
  throw new StoreMisuse(`The document's ${path} ${problem}.`)
}

/** A field name that keeps its meaning on the way through the SDK: no `$`, no dot, not empty, no prototype's name. */
export const isPlainKey = (key: string): boolean =>
  key !== '' && !key.startsWith('$') && !key.includes('.') && key !== '__proto__' && !key.includes('\0')

/** Whether it is an object literal, not a class's. Objects of another realm (a worker, a test's sandbox) count too. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (
    typeof value !== 'object' ||
    value === null ||
    Object.prototype.toString.call(value) !== '[object Object]'
  )
    return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.getPrototypeOf(prototype as object) === null
}

function check(value: unknown, path: string, depth: number): void {
  if (depth > DEEPEST) refuse(path, 'is nested too deeply')
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return
  if (typeof value === 'number')
    return Number.isFinite(value) ? undefined : refuse(path, 'is not a finite number')
  if (Array.isArray(value)) {
    value.forEach((item, index) => check(item, `${path}[${index}]`, depth + 1))
    if (value.length !== Object.keys(value).length) refuse(path, 'is an array with holes')
    return
  }
  if (!isPlainObject(value))
    refuse(
      path,
      value === undefined
        ? 'is undefined: leave the field out'
        : 'is not plain JSON: store text, numbers, lists',
    )
  if (value['type'] !== undefined && Array.isArray(value['coordinates']))
    refuse(path, 'would be read back as a place')
  for (const [key, item] of Object.entries(value)) {
    if (!isPlainKey(key))
      refuse(path, 'has a field whose name the database would read as an operator or a path')
    check(item, path === '' ? key : `${path}.${key}`, depth + 1)
  }
}

/**
 * Checks that a document comes back as it goes in: plain JSON with finite numbers. A Buffer would lose its bytes,
 * `undefined` would vanish, `$`, dots and the like would be operators (facts: cloudbase 2.6).
 * @throws StoreMisuse naming the field's path, never its value
 */
export function checkDocument(document: unknown): void {
  if (!isPlainObject(document)) throw new StoreMisuse('A document must be a plain object.')
  if (typeof document['_id'] !== 'string' || document['_id'] === '') refuse('_id', 'is not a text')
  check(document, '', 0)
}
