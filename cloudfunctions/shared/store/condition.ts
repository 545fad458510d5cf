import { StoreMisuse } from './errors'
import { isPlainKey, isPlainObject } from './document'
import type { SdkCommand, SdkDatabase } from './sdk'

/** What one field can be compared with. */
export type Value = string | number | boolean

/** A comparison other than equality; bounds together mean all of them. */
export type Comparison = { in: readonly Value[] } | { lt?: Value; lte?: Value; gt?: Value; gte?: Value }

/** All of these must hold. Top-level fields only. */
export type Condition = Readonly<Record<string, Value | Comparison>>

const BOUNDS = ['gte', 'gt', 'lte', 'lt'] as const

const isValue = (value: unknown): value is Value =>
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value))

function refuse(field: string, problem: string): never {
  throw new StoreMisuse(`The condition on ${isPlainKey(field) ? field : 'a field'} ${problem}.`)
}

function comparison(field: string, value: unknown, _: SdkDatabase['command']): SdkCommand {
  if (!isPlainObject(value)) refuse(field, 'is neither a plain value nor a comparison')
  const keys = Object.keys(value)
  if (keys.length === 0) refuse(field, 'is an empty object, which would match everything')
  if (keys.length === 1 && keys[0] === 'in') {
    const values = value['in']
    if (!Array.isArray(values) || !values.every(isValue))
      refuse(field, 'has a list with something else than plain values')
    return _.in(values)
  }
  const parts = keys.map((key) => {
    const bound = BOUNDS.find((known) => known === key)
    if (!bound) refuse(field, 'has an unknown comparison')
    const limit = value[bound]
    if (!isValue(limit)) refuse(field, `compares (${bound}) with something else than a plain value`)
    return _[bound](limit)
  })
  return parts.reduce((all, part) => all.and(part))
}

/**
 * Checks a condition and writes it as the SDK wants it. The SDK drops what is `undefined` or empty, which widens the
 * condition, up to "everything" (facts: cloudbase 2.6): all of that is refused.
 * @throws StoreMisuse naming the field, never its value
 */
export function toSdkCondition(condition: Condition, _: SdkDatabase['command']): Record<string, unknown> {
  if (!isPlainObject(condition)) throw new StoreMisuse('A condition must be a plain object.')
  const query: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(condition)) {
    if (!isPlainKey(field)) refuse(field, 'has a name that the database would read as an operator or a path')
    query[field] = isValue(value) ? value : comparison(field, value, _)
  }
  return query
}
