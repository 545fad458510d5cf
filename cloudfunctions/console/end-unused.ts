import { Failed } from '../shared/failed'
import { act } from '../shared/orders/act'
import { ask } from '../shared/orders/ask'
import { checkNotBilled } from '../shared/orders/completion'
import { prepareCompletion } from '../shared/orders/complete-call'
import type { Desk } from '../shared/orders/desk'
import { keyOf, type OrderDocument, type Pending } from '../shared/orders/document'
import type { Facts } from '../shared/protocol'
import { protocolOf } from '../shared/protocols'

/**
 * Ends a confirmed order that was not used, in its protocol's way: completed as unused (finish_type 1), because whether cancel is
 * allowed then is unknown there (facts 9-3), or cancelled. WeChat Pay is asked first: a cancel would also waive a bill.
 * @throws Failed PENDING, NOT_ALLOWED_NOW, ALREADY_COMPLETED, RESULT_UNKNOWN; PayApiError when WeChat Pay refused
 */
export async function endUnused(desk: Desk, stored: OrderDocument, reason: string): Promise<OrderDocument> {
  const { order, reply } = await ask(desk, stored, stored.current)
  if (order.outcome === 'cancelled') return order
  if (order.pending) throw new Failed('PENDING')
  if (order.state !== 'USER_ACCEPTED') throw new Failed('NOT_ALLOWED_NOW')
  checkNotBilled(order, 0)
  if (!('facts' in reply) || reply.facts.state !== 'USER_ACCEPTED') throw new Failed('RESULT_UNKNOWN')
  const pending = unusedIntent(desk, order, reply.facts, reason)
  const { order: done, refusal } = await act(desk, order, pending)
  if (refusal) throw refusal
  if (done.outcome === 'paid') throw new Failed('ALREADY_PAID')
  return done
}

/** The intent to end an attempt that was confirmed and not used. @param facts what a query just said of it */
export function unusedIntent(
  desk: Desk,
  order: OrderDocument,
  facts: Facts,
  reason: string,
  n = order.current,
): Pending {
  if (protocolOf(order.protocol).rules.unused === 'cancel')
    return prepareCancellation(desk, order, 'USER_ACCEPTED', reason, n)
  const bill = { fees: [], discounts: [], total: 0 }
  return prepareCompletion(desk, order, facts, { bill, finishType: 1, profitSharing: false, reason }, n)
}

/** The intent of an operator's cancel of what is confirmed or billed. @param from what it ends; said to be so by a query */
export function prepareCancellation(
  desk: Desk,
  order: OrderDocument,
  from: 'USER_ACCEPTED' | 'FINISHED',
  reason: string,
  n = order.current,
): Pending {
  const call = protocolOf(order.protocol).prepareCancel({ ...keyOf(order, n), reason }, desk.prepare)
  const at = desk.clock()
  return { action: 'cancel', n, call, by: 'operator', at, sentAt: at, reason, from }
}
