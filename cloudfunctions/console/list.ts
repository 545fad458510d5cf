import type { RequestOf, ResponseOf } from '#domain/contract'
import type { ActionContext } from '../shared/handler'
import type { OrderDocument } from '../shared/orders/document'
import { pageOfOrders } from '../shared/orders/paging'
import { viewOf } from './respond'

/** At least this much of a number finds orders. */
const SHORTEST_SEARCH = 4

/** Everybody's orders, newest first; or the ones whose number starts with what was searched. */
export async function list(
  request: RequestOf<'console', 'list'>,
  ctx: ActionContext,
): Promise<ResponseOf<'console', 'list'>> {
  const { filter = 'all', search, cursor } = request
  const view = (order: OrderDocument) => viewOf(ctx, order)
  if (search !== undefined) return { items: (await searchByNumber(ctx, search)).map(view) }
  const where: Record<string, string> = filter === 'all' ? {} : { filter }
  const { items, cursor: next } = await pageOfOrders(ctx.store, where, cursor)
  return { items: items.map(view), ...(next === undefined ? {} : { cursor: next }) }
}

/** `<orderId>_<n>` or the start of it; an attempt's number begins with its order's id. */
async function searchByNumber(ctx: ActionContext, search: string): Promise<OrderDocument[]> {
  const start = (search.trim().toLowerCase().split('_')[0] ?? '').slice(0, 24)
  if (start.length < SHORTEST_SEARCH || !/^[0-9a-f]+$/.test(start)) return []
  return ctx.store.find<OrderDocument>('orders', {
    where: { _id: { gte: start, lt: `${start}g` } },
    limit: 20,
  })
}
