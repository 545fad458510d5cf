import type { RefundState } from '#domain/refund'
import {
  mostRefundable,
  paymentsOf,
  restsOf,
  unsentSince,
  withReservation,
  type Reservation,
} from '../../../../cloudfunctions/shared/orders/reservation'
import { withNextCheck } from '../../../../cloudfunctions/shared/orders/schedule'
import { consoleView, customerView, operatorActions } from '../../../../cloudfunctions/shared/orders/view'
import { anOrder, T0 } from './fixtures'

const MINUTE = 60_000
const bill = { fees: [], discounts: [], total: 500 }
const refund = (n: number, amount: number, state: RefundState = 'processing'): Reservation => ({
  out_refund_no: `r${n}`,
  requestKey: `k${n}`,
  transactionId: '42',
  total: 500,
  amount,
  state,
  reason: '退',
  at: T0,
})
const paid = (refunds?: Reservation[], more: object = {}) =>
  anOrder({
    state: 'USER_PAID',
    outcome: 'paid',
    bill,
    transactionId: '42',
    ...(refunds ? { refunds } : {}),
    ...more,
  })

describe('what was paid', () => {
  it('is the bill by the transaction, when it was paid', () => {
    expect(paymentsOf(paid())).toEqual([{ transactionId: '42', amount: 500 }])
    expect(paymentsOf(paid([], { paidAt: T0 }))).toEqual([{ transactionId: '42', amount: 500, paidAt: T0 }])
  })

  it('is every deduction where WeChat Pay tells them one by one', () => {
    const payments = [
      { transactionId: '1', amount: 200 },
      { transactionId: '2', amount: 300 },
    ]
    expect(paymentsOf(paid([], { payments }))).toBe(payments)
  })

  it('is nothing where nobody paid, paid elsewhere, or it is not known what', () => {
    for (const more of [{ outcome: 'paidElsewhere' }, { outcome: 'cancelled' }, { state: 'FINISHED' }])
      expect(paymentsOf({ ...paid(), outcome: undefined, ...more } as never)).toEqual([])
    const { transactionId: _which, ...unknown } = paid()
    const { bill: _much, ...unbilled } = paid()
    expect([paymentsOf(unknown), paymentsOf(unbilled)]).toEqual([[], []])
  })
})

describe('what can still go back', () => {
  it('is what was paid without what is held, of each payment', () => {
    const payments = [
      { transactionId: '42', amount: 500 },
      { transactionId: '43', amount: 300 },
    ]
    const order = paid(
      [refund(1, 100), refund(2, 50, 'succeeded'), { ...refund(3, 10), transactionId: '43' }],
      {
        payments,
      },
    )
    expect(restsOf(order).map(({ rest }) => rest)).toEqual([350, 290])
    expect(mostRefundable(order)).toBe(350)
  })

  it('is all of it again where WeChat Pay refused', () => {
    expect(mostRefundable(paid([refund(1, 100, 'refused'), refund(2, 30)]))).toBe(470)
    expect(mostRefundable(paid())).toBe(500)
    expect(mostRefundable(paid([refund(1, 500)]))).toBe(0)
    expect(mostRefundable(anOrder({ state: 'CREATED' }))).toBe(0)
  })

  it('is what operators may do and see, fifty times at most', () => {
    const may = (refunds?: Reservation[]) => operatorActions(paid(refunds), T0)
    expect(may()).toEqual(['refund'])
    expect(may([refund(1, 500)])).toEqual([])
    const refused = (count: number) => Array.from({ length: count }, (_, n) => refund(n, 1, 'refused'))
    expect(may(refused(49))).toEqual(['refund'])
    expect(may(refused(50))).toEqual([])
    const facts = { now: T0, sandbox: false }
    expect(consoleView(paid([refund(1, 100)]), facts).refundable).toBe(400)
    expect(consoleView(paid(), facts)).not.toHaveProperty('refunds')
    expect(consoleView(paid([], { outcome: 'paidElsewhere' }), facts)).not.toHaveProperty('refundable')
  })
})

describe('a refund on its order', () => {
  it('is shown to both, without what names it to us; what WeChat Pay never took is the operators’ business', () => {
    const facts = { now: T0, sandbox: false, canOpenDetail: false }
    const order = paid([{ ...refund(1, 100, 'succeeded'), doneAt: T0 + 9 }, refund(2, 50, 'refused')])
    const shown = [
      { out_refund_no: 'r1', amount: 100, state: 'succeeded', reason: '退', at: T0, doneAt: T0 + 9 },
      { out_refund_no: 'r2', amount: 50, state: 'refused', reason: '退', at: T0 },
    ]
    expect(consoleView(order, facts).refunds).toEqual(shown)
    expect(customerView(order, facts).refunds).toEqual(shown.slice(0, 1))
    const refused = customerView(paid([refund(2, 50, 'refused')]), facts)
    expect(refused).not.toHaveProperty('refunds')
  })

  it('is changed by its number alone', () => {
    const order = paid([refund(1, 100), refund(2, 50)])
    const changed = { ...refund(2, 50), state: 'succeeded' as const }
    expect(withReservation(order, changed)).toEqual({ ...order, refunds: [refund(1, 100), changed] })
    expect(withReservation(paid(), changed).refunds).toEqual([])
  })

  it('whose document may be missing is looked after a minute later', () => {
    const unsent = { ...refund(2, 50), at: T0 + 5 * MINUTE, unsent: true as const }
    const order = paid([refund(1, 100), unsent])
    expect(unsentSince(order)).toBe(T0 + 5 * MINUTE)
    expect(unsentSince(paid([refund(1, 100)]))).toBeUndefined()
    expect(unsentSince(paid())).toBeUndefined()
    expect(withNextCheck(order, T0).nextCheckAt).toBe(T0 + 6 * MINUTE)
    expect(withNextCheck(order, T0 + 9 * MINUTE).nextCheckAt).toBe(T0 + 10 * MINUTE)
  })
})

describe('an attempt that an operator can end by hand', () => {
  const facts = { now: T0, sandbox: false }
  const ends = (more: Parameters<typeof anOrder>[0]) =>
    consoleView(anOrder(more), facts).attempts.map(({ canEnd }) => canEnd)

  it('is a confirmed one that does not count, while nothing is under way', () => {
    expect(ends({ states: ['USER_ACCEPTED', 'CREATED', 'USER_ACCEPTED'] })).toEqual([
      true,
      undefined,
      undefined,
    ])
    const pending = { action: 'sync', n: 3, call: {} as never, by: 'operator', at: T0, sentAt: T0 } as const
    expect(ends({ states: ['USER_ACCEPTED', 'USER_ACCEPTED'], pending: { ...pending, n: 2 } })).toEqual([
      undefined,
      undefined,
    ])
  })

  it('is shown with WeChat Pay’s word for it, where there is one', () => {
    const [attempt] = consoleView(anOrder({}), facts).attempts
    expect(attempt).toEqual({ out_order_no: expect.any(String) as string, state: 'CREATED', at: T0 })
  })
})
