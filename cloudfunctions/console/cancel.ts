import type { RequestOf, ResponseOf } from '#domain/contract'
import { Failed } from '../shared/failed'
import { orderFor, type OperatorContext } from '../shared/operators'
import { act } from '../shared/orders/act'
import { ask } from '../shared/orders/ask'
import { cancelCreated } from '../shared/orders/cancel-created'
import { checkNotBilled } from '../shared/orders/completion'
import { prepareCompletion } from '../shared/orders/complete-call'
import type { Desk } from '../shared/orders/desk'
import type { OrderDocument } from '../shared/orders/document'
import { openDesk } from '../shared/orders/open-desk'
import { viewOf } from './respond'

type Request = RequestOf<'console', 'cancel'>

/**
 * Ends an order that will not be charged. Before confirmation it is cancelled; after it, completed as unused
 * (finish_type 1), because whether cancel is allowed then is unknown (facts 9-3). A completed one is not touched.
 */
export async function cancel(
  { orderId, reason }: Request,
  ctx: OperatorContext,
): Promise<ResponseOf<'console', 'cancel'>> {
  const desk = await openDesk(ctx)
  const stored = await orderFor(ctx, orderId)
  const order =
    stored.state === 'USER_ACCEPTED'
      ? await endUnused(desk, stored, reason)
      : await cancelUnconfirmed(desk, stored, reason)
  return { order: viewOf(ctx, order) }
}

/** Cancels, or ends as unused when the customer turns out to have confirmed. */
async function cancelUnconfirmed(desk: Desk, stored: OrderDocument, reason: string): Promise<OrderDocument> {
  const order = await cancelCreated(desk, stored, 'operator', reason)
  return order.state === 'USER_ACCEPTED' && !order.pending ? endUnused(desk, order, reason) : order
}

async function endUnused(desk: Desk, stored: OrderDocument, reason: string): Promise<OrderDocument> {
  const { order, reply } = await ask(desk, stored, stored.current)
  if (order.outcome === 'cancelled') return order
  if (order.pending) throw new Failed('PENDING')
  if (order.state !== 'USER_ACCEPTED') throw new Failed('NOT_ALLOWED_NOW')
  checkNotBilled(order, 0)
  if (!('facts' in reply) || reply.facts.state !== 'USER_ACCEPTED') throw new Failed('RESULT_UNKNOWN')
  const unused = {
    bill: { fees: [], discounts: [], total: 0 },
    finishType: 1,
    profitSharing: false,
    reason,
  } as const
  const pending = prepareCompletion(desk, order, reply.facts, {
    ...unused,
    bill: { fees: [], discounts: [], total: 0 },
  })
  const { order: done, refusal } = await act(desk, order, pending)
  if (refusal) throw refusal
  return done
}
