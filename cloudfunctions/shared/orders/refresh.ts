import { ask } from './ask'
import type { Desk } from './desk'
import { currentAttempt, type OrderDocument } from './document'
import { wasJustAsked } from './just-asked'
import { isOver } from './schedule'

/**
 * The order for somebody who looks at it, after asking about its current attempt. One that is over is not asked about, and
 * one that was asked about less than a second ago is shown as it is stored. Silence changes nothing.
 */
export async function refresh(desk: Desk, order: OrderDocument): Promise<OrderDocument> {
  return wasJustAsked(order, desk.clock()) ? order : refreshNow(desk, order)
}

/** The same for what opens the confirm page or decides on another attempt: always asked. */
export async function refreshNow(desk: Desk, order: OrderDocument): Promise<OrderDocument> {
  if (isOver(order, currentAttempt(order)) && !order.pending) return order
  const { order: asked } = await ask(desk, order, order.current)
  return asked
}
