import fc from 'fast-check'
import type { Evidence, OrderState } from '#domain/order'
import type { Bill } from '#domain/view'
import { believe } from '../../../../cloudfunctions/shared/orders/believe'
import type { OrderDocument, Pending } from '../../../../cloudfunctions/shared/orders/document'
import { WAIVED_TOO_LATE } from '../../../../cloudfunctions/shared/orders/for-a-person'
import type { Facts } from '../../../../cloudfunctions/shared/protocol'
import { anOrder, aPending, T0 } from './fixtures'

const MINUTE = 60_000
const bill = (total: number): Bill => ({ fees: [{ name: '使用时长', amount: total }], discounts: [], total })

/** Billed 900, and something is pending whose answer was lost. */
const billed = (pending?: Pending): OrderDocument =>
  anOrder({ state: 'FINISHED', bill: bill(900), charged: 900, ...(pending ? { pending } : {}) })
const modifying = (): OrderDocument => billed({ ...aPending('modify'), bill: bill(500), before: 900 })

const hear = (
  order: OrderDocument,
  state: OrderState,
  evidence: Evidence,
  { at = T0 + MINUTE, ...more }: Partial<Facts> & { at?: number } = {},
) => believe(order, { n: order.current, evidence, at, facts: { state, raw: state, ...more } })

describe('a bill that is being lowered', () => {
  it('WeChat Pay has the lower one: done, by whatever way it is heard', () => {
    for (const evidence of ['answer', 'query'] as const) {
      const next = hear(modifying(), 'FINISHED', evidence, { total: 500, at: T0 })
      expect(next).toMatchObject({
        bill: bill(500),
        charged: 500,
        modified: { before: 900, at: T0 },
        alerts: [],
      })
      expect(next).not.toHaveProperty('pending')
    }
  })

  it('WeChat Pay has the former one: not done yet, and no contradiction, however often it says so', () => {
    const once = hear(modifying(), 'FINISHED', 'query', { total: 900 })
    const next = hear(once, 'FINISHED', 'query', { total: 900, at: T0 + 60 * MINUTE })
    expect(next).toMatchObject({ bill: { total: 900 }, pending: { action: 'modify' }, alerts: [] })
    expect(next).not.toHaveProperty('modified')
  })

  it('WeChat Pay has a third one: alarm, and ours is not sent any more', () => {
    const next = hear(modifying(), 'FINISHED', 'query', { total: 700 })
    expect(next).toMatchObject({ bill: { total: 700 }, alerts: [expect.stringContaining('不一致')] })
    expect(next).not.toHaveProperty('pending')
    expect(next).not.toHaveProperty('modified')
  })

  it('paid with the lower one', () => {
    const next = hear(modifying(), 'USER_PAID', 'notification', { total: 500 })
    expect(next).toMatchObject({
      outcome: 'paid',
      bill: { total: 500 },
      modified: { before: 900 },
      alerts: [],
    })
    expect(next).not.toHaveProperty('pending')
  })

  it('paid with the former one: a person gives the difference back, once a query proves it', () => {
    const told = hear(modifying(), 'USER_PAID', 'notification', { total: 900 })
    expect(told).toMatchObject({ state: 'USER_PAID', pending: { action: 'modify' }, alerts: [] })
    const next = hear(told, 'USER_PAID', 'query', { total: 900 })
    expect(next).toMatchObject({ bill: { total: 900 }, alerts: [expect.stringContaining('差额')] })
    expect(next).not.toHaveProperty('pending')
    expect(next).not.toHaveProperty('modified')
  })

  it('the answer comes after the payment did: the query decides which bill was paid', () => {
    const told = hear(modifying(), 'USER_PAID', 'notification')
    const answered = hear(told, 'FINISHED', 'answer', { total: 500 })
    expect(answered).toMatchObject({ state: 'USER_PAID', pending: { action: 'modify' } })
    expect(hear(answered, 'USER_PAID', 'query', { total: 500 })).toMatchObject({
      bill: { total: 500 },
      modified: { before: 900 },
      alerts: [],
    })
  })

  it('an older answer of a query, from before the completion, ends nothing at once', () => {
    expect(hear(modifying(), 'USER_ACCEPTED', 'query', { at: T0 + 1000 })).toHaveProperty('pending')
  })

  it('lowered twice: what was billed first is remembered', () => {
    const once = hear(modifying(), 'FINISHED', 'answer', { total: 500 })
    const again = {
      ...once,
      pending: { ...aPending('modify'), bill: bill(300), before: 500, at: T0 + MINUTE },
    }
    expect(hear(again, 'FINISHED', 'answer', { total: 300 })).toMatchObject({
      modified: { before: 900, at: T0 + MINUTE },
    })
  })

  it('whatever is heard of the two totals in whatever order, the bill is one that WeChat Pay has, and nobody is alarmed', () => {
    const heard = fc.record({
      state: fc.constantFrom<OrderState>('FINISHED', 'USER_PAID'),
      evidence: fc.constantFrom<Evidence>('query', 'notification'),
      total: fc.constantFrom(900, 500),
    })
    fc.assert(
      fc.property(fc.array(heard, { minLength: 1, maxLength: 6 }), (all) => {
        let order = modifying()
        for (const [index, { state, evidence, total }] of all.entries()) {
          // Once it was lowered, WeChat Pay does not go back to the former bill.
          if (order.modified && total === 900) continue
          // Once it was paid by the former bill, it is not lowered any more.
          if (!order.pending && !order.modified && total === 500) continue
          order = hear(order, state, evidence, { total, at: T0 + index * MINUTE })
          if (evidence === 'query') expect(order.bill?.total).toBe(total)
        }
        expect(order.alerts.filter((alert) => alert.includes('不一致'))).toEqual([])
      }),
    )
  })
})

describe('a cancel', () => {
  const waiving = (): OrderDocument => billed({ ...aPending('cancel'), from: 'FINISHED' })
  const unused = (): OrderDocument =>
    anOrder({ state: 'USER_ACCEPTED', pending: { ...aPending('cancel'), from: 'USER_ACCEPTED' } })

  it.each([
    ['FINISHED', false],
    ['REVOKED', true],
    ['USER_PAID', true],
  ] as const)('that waives a debt, then a query says %s: settled %s', (state, settled) => {
    expect('pending' in hear(waiving(), state, 'query', { total: 900 })).toBe(!settled)
  })

  it('that waives keeps the bill that it gave up', () => {
    expect(hear(waiving(), 'REVOKED', 'answer')).toMatchObject({ outcome: 'cancelled', bill: { total: 900 } })
  })

  it('that came after the payment is for a person', () => {
    const next = hear(waiving(), 'USER_PAID', 'notification', { total: 900 })
    expect(next).toMatchObject({ outcome: 'paid', alerts: [expect.stringContaining('放弃收款')] })
  })

  it.each([
    ['USER_ACCEPTED', 60, false],
    ['REVOKED', 1, true],
    ['FINISHED', 1, false],
    ['FINISHED', 60, true],
  ] as const)(
    'of a confirmed order, then a query says %s after %d s: settled %s',
    (state, seconds, settled) => {
      const next = hear(unused(), state, 'query', { total: 900, at: T0 + seconds * 1000 })
      expect('pending' in next).toBe(!settled)
    },
  )

  it('because nobody confirmed leaves room to confirm anew, and a confirmation ends that', () => {
    const pending = { ...aPending('cancel'), forRetry: true, lapsed: true }
    const lapsed = hear(anOrder({ state: 'CREATED', pending }), 'REVOKED', 'answer')
    expect(lapsed).toMatchObject({ retrying: true, lapsed: true })
    const live = hear(lapsed, 'USER_ACCEPTED', 'query')
    expect(live).not.toHaveProperty('lapsed')
    expect(live).not.toHaveProperty('retrying')
  })
})

describe('a debt that is given up while a part of it is deducted', () => {
  const waiving = billed({ ...aPending('cancel'), from: 'FINISHED' })

  it('is not cancelled again: what was deducted would be kept, and a person is told', () => {
    const next = hear(waiving, 'FINISHED', 'query', { total: 900, paid: 300 })
    expect(next).toMatchObject({ state: 'FINISHED', bill: { total: 900 }, alerts: [WAIVED_TOO_LATE] })
    expect(next).not.toHaveProperty('pending')
  })

  it('the first cancel may still be under way; and without a part it is asked for again', () => {
    for (const more of [{ paid: 300, at: T0 + MINUTE - 1 }, { paid: 0 }])
      expect(hear(waiving, 'FINISHED', 'query', { total: 900, ...more })).toMatchObject({
        pending: { action: 'cancel' },
        alerts: [],
      })
  })
})

describe('what no query shows', () => {
  const message = { kind: 'pending', total: 900, day: T0 } as const
  const asking = anOrder({ state: 'USER_ACCEPTED', pending: { ...aPending('message'), message } })
  const collecting = billed(aPending('collect'))

  it('is over when it can no longer be under way, and not sent again', () => {
    for (const [order, state] of [
      [asking, 'USER_ACCEPTED'],
      [collecting, 'FINISHED'],
    ] as const) {
      expect(hear(order, state, 'query', { at: T0 + 59_999 })).toHaveProperty('pending')
      expect(hear(order, state, 'query', { at: T0 + MINUTE })).not.toHaveProperty('pending')
      expect(hear(order, state, 'notification', { at: T0 + MINUTE })).toHaveProperty('pending')
    }
  })

  it('a message may have arrived', () => {
    expect(hear(asking, 'USER_ACCEPTED', 'query')).toMatchObject({
      messages: { pending: { at: T0, total: 900, day: T0, result: 'unknown' } },
    })
  })

  it('a payment ends a collection', () => {
    expect(hear(collecting, 'USER_PAID', 'notification', { total: 900, at: T0 })).not.toHaveProperty(
      'pending',
    )
  })
})
