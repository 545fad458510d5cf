import type { Fen } from '#domain/money'
import type { Moment } from '#domain/period'
import { isRefundOver, type RefundState } from '#domain/refund'
import { given } from '../given'
import { currentAttempt, type OrderDocument } from '../orders/document'
import type { Reservation } from '../orders/reservation'
import { intervalAfter, LONGEST_WAIT, RESEND_WINDOW } from '../orders/schedule'
import type { PreparedCall } from '../wechatpay'

/** One refund at WeChat Pay. Its order shows it too; this is what is sent, asked about and settled. */
export interface RefundDocument {
  /** Its `out_refund_no`. */
  _id: string
  schema: 1
  version: number
  orderId: string
  out_order_no: string
  /** The shop whose money it is, where we are its service provider. */
  sub_mchid?: string
  transactionId: string
  /** What goes back of a payment of `total`. */
  amount: Fen
  total: Fen
  /** As the customer reads it; absent in documents of before it was kept. */
  reason?: string
  at: Moment
  /** The exact bytes, stored before the first one is sent; gone when it is settled. */
  call?: PreparedCall
  sentAt: Moment
  state: RefundState
  /** WeChat Pay has it: it said so in a verified answer or a notification. */
  known?: true
  /** What a query last said. */
  proven?: RefundState
  /** When a verified answer first said that there is no such refund. */
  missingAt?: Moment
  /** When the money went back. */
  doneAt?: Moment
  /** When reconcile looks next; absent when nothing more can happen. */
  nextCheckAt?: Moment
  checks: number
  updatedAt: Moment
}

const MINUTE = 60_000

const FORM = /^([0-9a-f]{24})_r([1-9]\d?)$/

/** The n-th refund of an order: a notification and a bill find it by this. */
const outRefundNo = (orderId: string, n: number): string => `${orderId}_r${n}`

/** The order that a refund's number belongs to, or `undefined` when it is none of ours. */
export const orderIdOfRefund = (out_refund_no: string): string | undefined => FORM.exec(out_refund_no)?.[1]

/**
 * The number of an order's next refund: above all that the order knows. One that was restored may not know them all, so
 * whoever uses the number finds out whether it is free (`storeRefund`).
 */
export function nextRefundNo({ _id, refunds = [] }: Pick<OrderDocument, '_id' | 'refunds'>): string {
  const numbers = refunds.map(({ out_refund_no }) => Number(FORM.exec(out_refund_no)?.[2] ?? 0))
  return outRefundNo(_id, 1 + Math.max(refunds.length, ...numbers))
}

/** A refund that nobody sent yet. */
export function newRefund(
  order: OrderDocument,
  reservation: Reservation,
  call: PreparedCall,
  now: Moment,
): RefundDocument {
  const { out_refund_no, transactionId, amount, total, reason, at } = reservation
  const refund: RefundDocument = {
    _id: out_refund_no,
    schema: 1,
    version: 1,
    orderId: order._id,
    out_order_no: currentAttempt(order).out_order_no,
    ...given('sub_mchid', order.sub_mchid),
    transactionId,
    amount,
    total,
    reason,
    at,
    call,
    sentAt: now,
    state: 'processing',
    checks: 0,
    updatedAt: now,
  }
  return withNextLook(refund, now)
}

/** Whether nothing more can happen to it, and a query said so. */
const isSettled = ({ state, proven }: RefundDocument): boolean => isRefundOver(state) && proven === state

/** Sets when reconcile looks next: soon while nobody knows whether WeChat Pay has it, then as for orders (design 4.10). */
export function withNextLook(refund: RefundDocument, now: Moment): RefundDocument {
  const { nextCheckAt: _old, ...rest } = refund
  if (isSettled(refund)) {
    const { call: _bytes, missingAt: _missing, ...settled } = rest
    return settled
  }
  const { known, at, sentAt, checks } = refund
  const waited = sentAt + LONGEST_WAIT
  const interval = known || now - at >= RESEND_WINDOW ? intervalAfter(checks) : MINUTE
  return { ...rest, nextCheckAt: waited > now ? waited : now + interval }
}
