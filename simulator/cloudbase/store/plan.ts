import { isDate, isPlainObject, type Expression } from './document'
import { compareValues } from './order'
import { type OrderedIndex, type Range } from './ordered-index'

/** Sort fields in order; -1 is descending. */
export type Sort = readonly (readonly [field: string, direction: 1 | -1])[]

/** How to reach the candidates of a query. Whatever the plan, the whole condition is tested on each candidate. */
export type Plan =
  | { kind: 'ids'; ids: readonly string[] }
  | {
      kind: 'index'
      index: OrderedIndex
      /** Each is one stretch of the index; more than one comes from `$in`. */
      stretches: readonly (readonly unknown[])[]
      range: Range | undefined
      reversed: boolean
      /** Whether each stretch is read in the wanted order, so that reading can stop early. */
      ordered: boolean
    }
  | { kind: 'scan' }

interface Bounds {
  oneOf?: readonly unknown[]
  range?: Range
}

/** Above this many stretches an `$in` is read as a plain condition. */
const maxStretches = 100

const isScalar = (value: unknown) => value === null || typeof value !== 'object' || isDate(value)

function fieldBounds(condition: unknown): Bounds {
  if (!isPlainObject(condition) || !Object.keys(condition).some((key) => key.startsWith('$')))
    return isScalar(condition) ? { oneOf: [condition] } : {}
  const bounds: Bounds = {}
  const range: Range = {}
  for (const [operator, value] of Object.entries(condition)) {
    if (operator === '$eq' && isScalar(value)) bounds.oneOf = [value]
    if (operator === '$in' && Array.isArray(value) && value.every(isScalar)) bounds.oneOf = value
    if (operator === '$gt' || operator === '$gte') range.lower = { value, inclusive: operator === '$gte' }
    if (operator === '$lt' || operator === '$lte') range.upper = { value, inclusive: operator === '$lte' }
  }
  if (range.lower ?? range.upper) bounds.range = range
  return bounds
}

/** What a condition demands of single fields, through top-level `$and` too. Fewer bounds are always correct. */
function boundsOf(condition: Expression, found = new Map<string, Bounds>()): Map<string, Bounds> {
  for (const [field, demand] of Object.entries(condition)) {
    if (field === '$and' && Array.isArray(demand)) {
      for (const part of demand) if (isPlainObject(part)) boundsOf(part, found)
    } else if (!field.startsWith('$')) {
      const { oneOf, range } = fieldBounds(demand)
      const known = found.get(field) ?? {}
      const merged = { ...known.range, ...range }
      const list = known.oneOf ?? oneOf
      found.set(field, {
        ...(list ? { oneOf: list } : {}),
        ...(known.range || range ? { range: merged } : {}),
      })
    }
  }
  return found
}

const same = (left: unknown, right: unknown) => compareValues(left, right) === 0

/** Distinct values only, so that no document lies in two stretches. */
function stretchesOf(index: OrderedIndex, bounds: Map<string, Bounds>): unknown[][] {
  let stretches: unknown[][] = [[]]
  for (const { field } of index.fields) {
    const wanted = bounds.get(field)?.oneOf
    if (!wanted || wanted.length > maxStretches) break
    const values = wanted.filter((value, at) => !wanted.slice(0, at).some((other) => same(value, other)))
    if (stretches.length * values.length > maxStretches) break
    stretches = stretches.flatMap((prefix) => values.map((value) => [...prefix, value]))
  }
  return stretches
}

/** Whether reading the index after the fixed fields gives the wanted order, forwards or backwards. */
function orderOf(index: OrderedIndex, fixed: number, sort: Sort): 'forward' | 'backward' | 'none' {
  const free = sort.filter(([field]) => !index.fields.slice(0, fixed).some((own) => own.field === field))
  const own = index.fields.slice(fixed, fixed + free.length)
  if (own.length < free.length || own.some(({ field }, at) => free[at]?.[0] !== field)) return 'none'
  if (own.every(({ direction }, at) => free[at]?.[1] === direction)) return 'forward'
  return own.every(({ direction }, at) => free[at]?.[1] === -direction) ? 'backward' : 'none'
}

/** Chooses the way that examines the fewest documents: by `_id`, else the index with most fixed fields, a range and the wanted order. */
export function planFor(condition: Expression, sort: Sort, indexes: readonly OrderedIndex[]): Plan {
  const bounds = boundsOf(condition)
  const ids = bounds.get('_id')?.oneOf
  if (ids) return { kind: 'ids', ids: [...new Set(ids)].filter((id) => typeof id === 'string') }
  let best: { score: number; plan: Plan } = { score: 0, plan: { kind: 'scan' } }
  for (const index of indexes) {
    if (!index.usableForQueries) continue
    const stretches = stretchesOf(index, bounds)
    const fixed = stretches[0]?.length ?? index.fields.length
    const next = index.fields[fixed]
    const range = next && bounds.get(next.field)?.range
    const order = sort.length === 0 ? 'none' : orderOf(index, fixed, sort)
    const ordered = sort.length === 0 || order !== 'none'
    const score = fixed * 4 + (range ? 2 : 0) + (sort.length > 0 && ordered ? 3 : 0)
    if (score <= best.score) continue
    best = {
      score,
      plan: { kind: 'index', index, stretches, range, reversed: order === 'backward', ordered },
    }
  }
  return best.plan
}
