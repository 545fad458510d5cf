import type { Fen } from '#domain/money'
import type { Moment } from '#domain/period'
import { isHeld, type RefundView } from '#domain/refund'
import type { Payment } from '../protocol'
import type { OrderDocument } from './document'

/** A refund as it stands on its order: all that is needed to make its document, should that be missing. */
export interface Reservation extends RefundView {
  /** One per intention; the same key is the same refund. */
  requestKey: string
  /** The payment that it gives back of, and what that was. */
  transactionId: string
  total: Fen
  /** Its document may be missing: until it is known to be there, nothing was sent. */
  unsent?: true
}

/** What WeChat Pay deducted for an order, one by one; nothing where it was not, or not through WeChat Pay Score. */
export function paymentsOf({
  outcome,
  payments,
  transactionId,
  bill,
  paidAt,
}: Pick<OrderDocument, 'outcome' | 'payments' | 'transactionId' | 'bill' | 'paidAt'>): readonly Payment[] {
  if (outcome !== 'paid') return []
  if (payments) return payments
  if (transactionId === undefined || !bill) return []
  return [{ transactionId, amount: bill.total, ...(paidAt === undefined ? {} : { paidAt }) }]
}

/** What of each payment can still be refunded: Σ(open + done) never exceeds what was paid. */
export function restsOf(order: OrderDocument): (Payment & { rest: Fen })[] {
  return paymentsOf(order).map((payment) => {
    const held = (order.refunds ?? []).filter(
      ({ transactionId, state }) => transactionId === payment.transactionId && isHeld(state),
    )
    return { ...payment, rest: payment.amount - held.reduce((sum, { amount }) => sum + amount, 0) }
  })
}

/** The most that one refund can give back now, in fen. A refund is of one payment. */
export const mostRefundable = (order: OrderDocument): Fen =>
  Math.max(0, ...restsOf(order).map(({ rest }) => rest))

/** The moment from which a reservation without a document is made up for. */
export const unsentSince = ({ refunds }: Pick<OrderDocument, 'refunds'>): Moment | undefined =>
  refunds?.find(({ unsent }) => unsent)?.at

/** The order with one of its refunds changed. */
export const withReservation = (order: OrderDocument, changed: Reservation): OrderDocument => ({
  ...order,
  refunds: (order.refunds ?? []).map((one) => (one.out_refund_no === changed.out_refund_no ? changed : one)),
})
