import type { CollectionName, Find } from '../../../cloudfunctions/shared/store'
import type { Value } from '../../../cloudfunctions/shared/store/condition'
import { MemoryStore } from '../../long/mutations/memory-store'

type Document = Readonly<Record<string, unknown>>

/** Bounds hold for numbers alone: nothing else is compared here. */
const BOUNDS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
}

function fits(value: unknown, wanted: Find['where'][string]): boolean {
  if (typeof wanted !== 'object') return value === wanted
  if ('in' in wanted) return (wanted.in as readonly unknown[]).includes(value)
  return Object.entries(wanted).every(
    ([bound, limit]: [string, Value]) => typeof value === 'number' && BOUNDS[bound]?.(value, Number(limit)),
  )
}

const order = (a: unknown, b: unknown): number => (a === b ? 0 : String(a) < String(b) ? -1 : 1)

/** A store in memory that finds as the database does, and remembers what was asked. */
export class FindingStore extends MemoryStore {
  readonly asked: (Find & { collection: CollectionName })[] = []

  override async find<T>(collection: CollectionName, query: Find = { where: {}, limit: 1000 }): Promise<T[]> {
    this.asked.push({ ...query, collection })
    if (query.limit < 1 || query.limit > 1000) throw new Error('The limit is not an integer from 1 to 1000.')
    const all = await super.find<Document>(collection)
    const found = all.filter((one) =>
      Object.entries(query.where).every(([field, wanted]) => fits(one[field], wanted)),
    )
    for (const [field, direction] of [...(query.orderBy ?? [])].reverse())
      found.sort((a, b) => {
        const [one, other] = [a[field], b[field]]
        const by = typeof one === 'number' && typeof other === 'number' ? one - other : order(one, other)
        return direction === 'asc' ? by : -by
      })
    return found.slice(0, query.limit) as T[]
  }
}
