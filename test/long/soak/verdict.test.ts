import type { OrderDocument } from '../../../cloudfunctions/shared/orders/document'
import type { Reservation } from '../../../cloudfunctions/shared/orders/reservation'
import type { OrderSummary } from '../../../simulator/sandbox'
import { anOrder, T0 } from '../../cloudfunctions/shared/orders/fixtures'
import type { Promised } from './customers'
import { compare } from './verdict'

const bill = { fees: [], discounts: [], total: 600 }
const order = anOrder({ state: 'USER_PAID', outcome: 'paid', bill, charged: 600 })
const number = `${order._id}_1`
const there = (more: Partial<OrderSummary> = {}): OrderSummary => ({
  protocol: 'payafter-orders',
  out_order_no: number,
  service_id: order.service_id,
  state: 'USER_PAID',
  risk_amount: 9900,
  total_amount: 600,
  charged: 600,
  query_id: 'q',
  ...more,
})
const told: Promised = { orderId: order._id, placed: true, billed: [600] }

/** How many were lost, doubled and different. */
function counts(
  promised: readonly Promised[],
  here: readonly OrderDocument[],
  pay: readonly OrderSummary[],
): [number, number, number] {
  const { lost, doubled, different } = compare(promised, here, pay, T0)
  return [lost.length, doubled.length, different.length]
}

it('finds nothing where both sides say what people were told', () => {
  expect(counts([told], [order], [there()])).toEqual([0, 0, 0])
  expect(compare([told], [order], [there()], T0)).toMatchObject({ orders: 1, charges: 1, charged: 600 })
})

it('does not miss an order that somebody was promised, or that only WeChat Pay knows', () => {
  expect(counts([told], [], [])).toEqual([1, 0, 0])
  expect(counts([], [], [there()])[0]).toBe(1)
  expect(counts([{ ...told, placed: false }], [], [])).toEqual([0, 0, 0])
})

it('misses no completion that an operator was told of', () => {
  expect(counts([{ ...told, billed: [500] }], [order], [there()])).toEqual([1, 0, 0])
  expect(counts([told], [order], [there({ total_amount: null, charged: 0 })])[0]).toBe(1)
})

it('takes a bill that one may have lowered either way', () => {
  expect(counts([{ ...told, billed: [600, 300] }], [order], [there()])).toEqual([0, 0, 0])
})

describe('refunds', () => {
  const requestKey = `${order._id}-refund-1`
  const refund = {
    out_refund_no: `${order._id}_r1`,
    refund_id: '1',
    transaction_id: '1',
    status: 'SUCCESS',
    refund: 200,
    total: 600,
    funds_account: 'UNSETTLED',
    at: T0,
    history: [],
  } as const
  const reservation: Reservation = {
    ...{ out_refund_no: refund.out_refund_no, amount: 200, state: 'succeeded', reason: '多收', at: T0 },
    ...{ requestKey, transactionId: '1', total: 600 },
  }
  const asked: Promised = { ...told, refunded: { requestKey, amount: 200 } }
  const refunded: OrderDocument = { ...order, refunds: [reservation] }
  const found = (here: OrderDocument, pay: readonly (typeof refund)[]): [number, number] => {
    const { lost, different } = compare([asked], [here], [there()], T0, pay)
    return [lost.length, different.length]
  }

  it('are the same on both sides, and none that was promised is missing', () => {
    expect(found(refunded, [refund])).toEqual([0, 0])
    expect(found(refunded, [])).toEqual([0, 1])
    expect(found(order, [])).toEqual([1, 0])
    expect(found(order, [refund])).toEqual([1, 1])
    expect(found({ ...order, refunds: [{ ...reservation, state: 'refused' }] }, [])).toEqual([1, 0])
  })
})

it.each<[string, readonly OrderSummary[], OrderDocument]>([
  ['two charges', [there(), there({ out_order_no: `${order._id}_2` })], order],
  ['more than the bill', [there({ charged: 601 })], order],
  ['a charge without a bill', [there()], anOrder({ state: 'USER_PAID' })],
])('finds what was charged twice or too much: %s', (_, pay, here) => {
  expect(counts([told], [here], pay)[1]).toBeGreaterThan(0)
})

it('finds an order that nobody asked for', () => {
  expect(counts([], [order], [there()])).toEqual([0, 1, 0])
})

it.each<[string, OrderDocument, Partial<OrderSummary>]>([
  ['another state', order, { state: 'FINISHED' }],
  ['a call that is still pending', { ...order, pending: {} as NonNullable<OrderDocument['pending']> }, {}],
  ['a look that is due', { ...order, nextCheckAt: T0 }, {}],
  ['another bill', { ...order, bill: { ...bill, total: 601 } }, {}],
  ['more than was shown', { ...order, preview: { ...order.preview, maxCharge: 599 } }, {}],
])('finds what the two sides do not say alike: %s', (_, here, pay) => {
  expect(counts([told], [here], [there(pay)])[2]).toBeGreaterThan(0)
})
