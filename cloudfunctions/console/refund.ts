import type { RequestOf, ResponseOf } from '#domain/contract'
import { Failed } from '../shared/failed'
import { orderFor, type OperatorContext } from '../shared/operators'
import { readAgain } from '../shared/orders/change'
import type { Desk } from '../shared/orders/desk'
import { withAudit, type OrderDocument } from '../shared/orders/document'
import { openDesk } from '../shared/orders/open-desk'
import { refreshNow } from '../shared/orders/refresh'
import { restsOf, type Reservation } from '../shared/orders/reservation'
import { withNextCheck } from '../shared/orders/schedule'
import { canRefundMore } from '../shared/orders/view'
import { nextRefundNo } from '../shared/refunds/document'
import { storeRefund } from '../shared/refunds/prepare'
import { sendRefund } from '../shared/refunds/send'
import { viewOf } from './respond'

type Request = RequestOf<'console', 'refund'>

/**
 * Gives back what WeChat Pay deducted, or some of it (design 4.3): holds the amount on the order, stores the bytes, sends. That
 * WeChat Pay took it on is no success; a query or a notification tells. The same key again is the same refund.
 */
export async function refund(
  request: Request,
  ctx: OperatorContext,
): Promise<ResponseOf<'console', 'refund'>> {
  const desk = await openDesk(ctx)
  const stored = await orderFor(ctx, request.orderId)
  const known = sameRefund(stored, request)
  if (known) return { order: viewOf(ctx, stored) }
  const order = await refreshNow(desk, stored)
  return { order: viewOf(ctx, await carryOut(desk, order, request)) }
}

/** @throws Failed, PayApiError when WeChat Pay refused */
async function carryOut(desk: Desk, order: OrderDocument, request: Request): Promise<OrderDocument> {
  const reservation = reservationOf(order, request, desk.clock())
  const stored = await storeRefund(desk, order, reservation, withHeld(order, reservation))
  if (!stored) {
    // Somebody was faster: this very intention, or somebody who did something else.
    const now = await readAgain(desk, order)
    if (sameRefund(now, request)) return now
    throw new Failed('STATE_CHANGED')
  }
  if (!stored.refund) return stored.order
  const { order: sent, refusal } = await sendRefund(desk, stored.refund, 'first')
  if (refusal) throw refusal
  return sent ?? stored.order
}

/**
 * The refund that this key already means.
 * @throws Failed STATE_CHANGED when it was another one: who asked had not seen it; PAY_REFUSED when WeChat Pay refused it
 */
function sameRefund({ refunds }: OrderDocument, { requestKey, amount }: Request): Reservation | undefined {
  const known = refunds?.find((one) => one.requestKey === requestKey)
  if (known && known.amount !== amount) throw new Failed('STATE_CHANGED')
  if (known?.state === 'refused') throw new Failed('PAY_REFUSED')
  return known
}

/** @throws Failed NOT_ALLOWED_NOW, PENDING, RESULT_UNKNOWN, REFUND_TOO_MUCH, TOO_MANY */
function reservationOf(order: OrderDocument, request: Request, at: number): Reservation {
  const { outcome, pending } = order
  if (outcome === 'paidElsewhere')
    throw new Failed('NOT_ALLOWED_NOW', { sentence: '顾客不是用微信支付分付款的，请按原来的收款方式退款' })
  if (outcome === 'zero') throw new Failed('NOT_ALLOWED_NOW', { sentence: '这笔订单没有收费，不需要退款' })
  if (outcome !== 'paid') throw new Failed('NOT_ALLOWED_NOW', { sentence: '顾客付款之后才能退款' })
  if (pending) throw new Failed('PENDING')
  const rests = restsOf(order)
  // A notification may leave out the transaction; the query that follows it tells.
  if (rests.length === 0) throw new Failed('RESULT_UNKNOWN')
  const { requestKey, amount, reason } = request
  const payment = rests.find(({ rest }) => rest >= amount)
  if (!payment) throw tooMuch(rests, amount)
  if (!canRefundMore(order)) throw new Failed('TOO_MANY', { sentence: '这笔订单的退款次数已达上限' })
  return {
    out_refund_no: nextRefundNo(order),
    amount,
    state: 'processing',
    reason,
    at,
    requestKey,
    transactionId: payment.transactionId,
    total: payment.amount,
    unsent: true,
  }
}

function tooMuch(rests: readonly { rest: number }[], amount: number): Failed {
  const all = rests.reduce((sum, { rest }) => sum + rest, 0)
  return all >= amount
    ? new Failed('REFUND_TOO_MUCH', { sentence: '这笔订单分几次扣款，每次退款不能超过其中一笔的金额' })
    : new Failed('REFUND_TOO_MUCH')
}

function withHeld(order: OrderDocument, reservation: Reservation): OrderDocument {
  const { at, reason, out_refund_no } = reservation
  const held = { ...order, refunds: [...(order.refunds ?? []), reservation] }
  const audited = withAudit(held, { at, by: 'operator', what: 'refund', note: `${out_refund_no} ${reason}` })
  return withNextCheck(audited, at)
}
