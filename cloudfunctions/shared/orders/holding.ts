import { boundGoods } from '#domain/lines/delivery'
import type { CartLine } from '#domain/lines/pay-on-delivery'
import type { OrderDocument } from './document'
import { SHORT } from './for-a-person'

/** How many of one kind of goods these lines name. */
export const countOf = (lines: readonly CartLine[], id: string): number =>
  lines.find((line) => line.id === id)?.count ?? 0

/** Whether an order holds other goods than it should: it ended, or goods were given back. */
export function isUnbalanced(order: Pick<OrderDocument, 'state' | 'goods' | 'delivery' | 'held'>): boolean {
  const bound = boundGoods(order)
  return (order.held ?? []).some(({ id, count }) => count !== countOf(bound, id))
}

/** Whether all that is wrong with what an order holds is that there was not enough, and a person was told. */
export function isShort(
  order: Pick<OrderDocument, 'state' | 'goods' | 'delivery' | 'held' | 'alerts'>,
): boolean {
  const bound = boundGoods(order)
  return (
    order.alerts.includes(SHORT) && (order.held ?? []).every(({ id, count }) => count <= countOf(bound, id))
  )
}
