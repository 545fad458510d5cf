import type { RequestOf, ResponseOf } from '#domain/contract'
import { Failed } from '../shared/failed'
import { orderFor, type OperatorContext } from '../shared/operators'
import { act } from '../shared/orders/act'
import { ask } from '../shared/orders/ask'
import { checkBill } from '../shared/orders/completion'
import type { Desk } from '../shared/orders/desk'
import { keyOf, type OrderDocument, type Pending } from '../shared/orders/document'
import { openDesk } from '../shared/orders/open-desk'
import { isOwed } from '../shared/orders/view'
import type { Facts } from '../shared/protocol'
import { protocolOf } from '../shared/protocols'
import { viewOf } from './respond'

type Request = RequestOf<'console', 'modify'>

/**
 * Lowers the bill of a completed order that is not paid (facts 1.7.2): query, store the exact bytes, send. A repeated call with
 * the same total finds the first one's result. Higher, after the payment, and where the protocol cannot, it is refused.
 */
export async function modify(
  request: Request,
  ctx: OperatorContext,
): Promise<ResponseOf<'console', 'modify'>> {
  const desk = await openDesk(ctx)
  const stored = await orderFor(ctx, request.orderId)
  if (!protocolOf(stored.protocol).prepareModify)
    throw new Failed('NOT_ALLOWED_NOW', { sentence: '这类订单完结后不能调低账单' })
  checkBill(request, stored)
  const { order, reply } = await ask(desk, stored, stored.current)
  const view = (shown: OrderDocument) => ({ order: viewOf(ctx, shown) })
  if (order.modified && order.bill?.total === request.total) return view(order)
  if (order.state === 'USER_PAID') throw new Failed('ALREADY_PAID')
  if (order.pending) throw new Failed('PENDING')
  if (!isOwed(order)) throw new Failed('NOT_ALLOWED_NOW')
  if (!('facts' in reply) || reply.facts.state !== 'FINISHED') throw new Failed('RESULT_UNKNOWN')
  const { order: done, refusal } = await act(desk, order, modification(desk, order, reply.facts, request))
  if (refusal) throw refusal
  // Somebody else was faster: alerted or paid, and no success.
  if (!done.pending && done.bill?.total !== request.total)
    throw new Failed(done.state === 'USER_PAID' ? 'ALREADY_PAID' : 'STATE_CHANGED')
  return view(done)
}

/** @throws Failed NOT_LOWER, NOT_ALLOWED_NOW; ValidationError when WeChat Pay would refuse it by its documented rules */
function modification(desk: Desk, order: OrderDocument, { paid = 0 }: Facts, request: Request): Pending {
  const n = order.current
  const { fees, discounts, total, reason } = request
  const { bill, preview, protocol } = order
  const prepare = protocolOf(protocol).prepareModify
  if (!bill || !prepare) throw new Failed('NOT_ALLOWED_NOW')
  if (total >= bill.total) throw new Failed('NOT_LOWER')
  if (total < paid) throw new Failed('NOT_LOWER', { sentence: '新账单不能低于已经扣到的金额' })
  const before = bill.total
  const call = prepare(
    { ...keyOf(order, n), fees, discounts, total, before, riskAmount: preview.riskAmount, reason },
    desk.prepare,
  )
  const at = desk.clock()
  return {
    action: 'modify',
    n,
    call,
    by: 'operator',
    at,
    sentAt: at,
    reason,
    before,
    bill: { ...bill, fees, discounts, total },
  }
}
