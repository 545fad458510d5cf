import fc from 'fast-check'
import { isHeld, type RefundState } from '#domain/refund'
import type { OrderDocument } from '../../../../cloudfunctions/shared/orders/document'
import { mostRefundable } from '../../../../cloudfunctions/shared/orders/reservation'
import { withRefund } from '../../../../cloudfunctions/shared/refunds/believe'
import {
  REFUND_ABNORMAL,
  REFUND_AMOUNT,
  REFUND_LATE,
} from '../../../../cloudfunctions/shared/refunds/for-a-person'
import { T0 } from '../orders/fixtures'
import { aPaidOrder, aReservation, MINUTE, NUMBER, ORDER } from './fixtures'

const at = T0 + 10 * MINUTE
const hear = (
  order: OrderDocument,
  state: RefundState,
  evidence: 'query' | 'notification' | 'answer' = 'query',
  told?: object,
) => withRefund(order, NUMBER, state, { evidence, at, ...(told ? { told: told as never } : {}) })
const holding = (more: Parameters<typeof aReservation>[0] = {}, order: Partial<OrderDocument> = {}) =>
  aPaidOrder([aReservation(more)], order)

describe('an order that hears where its refund is', () => {
  it.each([
    ['query', 'reconcile'],
    ['notification', 'notify'],
    ['answer', 'operator'],
  ] as const)('went back, by %s: when, and a trace of who said so', (evidence, by) => {
    const next = hear(holding(), 'succeeded', evidence, { succeededAt: T0 + 5 })
    expect(next.refunds).toEqual([aReservation({ state: 'succeeded', doneAt: T0 + 5 })])
    expect(next.audit).toEqual([{ at, by, what: 'refund succeeded', note: NUMBER }])
    expect(next.alerts).toEqual([])
  })

  it('went back, and nobody says when: now', () => {
    expect(hear(holding(), 'succeeded').refunds?.[0]?.doneAt).toBe(at)
  })

  it('nothing new leaves no trace', () => {
    const order = holding({ state: 'succeeded', doneAt: T0 })
    expect(hear(order, 'succeeded')).toBe(order)
    expect(hear(order, 'processing')).toBe(order)
    expect(hear(holding(), 'closed', 'notification')).toEqual(holding())
  })

  it('of a refund that is not its own changes nothing', () => {
    const order = holding({ out_refund_no: `${ORDER}_r2` })
    expect(hear(order, 'succeeded')).toBe(order)
    const none = aPaidOrder()
    expect(hear(none, 'succeeded')).toBe(none)
  })

  it('its document is there then: the mark goes, also where nothing is new', () => {
    expect(hear(holding({ unsent: true }), 'processing').refunds).toEqual([aReservation()])
    expect(hear(holding({ unsent: true }), 'processing')).not.toHaveProperty('nextCheckAt')
    expect(hear(holding({ unsent: true }), 'succeeded').refunds?.[0]).not.toHaveProperty('unsent')
  })

  it('came to nothing: its amount is free again, and when it ended is no end', () => {
    for (const state of ['closed', 'refused'] as const) {
      const next = hear(holding(), state)
      expect(mostRefundable(next)).toBe(900)
      expect(next.refunds?.[0]).not.toHaveProperty('doneAt')
    }
    const corrected = hear(holding({ state: 'succeeded', doneAt: T0 }), 'closed')
    expect(corrected.refunds).toEqual([aReservation({ state: 'closed' })])
    expect(corrected.audit).toMatchObject([{ what: 'refund closed', note: `${NUMBER}: succeeded → closed` }])
  })

  it('does not get on: a person is told, the amount stays held; and is told no more when it did', () => {
    const stuck = hear(holding(), 'abnormal')
    expect(stuck.alerts).toEqual([`${REFUND_ABNORMAL}：${NUMBER}`])
    expect(mostRefundable(stuck)).toBe(600)
    expect(hear(stuck, 'succeeded').alerts).toEqual([])
  })

  it('is heard of: that nothing was heard is no alert any more, and others stay', () => {
    const late = `${REFUND_LATE}：${NUMBER}`
    const other = `${REFUND_LATE}：${ORDER}_r2`
    const order = holding({}, { alerts: [late, other] })
    expect(hear(order, 'processing').alerts).toEqual([other])
    expect(hear(order, 'succeeded').alerts).toEqual([other])
  })

  it('is looked at again where another document is missing', () => {
    const other = aReservation({ out_refund_no: `${ORDER}_r2`, unsent: true, at: T0 })
    const order = aPaidOrder([aReservation(), other])
    expect(hear(order, 'succeeded').nextCheckAt).toBe(at + MINUTE)
    expect(hear(holding(), 'succeeded')).not.toHaveProperty('nextCheckAt')
  })
})

describe('a refund that was taken for nothing and went back', () => {
  const again = (amount: number, more: object = {}) =>
    aReservation({ out_refund_no: `${ORDER}_r2`, amount, ...more })
  const both = (amount: number, more: object = {}) =>
    hear(aPaidOrder([aReservation({ state: 'closed' }), again(amount, more)]), 'succeeded')
  const alert = `${REFUND_AMOUNT}：${NUMBER}`

  it('is no harm while both are within what was paid', () => {
    expect(both(600).alerts).toEqual([])
    expect(both(600).refunds?.[0]).toMatchObject({ state: 'succeeded' })
  })

  it('is told to a person where more than was paid is on its way', () => {
    expect(both(601).alerts).toEqual([alert])
    expect(both(601, { state: 'succeeded' }).alerts).toEqual([alert])
    expect(both(601, { state: 'refused' }).alerts).toEqual([])
    expect(both(601, { transactionId: '43' }).alerts).toEqual([])
    // Another payment of the same order is within what was paid.
    const other = again(10, { out_refund_no: `${ORDER}_r3`, transactionId: '43', total: 50 })
    const three = aPaidOrder([aReservation({ state: 'closed' }), again(601), other])
    expect(hear(three, 'succeeded').alerts).toEqual([alert])
  })

  it('is no alert where it only comes to nothing, or goes the ordinary way', () => {
    const over = [aReservation({ amount: 500 }), again(500)]
    expect(hear(aPaidOrder(over), 'succeeded').alerts).toEqual([])
    const ended = [
      aReservation({ amount: 500, state: 'succeeded' }),
      again(500),
      again(500, { out_refund_no: 'x' }),
    ]
    expect(hear(aPaidOrder(ended), 'closed').alerts).toEqual([])
  })
})

it('whatever is heard in whatever order, what is held and what can still go back are what was paid, or a person knows', () => {
  const states = fc.constantFrom<RefundState>('processing', 'succeeded', 'closed', 'abnormal', 'refused')
  const evidence = fc.constantFrom('query', 'notification', 'answer')
  const news = fc.record({ n: fc.integer({ min: 1, max: 3 }), state: states, evidence })
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 3 }),
      fc.array(news),
      (amounts, all) => {
        const refunds = amounts.map((amount, n) =>
          aReservation({ out_refund_no: `${ORDER}_r${n + 1}`, amount }),
        )
        const order = all.reduce(
          (now, { n, state, evidence: by }) =>
            withRefund(now, `${ORDER}_r${n}`, state, { evidence: by as 'query', at }),
          aPaidOrder(refunds),
        )
        const held = (order.refunds ?? []).reduce((sum, one) => sum + (isHeld(one.state) ? one.amount : 0), 0)
        expect(mostRefundable(order)).toBe(Math.max(0, 900 - held))
        expect((order.refunds ?? []).map(({ amount }) => amount)).toEqual(amounts)
        for (const { state, doneAt } of order.refunds ?? [])
          expect(doneAt !== undefined).toBe(state === 'succeeded')
      },
    ),
  )
})
