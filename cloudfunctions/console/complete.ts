import type { RequestOf, ResponseOf } from '#domain/contract'
import { Failed } from '../shared/failed'
import { lineOf } from '../shared/lines'
import { orderFor, type OperatorContext } from '../shared/operators'
import { act } from '../shared/orders/act'
import { ask } from '../shared/orders/ask'
import { billNow } from '../shared/orders/bill-now'
import { prepareCompletion } from '../shared/orders/complete-call'
import { checkBill, checkNotBilled } from '../shared/orders/completion'
import type { OrderDocument } from '../shared/orders/document'
import { openDesk } from '../shared/orders/open-desk'
import { viewOf } from './respond'

type Request = RequestOf<'console', 'complete'>

/**
 * Completes an order with its final bill (design 4.7): query for a fresh ticket, store the exact bytes, send. A repeated call
 * with the same total finds the first one's result; with another total it is refused, never sent.
 */
export async function complete(
  request: Request,
  ctx: OperatorContext,
): Promise<ResponseOf<'console', 'complete'>> {
  const desk = await openDesk(ctx)
  const stored = await orderFor(ctx, request.orderId)
  if (lineOf(stored.line).completedBy !== 'operator')
    throw new Failed('NOT_ALLOWED_NOW', { sentence: '商品订单在顾客确认收货后自动结算，不能手动完结' })
  checkBill(request, stored)
  const { order, reply } = await ask(desk, stored, stored.current)
  const view = (shown: OrderDocument) => ({ order: viewOf(ctx, shown) })
  if (isBilled(order)) {
    if (order.finishType !== 1 && order.bill?.total === request.total) return view(order)
    throw new Failed('ALREADY_COMPLETED')
  }
  if (order.pending) throw new Failed('PENDING')
  if (order.state !== 'USER_ACCEPTED') throw new Failed('NOT_ALLOWED_NOW')
  checkNotBilled(order, request.total)
  if (!('facts' in reply) || reply.facts.state !== 'USER_ACCEPTED') throw new Failed('RESULT_UNKNOWN')
  const pending = prepareCompletion(desk, order, reply.facts, {
    bill: billNow(desk, order, reply, request),
    finishType: 2,
    profitSharing: request.profit_sharing ?? false,
  })
  const { order: done, refusal } = await act(desk, order, pending)
  if (refusal) throw refusal
  // Somebody else completed it in between: alerted, and never sent with another total.
  if (isBilled(done) && done.bill?.total !== request.total) throw new Failed('ALREADY_COMPLETED')
  return view(done)
}

const isBilled = ({ state }: OrderDocument): boolean => state === 'FINISHED' || state === 'USER_PAID'
