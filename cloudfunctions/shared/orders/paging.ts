import type { Page } from '#domain/contract'
import type { Moment } from '#domain/period'
import type { CollectionName, Condition, Store } from '../store'
import { Failed } from '../failed'
import type { OrderDocument } from './document'

/** Documents on one page of a list. */
const PAGE = 20

/** Orders by age, newest first. @throws Failed INVALID_REQUEST for a cursor that is none of ours */
export const pageOfOrders = (
  store: Pick<Store, 'find'>,
  where: Condition,
  cursor: string | undefined,
): Promise<Page<OrderDocument>> => pageOf<OrderDocument>(store, 'orders', where, cursor)

/**
 * Documents by age, newest first. The cursor is the last one's moment and the ids already shown of that moment, so that two
 * of one millisecond are neither skipped nor shown twice.
 * @throws Failed INVALID_REQUEST for a cursor that is none of ours
 */
export async function pageOf<D extends { _id: string; createdAt: Moment }>(
  store: Pick<Store, 'find'>,
  collection: CollectionName,
  where: Condition,
  cursor: string | undefined,
): Promise<Page<D>> {
  const { at, shown } = readCursor(cursor)
  const found = await store.find<D>(collection, {
    where: at === undefined ? where : { ...where, createdAt: { lte: at } },
    orderBy: [['createdAt', 'desc']],
    limit: PAGE + shown.length + 1,
  })
  const fresh = found.filter(({ _id }) => !shown.includes(_id))
  const items = fresh.slice(0, PAGE)
  const last = items.at(-1)
  if (!last || fresh.length <= PAGE) return { items }
  const same = [...shown, ...items.map(({ _id }) => _id)].filter(
    (id) => found.find(({ _id }) => _id === id)?.createdAt === last.createdAt,
  )
  return { items, cursor: `${last.createdAt}:${same.join(',')}` }
}

function readCursor(cursor: string | undefined): { at?: number; shown: string[] } {
  if (cursor === undefined) return { shown: [] }
  const match = /^(\d{1,15}):((?:[0-9a-f]{24},?){0,60})$/.exec(cursor)
  if (!match) throw new Failed('INVALID_REQUEST')
  return { at: Number(match[1]), shown: (match[2] ?? '').split(',').filter(Boolean) }
}
