import { Failed } from '../shared/failed'
import { act } from '../shared/orders/act'
import { ask } from '../shared/orders/ask'
import type { Desk } from '../shared/orders/desk'
import { attemptOf, type OrderDocument } from '../shared/orders/document'
import { isOver } from '../shared/orders/schedule'
import { unusedIntent } from './end-unused'

/**
 * The attempt of that number where it is not the one that counts.
 * @throws Failed ORDER_NOT_FOUND when the order has no such attempt
 */
export function otherAttempt({ attempts, current }: OrderDocument, out_order_no: string): number | undefined {
  const attempt = attempts.find((one) => one.out_order_no === out_order_no)
  if (!attempt) throw new Failed('ORDER_NOT_FOUND')
  return attempt.n === current ? undefined : attempt.n
}

/**
 * Ends an attempt beside the one that counts, where both were confirmed (design 4.5): as unused, in its protocol's way and
 * with its own ticket. The order itself goes on.
 * @throws Failed STATE_CHANGED when it became the one that counts, PENDING, NOT_ALLOWED_NOW, RESULT_UNKNOWN; PayApiError
 */
export async function endOther(
  desk: Desk,
  stored: OrderDocument,
  n: number,
  reason: string,
): Promise<OrderDocument> {
  const { order, reply } = await ask(desk, stored, n)
  if (n === order.current) throw new Failed('STATE_CHANGED')
  const attempt = attemptOf(order, n)
  if (isOver(order, attempt)) return order
  if (order.pending) throw new Failed('PENDING')
  if (attempt.state !== 'USER_ACCEPTED') throw new Failed('NOT_ALLOWED_NOW')
  if (!('facts' in reply) || reply.facts.state !== 'USER_ACCEPTED') throw new Failed('RESULT_UNKNOWN')
  const { order: done, refusal } = await act(desk, order, unusedIntent(desk, order, reply.facts, reason, n))
  if (refusal) throw refusal
  return done
}
