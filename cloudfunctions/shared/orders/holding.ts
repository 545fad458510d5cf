import { boundGoods, type CartLine } from '#domain/lines/pay-on-delivery'
import type { OrderDocument } from './document'

/** How many of one kind of goods these lines name. */
export const countOf = (lines: readonly CartLine[], id: string): number =>
  lines.find((line) => line.id === id)?.count ?? 0

/** Whether an order holds other goods than it should: it ended, or goods were given back. */
export function isUnbalanced(order: Pick<OrderDocument, 'state' | 'goods' | 'delivery' | 'held'>): boolean {
  const bound = boundGoods(order)
  return (order.held ?? []).some(({ id, count }) => count !== countOf(bound, id))
}
