import { Failed } from '../failed'
import { given } from '../given'
import { change, save } from '../orders/change'
import type { Desk } from '../orders/desk'
import { withAlert, type OrderDocument } from '../orders/document'
import { withReservation, type Reservation } from '../orders/reservation'
import { withNextCheck } from '../orders/schedule'
import type { PreparedCall } from '../wechatpay'
import * as refunds from '../wechatpay/refunds'
import { newRefund, type RefundDocument } from './document'
import { REFUND_TAKEN } from './for-a-person'
import { withEarlier, earlierRefund } from './earlier'

/** The bytes of a refund. @throws ValidationError when WeChat Pay would refuse it by its documented rules */
export function refundCall(
  desk: Desk,
  order: OrderDocument,
  { out_refund_no, transactionId, amount, total, reason }: Reservation,
): PreparedCall {
  return refunds.prepareRefund(
    {
      transaction_id: transactionId,
      out_refund_no,
      reason,
      ...given('notify_url', desk.notifyUrl),
      amount: { refund: amount, total, currency: 'CNY' },
      ...given('sub_mchid', order.sub_mchid),
    },
    desk.prepare,
  )
}

/**
 * Holds a refund's amount on its order, and stores the exact bytes; nothing is sent yet.
 *
 * The reservation comes first. Who dies after it leaves an order that says everything about the refund, and reconcile makes
 * the document that is missing (`makeUp`): nothing is lost. The other way round a document could be found and sent whose
 * amount nothing holds, and two of them could exceed what was paid. Nothing is doubled either: there is one document by its
 * `_id`, and only its bytes are ever sent.
 * @returns `undefined` when somebody else changed the order first; without `refund` when somebody else made the document:
 * nothing is to be sent
 * @throws ValidationError; Failed STATE_CHANGED when the number is an earlier refund's, which stands on the order then
 */
export async function storeRefund(
  desk: Desk,
  before: OrderDocument,
  reservation: Reservation,
  held: OrderDocument,
): Promise<{ order: OrderDocument; refund?: RefundDocument & { call: PreparedCall } } | undefined> {
  const call = refundCall(desk, before, reservation)
  const order = await save(desk, before, held)
  if (!order) return undefined
  const refund = { ...newRefund(order, reservation, call, desk.clock()), call }
  if ((await desk.store.insert('refunds', refund)) === 'inserted') return { order, refund }
  const earlier = await earlierRefund(desk, reservation)
  if (!earlier) return { order }
  await change(desk, order, (now) => withNextCheck(withEarlier(now, earlier), desk.clock()))
  throw new Failed('STATE_CHANGED')
}

/** Makes the documents that an order's refunds lack. They are asked about before anything is sent. */
export async function makeUp(desk: Desk, order: OrderDocument): Promise<OrderDocument> {
  const unsent = (order.refunds ?? []).filter((one) => one.unsent)
  if (unsent.length === 0) return order
  const earlier: RefundDocument[] = []
  for (const reservation of unsent) {
    const refund = newRefund(order, reservation, refundCall(desk, order, reservation), desk.clock())
    const stored = await desk.store.insert('refunds', { ...refund, nextCheckAt: desk.clock() })
    const other = stored === 'exists' && (await earlierRefund(desk, reservation))
    if (other) earlier.push(other)
  }
  return change(desk, order, (now) => {
    const sent = unsent.reduce((next, { out_refund_no }) => {
      const reservation = next.refunds?.find((one) => one.out_refund_no === out_refund_no)
      if (!reservation) return next
      const { unsent: _made, ...rest } = reservation
      return withReservation(next, rest)
    }, now)
    // Nobody waits for the one that came to nothing.
    const told = earlier.reduce(
      (next, one) => withAlert(withEarlier(next, one), `${REFUND_TAKEN}：${one._id}`),
      sent,
    )
    return withNextCheck(told, desk.clock())
  })
}
