import type { Evidence, OrderState } from '#domain/order'
import { believe, believeMissing, notCreated } from '../../../../cloudfunctions/shared/orders/believe'
import { attemptOf, type OrderDocument } from '../../../../cloudfunctions/shared/orders/document'
import { PAID_TWICE } from '../../../../cloudfunctions/shared/orders/for-a-person'
import { openAttempts } from '../../../../cloudfunctions/shared/orders/schedule'
import type { Facts } from '../../../../cloudfunctions/shared/protocol'
import { anOrder, aPending, T0 } from './fixtures'

const MINUTE = 60_000
const bill = (total: number) => ({ fees: [], discounts: [], total })
const hear = (
  order: OrderDocument,
  state: OrderState,
  evidence: Evidence,
  more: Partial<Facts> & { n?: number; at?: number } = {},
) => {
  const { n = order.current, at = T0 + MINUTE, ...facts } = more
  return believe(order, { n, evidence, at, facts: { state, raw: state, ...facts } })
}

describe('what is kept of what was heard', () => {
  const accepted = anOrder({ state: 'USER_ACCEPTED', checks: 3 })

  it('is when it happened: a payment when WeChat Pay says, the rest when we heard', () => {
    const paidAt = T0 + 7
    const done = hear(accepted, 'FINISHED', 'query', { total: 500, paidAt })
    expect(done).toMatchObject({ events: [{ what: 'FINISHED', at: T0 + MINUTE }], checks: 0 })
    expect(done).not.toHaveProperty('paidAt')
    const paid = hear(done, 'USER_PAID', 'query', { total: 500, paidAt })
    expect(paid.events).toEqual([
      { what: 'FINISHED', at: T0 + MINUTE },
      { what: 'USER_PAID', at: paidAt },
    ])
    expect(paid.paidAt).toBe(paidAt)
  })

  it('is a payment’s first time, where WeChat Pay tells none: when we heard of it', () => {
    const paid = hear(accepted, 'USER_PAID', 'query', { total: 500 })
    expect(paid).toMatchObject({ paidAt: T0 + MINUTE, events: [{ what: 'USER_PAID', at: T0 + MINUTE }] })
    expect(hear(paid, 'USER_PAID', 'query', { total: 500, at: T0 + 9 * MINUTE }).paidAt).toBe(T0 + MINUTE)
    expect(hear(paid, 'USER_PAID', 'query', { total: 500, paidAt: T0 }).paidAt).toBe(T0)
    const elsewhere = hear(paid, 'USER_PAID', 'query', { total: 500, paidElsewhere: true })
    expect(elsewhere).not.toHaveProperty('paidAt')
  })

  it('is the newest thirty events', () => {
    const events = Array.from({ length: 30 }, (_, at) => ({ what: 'CREATED' as const, at }))
    const next = hear(anOrder({ state: 'CREATED', events }), 'USER_ACCEPTED', 'query')
    expect(next.events).toHaveLength(30)
    expect([next.events[0]?.at, next.events.at(-1)?.what]).toEqual([1, 'USER_ACCEPTED'])
    expect(hear(next, 'USER_ACCEPTED', 'query').events).toHaveLength(30)
  })

  it('is which transaction paid, and every deduction', () => {
    const payments = [{ transactionId: '42', amount: 500 }]
    const paid = hear(accepted, 'USER_PAID', 'query', { total: 500, transactionId: '42', payments })
    expect(paid).toMatchObject({ transactionId: '42', payments })
    expect(hear(paid, 'USER_PAID', 'query', { total: 500 })).toMatchObject({ transactionId: '42', payments })
    const plain = hear(accepted, 'USER_PAID', 'query', { total: 500 })
    for (const field of ['transactionId', 'payments']) expect(plain).not.toHaveProperty(field)
  })

  it('is the bill’s times, where WeChat Pay tells them', () => {
    const times = { startedAt: T0 - 5, endedAt: T0 + 5 }
    expect(hear(accepted, 'FINISHED', 'query', { total: 500, ...times }).bill).toEqual({
      ...bill(500),
      ...times,
    })
    const ours = { ...bill(500), startedAt: T0, endedAt: T0 + 9 }
    const sent = { ...accepted, pending: { ...aPending('complete'), bill: ours } }
    expect(hear(sent, 'FINISHED', 'query', { total: 500 }).bill).toEqual(ours)
  })

  it('is no more than forty letters of a word that nobody knows', () => {
    const raw = 'X'.repeat(60)
    const next = believe(accepted, { n: 1, evidence: 'query', at: T0, facts: { raw } })
    expect(next.alerts).toEqual([expect.stringContaining('X'.repeat(40))])
    expect(next.alerts[0]).not.toContain('X'.repeat(41))
  })

  it('is both totals where they are two, whichever state tells of it', () => {
    for (const state of ['FINISHED', 'USER_PAID'] as const) {
      const order = anOrder({ state: 'FINISHED', bill: bill(500) })
      const { alerts } = hear(order, state, 'query', { total: 900 })
      expect(alerts).toEqual([expect.stringMatching(/500.*900/)])
    }
    const waived = hear(anOrder({ state: 'FINISHED', bill: bill(500) }), 'REVOKED', 'query', { total: 900 })
    expect(waived.alerts).toEqual([])
  })

  it('is a contradiction of the attempt that counts alone', () => {
    const order = anOrder({ states: ['USER_ACCEPTED', 'FINISHED'], bill: bill(500), charged: 500 })
    const next = hear(order, 'FINISHED', 'query', { n: 1, total: 900 })
    expect(next).toMatchObject({ bill: bill(500), current: 2 })
    expect(next.alerts).toEqual([expect.stringContaining('两次确认')])
  })

  it('is what a query proved, until a call changed something', () => {
    const proven = hear(accepted, 'USER_ACCEPTED', 'query')
    expect(proven.attempts[0]?.proven).toBe('USER_ACCEPTED')
    const answered = hear(proven, 'FINISHED', 'answer', { total: 500 })
    expect(answered.attempts[0]).not.toHaveProperty('proven')
    const told = hear(proven, 'FINISHED', 'notification', { total: 500 })
    expect(told.attempts[0]?.proven).toBe('USER_ACCEPTED')
    expect(answered.charged).toBe(500)
    expect(told).not.toHaveProperty('charged')
  })
})

describe('an attempt that was completed without a charge', () => {
  const accepted = anOrder({ states: ['USER_ACCEPTED', 'USER_ACCEPTED'] })
  const free = (order: OrderDocument) => attemptOf(order, 1).free

  it.each<[OrderState, Partial<Facts>, boolean]>([
    ['FINISHED', { total: 0 }, true],
    ['USER_PAID', { total: 0 }, true],
    ['FINISHED', { finishType: 1 }, true],
    ['USER_PAID', { finishType: 1 }, true],
    ['FINISHED', { finishType: 2 }, false],
    ['FINISHED', { total: 5, finishType: 1 }, false],
    ['FINISHED', {}, false],
    ['USER_ACCEPTED', { total: 0, finishType: 1 }, false],
    ['REVOKED', { finishType: 1 }, false],
  ])('%s with %j: %s', (state, facts, expected) => {
    expect(free(hear(accepted, state, 'query', { n: 1, ...facts }))).toBe(expected || undefined)
  })

  it('is known by our own completion where WeChat Pay does not repeat it', () => {
    const pending = (n: number) => ({ ...aPending('complete', n), finishType: 1 as const })
    expect(free(hear({ ...accepted, pending: pending(1) }, 'FINISHED', 'query', { n: 1 }))).toBe(true)
    expect(free(hear({ ...accepted, pending: pending(2) }, 'FINISHED', 'query', { n: 1 }))).toBeUndefined()
  })

  it('stays one while nothing else is said of it', () => {
    const done = hear(accepted, 'FINISHED', 'query', { n: 1, total: 0 })
    expect(free(hear(done, 'FINISHED', 'query', { n: 1 }))).toBe(true)
    expect(free(hear(done, 'FINISHED', 'query', { n: 1, total: 5 }))).toBeUndefined()
    expect(free(hear(done, 'USER_PAID', 'query', { n: 1 }))).toBeUndefined()
    const billed = hear(accepted, 'FINISHED', 'query', { n: 1, total: 5 })
    expect(free(hear(billed, 'FINISHED', 'query', { n: 1 }))).toBeUndefined()
  })
})

describe('another attempt', () => {
  it('that ends changes nothing of the order', () => {
    const order = anOrder({ states: ['CREATED', 'USER_ACCEPTED'] })
    const next = hear(order, 'EXPIRED', 'query', { n: 1 })
    expect(next).toMatchObject({ state: 'USER_ACCEPTED', current: 2, events: [] })
    expect(attemptOf(next, 1).state).toBe('EXPIRED')
  })

  it('that counts from now on is noted, and nothing of the former one’s end is left', () => {
    const order = anOrder({ states: ['EXPIRED', 'REVOKED'], outcome: 'cancelled', bill: bill(5) })
    const next = hear(order, 'USER_ACCEPTED', 'query', { n: 1 })
    expect(next.audit.at(-1)).toEqual({
      at: T0 + MINUTE,
      by: 'reconcile',
      what: 'current-attempt',
      note: `${order._id}_2 → ${order._id}_1`,
    })
    for (const field of ['outcome', 'bill']) expect(next).not.toHaveProperty(field)
    const paid = hear(anOrder({ states: ['EXPIRED', 'CREATED'] }), 'USER_PAID', 'query', { n: 1, total: 5 })
    expect(paid).toMatchObject({ current: 1, state: 'USER_PAID' })
  })

  it('that ends leaves every other alert, and says by whom it was heard', () => {
    const two = anOrder({ states: ['EXPIRED', 'USER_ACCEPTED'], alerts: ['look'] })
    const live = hear(two, 'USER_ACCEPTED', 'query', { n: 1 })
    expect(live.alerts).toHaveLength(2)
    for (const [evidence, by] of [
      ['query', 'reconcile'],
      ['answer', 'reconcile'],
      ['notification', 'notify'],
    ] as const) {
      const next = hear(live, 'REVOKED', evidence, { n: 1 })
      expect(next.alerts).toEqual(['look'])
      expect(next.audit.at(-1)).toMatchObject({ at: T0 + MINUTE, by })
    }
  })

  it('that a completion is pending for says nothing of the one that counts', () => {
    const pending = { ...aPending('complete', 1), finishType: 1 as const, bill: bill(0) }
    const order = anOrder({ states: ['USER_ACCEPTED', 'USER_ACCEPTED'], pending })
    const next = hear(order, 'FINISHED', 'query', { n: 2, total: 500 })
    expect(next).toMatchObject({ bill: { total: 500 }, alerts: [] })
    expect(next).not.toHaveProperty('finishType')
  })
})

describe('confirmed again after a completion was denied', () => {
  it('the finish type of what is pending is not taken before it is finished', () => {
    const order = anOrder({ state: 'CREATED', pending: { ...aPending('complete'), finishType: 1 } })
    expect(hear(order, 'USER_ACCEPTED', 'query')).not.toHaveProperty('finishType')
  })

  it('only a confirmation ends the room for a new one', () => {
    const order = anOrder({ state: 'CREATED', retrying: true, lapsed: true })
    expect(hear(order, 'EXPIRED', 'query')).toMatchObject({ retrying: true, lapsed: true })
    for (const state of ['USER_ACCEPTED', 'FINISHED', 'USER_PAID'] as const) {
      const next = hear(order, state, 'query')
      for (const field of ['retrying', 'lapsed']) expect(next).not.toHaveProperty(field)
    }
  })
})

describe('paid to us', () => {
  const billed = anOrder({ state: 'FINISHED', bill: bill(500), charged: 500 })

  it('is no sync where nobody told WeChat Pay', () => {
    const next = hear(billed, 'USER_PAID', 'query', { total: 500, paidElsewhere: true })
    expect(next.outcome).toBe('paidElsewhere')
    expect(next).not.toHaveProperty('synced')
    expect(hear({ ...billed, synced: false }, 'USER_PAID', 'query', { total: 500 }).outcome).toBe('paid')
  })

  it('and deducted, without a word of how much: the whole of it', () => {
    const next = hear({ ...billed, synced: true }, 'USER_PAID', 'query', { transactionId: '42' })
    expect(next).toMatchObject({ outcome: 'paid', alerts: [PAID_TWICE] })
  })

  it('of another attempt’s sync nothing follows', () => {
    const order = anOrder({ states: ['FINISHED', 'FINISHED'], bill: bill(500), pending: aPending('sync', 1) })
    expect(hear(order, 'USER_PAID', 'query', { total: 500 }).outcome).toBe('paid')
  })

  it('a notification with a transaction is a deduction where nothing says otherwise', () => {
    const told = hear(billed, 'USER_PAID', 'query', { total: 500, paidElsewhere: true })
    expect(hear(told, 'USER_PAID', 'query', { total: 500 }).outcome).toBe('paidElsewhere')
    const next = hear(billed, 'USER_PAID', 'notification', { total: 500, transactionId: '42' })
    expect(next.outcome).toBe('paid')
  })
})

describe('no such order', () => {
  it('of one that is known to be none changes nothing', () => {
    const order = anOrder({ state: 'NOT_CREATED' })
    expect(believeMissing(order, 1, T0 + 60 * MINUTE)).toBe(order)
  })

  it('of one that exists is WeChat Pay’s delay for a minute', () => {
    const order = anOrder({ state: 'CREATED' })
    expect(believeMissing(order, 1, T0 + MINUTE - 1)).toBe(order)
    expect(believeMissing(order, 1, T0 + MINUTE).alerts).toHaveLength(1)
  })

  it('is waited for from the last sending of this very attempt', () => {
    const sent = { ...aPending('create'), sentAt: T0 + 5 * MINUTE }
    const order = anOrder({ state: 'CREATING', pending: sent })
    expect(believeMissing(order, 1, T0 + 5 * MINUTE)).toBe(order)
    expect(believeMissing(order, 1, T0 + 6 * MINUTE).attempts[0]?.missingAt).toBe(T0 + 6 * MINUTE)
    const other = anOrder({ states: ['CREATING', 'CREATING'], pending: { ...sent, n: 2 } })
    expect(believeMissing(other, 1, T0 + MINUTE).attempts[0]?.missingAt).toBe(T0 + MINUTE)
    const none = anOrder({ state: 'CREATING' })
    expect(believeMissing(none, 1, T0 + MINUTE).attempts[0]?.missingAt).toBe(T0 + MINUTE)
  })

  it('proven is final for the attempt, and the order says so', () => {
    const order = anOrder({ state: 'CREATING', checks: 4, pending: aPending('create') })
    order.attempts = order.attempts.map((one) => ({ ...one, missingAt: T0 }))
    const next = notCreated(order, 1, T0 + MINUTE)
    expect(next.attempts).toEqual([
      { n: 1, out_order_no: `${order._id}_1`, at: T0, state: 'NOT_CREATED', proven: 'NOT_CREATED' },
    ])
    expect(next).toMatchObject({
      state: 'NOT_CREATED',
      events: [{ what: 'NOT_CREATED', at: T0 + MINUTE }],
      checks: 0,
    })
    expect(openAttempts(next)).toEqual([])
    expect(next).not.toHaveProperty('pending')
  })

  it('of an older attempt leaves the order and another’s intent alone', () => {
    const pending = aPending('cancel', 2)
    const order = anOrder({ states: ['CREATING', 'CREATED'], pending })
    const next = notCreated(order, 1, T0)
    expect(next).toMatchObject({ state: 'CREATED', events: [], pending })
    expect(attemptOf(next, 1)).toMatchObject({ state: 'NOT_CREATED', proven: 'NOT_CREATED' })
    expect(notCreated(anOrder({ state: 'CREATING' }), 1, T0).state).toBe('NOT_CREATED')
  })
})
