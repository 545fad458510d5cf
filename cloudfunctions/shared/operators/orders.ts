import type { Page } from '#domain/contract'
import type { OrderFilter } from '#domain/order'
import { Failed } from '../failed'
import type { ActionContext } from '../handler'
import type { OrderDocument } from '../orders/document'
import { pageOfOrders } from '../orders/paging'
import type { Condition } from '../store'
import type { Operator } from './roster'

/**
 * What an operator's action works with. An order is reached through the functions of this file alone, and they want the
 * operator who was let in: an action cannot forget whose orders these are.
 */
export interface OperatorContext extends ActionContext {
  readonly operator: Operator
}

type Asking = Pick<OperatorContext, 'operator' | 'store'>

/** Whether the operator works on a shop's orders; `undefined` = orders of the merchant itself. */
export const worksOn = ({ shops }: Pick<Operator, 'shops'>, sub_mchid: string | undefined): boolean =>
  shops === undefined || (sub_mchid !== undefined && shops.includes(sub_mchid))

/**
 * An order that the operator works on. Another shop's order and none at all give the same answer.
 * @throws Failed ORDER_NOT_FOUND
 */
export async function orderFor({ operator, store }: Asking, orderId: string): Promise<OrderDocument> {
  const order = await store.read<OrderDocument>('orders', orderId)
  if (!order || !worksOn(operator, order.sub_mchid)) throw new Failed('ORDER_NOT_FOUND')
  return order
}

/** Orders that the operator works on, newest first; of one shop where it is named. */
export async function ordersFor(
  { operator, store }: Asking,
  { filter = 'all', shop, cursor }: { filter?: OrderFilter; shop?: string; cursor?: string },
): Promise<Page<OrderDocument>> {
  const whose = whoseOrders(operator, shop)
  if (!whose) return { items: [] }
  return pageOfOrders(store, filter === 'all' ? whose : { ...whose, filter }, cursor)
}

/** At most this many orders are found by a number. */
const FOUND = 20

/** Orders that the operator works on whose id begins with `start` (hex digits). */
export async function ordersByNumber(
  { operator, store }: Asking,
  start: string,
  shop?: string,
): Promise<OrderDocument[]> {
  const whose = whoseOrders(operator, shop)
  if (!whose) return []
  const where = { ...whose, _id: { gte: start, lt: `${start}g` } }
  return store.find<OrderDocument>('orders', { where, limit: FOUND })
}

/** The condition on orders, and on what is about them; `undefined` when there can be none. */
export function whoseOrders(operator: Operator, shop: string | undefined): Condition | undefined {
  const { shops } = operator
  if (shop !== undefined) return worksOn(operator, shop) ? { sub_mchid: shop } : undefined
  if (shops === undefined) return {}
  return shops.length === 0 ? undefined : { sub_mchid: { in: shops } }
}
