import type { RequestOf, ResponseOf } from '#domain/contract'
import { type OperatorContext, ordersByNumber, ordersFor } from '../shared/operators'
import { orderIdOfNumber, type OrderDocument } from '../shared/orders/document'
import { isSessionNumber } from '../shared/sessions/number'
import { viewOf } from './respond'

/** At least this much of a number finds orders. */
const SHORTEST_SEARCH = 4

/** The orders that the operator works on, newest first; or the ones whose number starts with what was searched. */
export async function list(
  request: RequestOf<'console', 'list'>,
  ctx: OperatorContext,
): Promise<ResponseOf<'console', 'list'>> {
  const { search, shop } = request
  const view = (order: OrderDocument) => viewOf(ctx, order)
  if (search !== undefined) return { items: (await searchByNumber(ctx, search, shop)).map(view) }
  const { items, cursor: next } = await ordersFor(ctx, request)
  return { items: items.map(view), ...(next === undefined ? {} : { cursor: next }) }
}

/** `<orderId>_<n>` or the start of it, for an attempt's number begins with its order's id; or the whole number of a session. */
async function searchByNumber(
  ctx: OperatorContext,
  search: string,
  shop: string | undefined,
): Promise<OrderDocument[]> {
  const number = search.trim().toLowerCase()
  const start = isSessionNumber(number)
    ? (orderIdOfNumber(number) ?? '')
    : (number.split('_')[0] ?? '').slice(0, 24)
  if (start.length < SHORTEST_SEARCH || !/^[0-9a-f]+$/.test(start)) return []
  return ordersByNumber(ctx, start, shop)
}
