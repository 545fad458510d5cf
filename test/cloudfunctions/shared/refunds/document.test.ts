import { newRefund, orderIdOfRefund, withNextLook } from '../../../../cloudfunctions/shared/refunds/document'
import { T0 } from '../orders/fixtures'
import { aPaidOrder, aRefund, aReservation, BYTES, MINUTE, NUMBER, ORDER } from './fixtures'

it('a number leads to its order, and no other text does', () => {
  expect([NUMBER, `${ORDER}_r10`, `${ORDER}_r99`].map(orderIdOfRefund)).toEqual([ORDER, ORDER, ORDER])
  const none = [
    `${ORDER}_r0`,
    `${ORDER}_r100`,
    `${ORDER}_1`,
    `x${NUMBER}`,
    `${NUMBER}x`,
    `${ORDER}_r`,
    `${ORDER}g_r1`,
    '',
  ]
  for (const text of none) expect(orderIdOfRefund(text)).toBeUndefined()
})

it('a new refund is all that is sent and asked, of the attempt that counts and the shop whose money it is', () => {
  const order = aPaidOrder([], { sub_mchid: '1900000109' })
  expect(newRefund(order, aReservation({ requestKey: 'k', at: T0 - MINUTE }), BYTES, T0)).toEqual({
    _id: NUMBER,
    schema: 1,
    version: 1,
    orderId: ORDER,
    out_order_no: `${ORDER}_1`,
    sub_mchid: '1900000109',
    transactionId: '42',
    amount: 300,
    total: 900,
    reason: '多收费用',
    at: T0 - MINUTE,
    call: BYTES,
    sentAt: T0,
    state: 'processing',
    nextCheckAt: T0 + MINUTE,
    checks: 0,
    updatedAt: T0,
  })
  expect(newRefund(aPaidOrder(), aReservation(), BYTES, T0)).not.toHaveProperty('sub_mchid')
})

describe('the next look at a refund', () => {
  const next = (minutes: number, more: Parameters<typeof aRefund>[0]) => {
    const { nextCheckAt } = withNextLook(aRefund(more), T0 + minutes * MINUTE)
    return nextCheckAt === undefined ? undefined : (nextCheckAt - T0) / MINUTE
  }

  it('is a minute after it was sent, and every minute while nobody knows whether it arrived', () => {
    expect(next(0, {})).toBe(1)
    expect(next(0.5, { known: true, checks: 5 })).toBe(1)
    expect(next(1, { checks: 5 })).toBe(2)
    expect(next(9.9, { checks: 5 })).toBe(10.9)
    expect(next(20, { sentAt: T0 + 20 * MINUTE })).toBe(21)
  })

  it('is later and later once it is known, or after ten minutes', () => {
    expect([0, 1, 2, 3, 4, 5, 9].map((checks) => next(1, { known: true, checks }))).toEqual([
      2, 6, 16, 61, 361, 1441, 1441,
    ])
    expect(next(10, { checks: 1 })).toBe(15)
  })

  it('is none once a query proved its end, and its bytes go; by nothing less', () => {
    for (const state of ['succeeded', 'closed', 'refused'] as const) {
      expect(next(5, { state, proven: state })).toBeUndefined()
      expect(withNextLook(aRefund({ state, proven: state, missingAt: T0 }), T0)).not.toHaveProperty('call')
      expect(withNextLook(aRefund({ state, proven: state, missingAt: T0 }), T0)).not.toHaveProperty(
        'missingAt',
      )
      expect(next(5, { state })).toBe(6)
    }
    expect(next(5, { state: 'succeeded', proven: 'processing' })).toBe(6)
    expect(next(5, { state: 'abnormal', proven: 'abnormal' })).toBe(6)
    expect(withNextLook(aRefund({ missingAt: T0 }), T0)).toMatchObject({ call: BYTES, missingAt: T0 })
  })
})
