import type { Fields } from './fields'

/**
 * What one field must be. Plain data, so that a bundle leaves out what its function does not use.
 * - a number: a text of 1 to so many characters. - `number`: one of our own numbers. - `positive`: fen, more than 0.
 * - `upTo`: an integer from 1 on. - `each`: a list of 1 to `atMost` such entries.
 * - `elsewhere`: what several fields decide together, and is checked where they are together.
 */
export type Check =
  | number
  | 'number'
  | 'positive'
  | 'flag'
  | 'elsewhere'
  | { readonly optional: Check }
  | { readonly oneOf: readonly string[] }
  | { readonly upTo: number }
  | { readonly object: Shape }
  | { readonly each: Check; readonly atMost: number }
  | ((fields: Fields, path: string, value: unknown) => void)

/** Every field of a call, or of an object in it; a field that is not in here is refused. */
export type Shape<Name extends string = string> = Readonly<Record<Name, Check>>

function checkWords(fields: Fields, path: string, value: unknown, words: readonly string[]): void {
  if (value === undefined) fields.add(path, 'is missing')
  else if (!words.includes(value as string)) fields.add(path, `is none of ${words.join(', ')}`)
}

function checkEntries(fields: Fields, path: string, value: unknown, each: Check, atMost: number): void {
  if (value === undefined) fields.add(path, 'is missing')
  else if (Array.isArray(value) && value.length === 0) fields.add(path, 'is empty')
  const entries = fields.list(path, value as readonly unknown[] | undefined, atMost)
  for (const [index, entry] of entries.entries()) checkValue(fields, `${path}[${index}]`, entry, each)
}

function checkValue(fields: Fields, path: string, value: unknown, check: Check): void {
  if (typeof check === 'number') fields.text(path, value, check)
  else if (typeof check === 'function') check(fields, path, value)
  else if (check === 'number') fields.number(path, value)
  else if (check === 'flag') fields.flag(path, value)
  else if (check === 'positive') {
    if (fields.amount(path, value) && value === 0) fields.add(path, 'is not more than 0')
  } else if (check === 'elsewhere') return
  else if ('oneOf' in check) checkWords(fields, path, value, check.oneOf)
  else if ('upTo' in check) fields.count(path, value, check.upTo)
  else if ('each' in check) checkEntries(fields, path, value, check.each, check.atMost)
  else if ('object' in check) checkShape(fields, path, value, check.object)
  else if (value !== undefined) checkValue(fields, path, value, check.optional)
}

/** Checks every field that the shape has, and that there is no other. @param path empty for a call's own fields */
export function checkShape(fields: Fields, path: string, value: unknown, shape: Shape): void {
  fields.known(path, value, Object.keys(shape))
  if (typeof value !== 'object' || value === null) return
  for (const [name, check] of Object.entries(shape))
    checkValue(
      fields,
      path === '' ? name : `${path}.${name}`,
      Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined,
      check,
    )
}
