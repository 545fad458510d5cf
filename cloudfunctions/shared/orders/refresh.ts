import { ask } from './ask'
import type { Desk } from './desk'
import { currentAttempt, type OrderDocument } from './document'
import { isOver } from './schedule'

/** The order after asking about its current attempt; an order that is over is not asked about. Silence changes nothing. */
export async function refresh(desk: Desk, order: OrderDocument): Promise<OrderDocument> {
  if (isOver(order, currentAttempt(order)) && !order.pending) return order
  const { order: asked } = await ask(desk, order, order.current)
  return asked
}
