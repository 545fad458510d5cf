import { given } from '../../../../cloudfunctions/shared/given'
import type { OrderDocument } from '../../../../cloudfunctions/shared/orders/document'
import type { Reservation } from '../../../../cloudfunctions/shared/orders/reservation'
import { newRefund, type RefundDocument } from '../../../../cloudfunctions/shared/refunds/document'
import type { RefundStatus } from '../../../../cloudfunctions/shared/wechatpay/refunds'
import { aDesk, says, type Said, type TestDesk } from '../orders/desk'
import { anOrder, T0 } from '../orders/fixtures'

export const MINUTE = 60_000
export const ORDER = '0123456789abcdef01234567'
export const NUMBER = `${ORDER}_r1`
const bill = { fees: [], discounts: [], total: 900 }

/** 300 of the 900 that transaction 42 collected. */
export const aReservation = (more: Partial<Reservation> = {}): Reservation => ({
  out_refund_no: NUMBER,
  amount: 300,
  state: 'processing',
  reason: '多收费用',
  at: T0,
  requestKey: 'refund-1',
  transactionId: '42',
  total: 900,
  ...more,
})

/** An order that was paid 900, with these refunds. */
export const aPaidOrder = (refunds?: Reservation[], more: Partial<OrderDocument> = {}): OrderDocument => {
  const order = anOrder({
    state: 'USER_PAID',
    bill,
    payments: [{ transactionId: '42', amount: 900 }],
    ...more,
  })
  // Proven: nothing is left to ask about the order itself.
  const attempts = order.attempts.map((one) => ({ ...one, proven: one.state }))
  return { ...order, attempts, ...given('refunds', refunds) }
}

/** The bytes of the refund of `aReservation`. */
export const BYTES = {
  action: 'refund',
  method: 'POST' as const,
  path: '/v3/refund/domestic/refunds',
  body: '{"as":"stored"}',
  serial: 'PUB_KEY_ID_1',
  safeToRepeat: true,
}

/** A refund that was sent at T0 and of which nothing is known. */
export const aRefund = (more: Partial<RefundDocument> = {}): RefundDocument => ({
  ...newRefund(aPaidOrder(), aReservation(), BYTES, T0),
  ...more,
})

/** What WeChat Pay says of it. */
export const tellsRefund = (status: RefundStatus | 'NEW_WORD', more: object = {}) =>
  says({
    out_refund_no: NUMBER,
    transaction_id: '42',
    status,
    amount: { refund: 300, total: 900 },
    ...more,
  })

/** A desk with an order, and the refund that stands on it. */
export async function aRefundDesk(
  {
    order = aPaidOrder([aReservation()]),
    refund = aRefund(),
  }: { order?: OrderDocument; refund?: RefundDocument },
  ...said: Said[]
): Promise<TestDesk & { refund: RefundDocument; kept: (id?: string) => Promise<RefundDocument> }> {
  const test = aDesk([order], ...said)
  await test.store.insert('refunds', refund)
  const kept = async (id = refund._id): Promise<RefundDocument> => {
    const document = await test.store.read<RefundDocument>('refunds', id)
    if (!document) throw new Error('The refund is gone.')
    return document
  }
  // The test's clock and log stay its own.
  return Object.assign(test, { refund, kept })
}
