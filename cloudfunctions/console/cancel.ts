import type { RequestOf, ResponseOf } from '#domain/contract'
import { Failed } from '../shared/failed'
import { orderFor, type OperatorContext } from '../shared/operators'
import { cancelCreated } from '../shared/orders/cancel-created'
import type { Desk } from '../shared/orders/desk'
import type { OrderDocument } from '../shared/orders/document'
import { openDesk } from '../shared/orders/open-desk'
import { endOther, otherAttempt } from './end-other'
import { endUnused } from './end-unused'
import { viewOf } from './respond'
import { waive } from './waive'

type Request = RequestOf<'console', 'cancel'>

/**
 * Ends an order that will not be charged. Before confirmation it is cancelled, after it ended as unused. A completed one is
 * touched only by who says that the debt is waived (design 4.8). Where two attempts were confirmed, one can be named.
 */
export async function cancel(
  { orderId, reason, waive: waives, out_order_no }: Request,
  ctx: OperatorContext,
): Promise<ResponseOf<'console', 'cancel'>> {
  const desk = await openDesk(ctx)
  const stored = await orderFor(ctx, orderId)
  const other = out_order_no === undefined ? undefined : otherAttempt(stored, out_order_no)
  if (other !== undefined) return { order: viewOf(ctx, await endOther(desk, stored, other, reason)) }
  const order = waives ? await waive(desk, stored, reason) : await end(desk, stored, reason)
  return { order: viewOf(ctx, order) }
}

async function end(desk: Desk, stored: OrderDocument, reason: string): Promise<OrderDocument> {
  if (stored.state === 'USER_ACCEPTED') return endUnused(desk, stored, reason)
  if (stored.state === 'FINISHED' && stored.outcome === undefined)
    throw new Failed('NOT_ALLOWED_NOW', { sentence: '账单已经提交，不能按未使用结束' })
  const order = await cancelCreated(desk, stored, 'operator', reason)
  // The customer turned out to have confirmed.
  return order.state === 'USER_ACCEPTED' && !order.pending ? endUnused(desk, order, reason) : order
}
