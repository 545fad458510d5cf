import type { Fields } from './fields'

/** What one field must be: reports to `fields` what is wrong with its value. */
export type Check = (fields: Fields, path: string, value: unknown) => void

/** Every field of a call, or of an object in it; a field that is not in here is refused. */
export type Shape<Name extends string = string> = Readonly<Record<Name, Check>>

/** A text of 1 to `max` characters. */
export const text =
  (max: number): Check =>
  (fields, path, value) => {
    fields.text(path, value, max)
  }

/** One of ours: an order's, a refund's. */
export const number: Check = (fields, path, value) => {
  fields.number(path, value)
}

/** In fen, 0 or more. */
export const amount: Check = (fields, path, value) => {
  fields.amount(path, value)
}

/** In fen, more than 0. */
export const positive: Check = (fields, path, value) => {
  if (fields.amount(path, value) && value === 0) fields.add(path, 'is not more than 0')
}

export const flag: Check = (fields, path, value) => {
  fields.flag(path, value)
}

/** One of these words. */
export const oneOf =
  (...words: readonly string[]): Check =>
  (fields, path, value) => {
    if (value === undefined) fields.add(path, 'is missing')
    else if (!words.includes(value as string)) fields.add(path, `is none of ${words.join(', ')}`)
  }

/** What more than one field decides; it is checked where they are together. */
export const elsewhere: Check = () => undefined

/** The same, or nothing at all. */
export const optional =
  (check: Check): Check =>
  (fields, path, value) => {
    if (value !== undefined) check(fields, path, value)
  }

/** An object of these fields. */
export const object =
  (shape: Shape): Check =>
  (fields, path, value) => {
    checkShape(fields, path, value, shape)
  }

/** Checks every field that the shape has, and that there is no other. @param path empty for a call's own fields */
export function checkShape(fields: Fields, path: string, value: unknown, shape: Shape): void {
  fields.known(path, value, Object.keys(shape))
  if (typeof value !== 'object' || value === null) return
  for (const name of Object.keys(shape))
    shape[name]?.(
      fields,
      path === '' ? name : `${path}.${name}`,
      Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined,
    )
}
