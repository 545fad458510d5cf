import { given } from '../given'
import type { Desk } from '../orders/desk'
import type { OrderDocument } from '../orders/document'
import { withReservation, type Reservation } from '../orders/reservation'
import type { RefundDocument } from './document'
import { REASON_UNKNOWN } from './for-a-person'

/**
 * The refund that has a reservation's number already and is another one. Orders that were restored from an export do not know
 * the refunds of after it, whose documents and numbers are still there: such a number must neither be sent with another
 * amount nor let the earlier refund's end be taken for this one's.
 * @returns `undefined` when the document is this very decision's
 */
export async function earlierRefund(
  { store }: Pick<Desk, 'store'>,
  reservation: Reservation,
): Promise<RefundDocument | undefined> {
  const stored = await store.read<RefundDocument>('refunds', reservation.out_refund_no)
  return stored && isOf(stored, reservation) ? undefined : stored
}

const isOf = (refund: RefundDocument, reservation: Reservation): boolean =>
  refund.at === reservation.at &&
  refund.amount === reservation.amount &&
  refund.total === reservation.total &&
  refund.transactionId === reservation.transactionId &&
  (refund.reason === undefined || refund.reason === reservation.reason)

/**
 * The order with the earlier refund in place of the reservation that took its number. It keeps the key: the n-th refund of an
 * order is one intention, and who asks for it again must not refund twice.
 */
export function withEarlier(order: OrderDocument, earlier: RefundDocument): OrderDocument {
  const { _id, amount, total, transactionId, state, at, doneAt, reason = REASON_UNKNOWN } = earlier
  const taken = order.refunds?.find(({ out_refund_no }) => out_refund_no === _id)
  if (!taken) return order
  const { requestKey } = taken
  return withReservation(order, {
    ...{ out_refund_no: _id, amount, total, transactionId, state, reason, at, requestKey },
    ...given('doneAt', doneAt),
  })
}
