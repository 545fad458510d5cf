import fc from 'fast-check'
import { ORDER_STATES, TRANSITIONS, type Evidence, type OrderState } from '#domain/order'
import { believe, believeMissing } from '../../../../cloudfunctions/shared/orders/believe'
import {
  attemptOf,
  currentAttempt,
  type OrderDocument,
} from '../../../../cloudfunctions/shared/orders/document'
import { isOver, openAttempts } from '../../../../cloudfunctions/shared/orders/schedule'
import { PAID_PARTLY, PAID_TWICE } from '../../../../cloudfunctions/shared/orders/for-a-person'
import type { Facts } from '../../../../cloudfunctions/shared/protocol'
import { anOrder, aPending, T0 } from './fixtures'

const MINUTE = 60_000
const hear = (
  order: OrderDocument,
  state: OrderState,
  evidence: Evidence,
  more: Partial<Facts> & { n?: number; at?: number } = {},
) => {
  const { n = order.current, at = T0 + MINUTE, ...facts } = more
  return believe(order, { n, evidence, at, facts: { state, raw: state, ...facts } })
}

describe('steps', () => {
  it.each([
    ['CREATED', 'USER_ACCEPTED', 'notification', 'USER_ACCEPTED'],
    ['USER_PAID', 'USER_ACCEPTED', 'notification', 'USER_PAID'],
    ['FINISHED', 'USER_ACCEPTED', 'notification', 'FINISHED'],
    ['CREATED', 'EXPIRED', 'notification', 'CREATED'],
    ['CREATED', 'EXPIRED', 'query', 'EXPIRED'],
    ['EXPIRED', 'USER_ACCEPTED', 'notification', 'EXPIRED'],
    ['EXPIRED', 'USER_ACCEPTED', 'query', 'USER_ACCEPTED'],
    ['CREATED', 'USER_PAID', 'notification', 'USER_PAID'],
  ] as const)('%s, then %s by %s → %s', (from, heard, evidence, to) => {
    expect(hear(anOrder({ state: from }), heard, evidence).state).toBe(to)
  })

  it('records a correction as one', () => {
    const corrected = hear(anOrder({ state: 'EXPIRED' }), 'USER_ACCEPTED', 'query')
    expect(corrected.audit.at(-1)).toMatchObject({ what: 'correction', note: 'EXPIRED → USER_ACCEPTED' })
  })

  it('an unknown word of WeChat Pay changes nothing but raises an alert', () => {
    const order = anOrder({ state: 'CREATED' })
    const next = believe(order, { n: 1, evidence: 'query', at: T0, facts: { raw: 'SOMETHING_NEW' } })
    expect(next.state).toBe('CREATED')
    expect(next.alerts).toEqual([expect.stringContaining('SOMETHING_NEW')])
  })
})

describe('outcome', () => {
  it.each([
    [{ total: 500 }, 'USER_PAID', 'paid'],
    [{ total: 0 }, 'FINISHED', 'zero'],
    [{ total: 0, finishType: 1 }, 'FINISHED', 'cancelled'],
    [{ total: 500, paidElsewhere: true }, 'USER_PAID', 'paidElsewhere'],
    [{ total: 500 }, 'FINISHED', undefined],
    [{}, 'REVOKED', 'cancelled'],
  ] as const)('%j at %s is %s', (facts, state, outcome) => {
    expect(hear(anOrder({ state: 'USER_ACCEPTED' }), state, 'query', facts).outcome).toBe(outcome)
  })
})

describe('a total that is not ours', () => {
  const billed = anOrder({ state: 'FINISHED', bill: { fees: [], discounts: [], total: 500 } })

  it('is not believed from a notification, and alerted', () => {
    const next = hear(billed, 'USER_PAID', 'notification', { total: 900 })
    expect(next.state).toBe('FINISHED')
    expect(next.alerts).toHaveLength(1)
  })

  it('while ours has no answer yet, the alert names what we sent and not nothing', () => {
    const sent = anOrder({ state: 'USER_ACCEPTED', pending: aPending('complete') })
    expect(hear(sent, 'FINISHED', 'query', { total: 900 }).alerts).toEqual([
      expect.stringMatching(/本店 500 分，微信支付 900 分/),
    ])
  })

  it('is believed from a query, and alerted', () => {
    const next = hear(billed, 'USER_PAID', 'query', { total: 900 })
    expect(next).toMatchObject({ state: 'USER_PAID', bill: { total: 900 } })
    expect(next.alerts).toHaveLength(1)
  })
})

describe('two attempts', () => {
  const two = (first: OrderState, second: OrderState) => anOrder({ states: [first, second] })

  it('an older one that proves to be live becomes the current one', () => {
    const next = hear(two('NOT_CREATED', 'CREATED'), 'USER_ACCEPTED', 'query', { n: 1 })
    expect(next).toMatchObject({ current: 1, state: 'USER_ACCEPTED' })
    expect(attemptOf(next, 2).state).toBe('CREATED')
  })

  it('two live ones are for a person', () => {
    const next = hear(two('EXPIRED', 'USER_ACCEPTED'), 'USER_ACCEPTED', 'query', { n: 1 })
    expect(next.current).toBe(2)
    expect(next.alerts).toEqual([expect.stringContaining('两次确认')])
  })

  const live = () => hear(two('EXPIRED', 'USER_ACCEPTED'), 'USER_ACCEPTED', 'query', { n: 1 })

  it.each([
    ['as unused', 'FINISHED', { finishType: 1 }],
    ['at zero', 'FINISHED', { total: 0, finishType: 2 }],
    ['by a cancel', 'REVOKED', {}],
  ] as const)(
    'one of two that ends %s resolves the alert, and the audit trail keeps it',
    (_, state, facts) => {
      const next = hear(live(), state, 'query', { n: 1, ...facts })
      expect(next).toMatchObject({ alerts: [], current: 2, state: 'USER_ACCEPTED' })
      expect(next.audit.at(-1)).toMatchObject({
        what: 'two-confirmed resolved',
        note: attemptOf(next, 1).out_order_no,
      })
      expect(openAttempts(next).map(({ n }) => n)).toEqual([2])
      expect(hear(next, state, 'query', { n: 1, ...facts })).toEqual(next)
    },
  )

  it('one of two that is billed ends nothing', () => {
    const next = hear(live(), 'FINISHED', 'query', { n: 1, total: 900, finishType: 2 })
    expect(next.alerts).toHaveLength(1)
    expect(openAttempts(next).map(({ n }) => n)).toEqual([1, 2])
  })

  it('the one that counts ends without a charge: the other one counts', () => {
    const ended = hear(live(), 'FINISHED', 'query', { n: 2, total: 0, finishType: 1 })
    const next = hear(ended, 'USER_ACCEPTED', 'query', { n: 1 })
    expect(next).toMatchObject({ current: 1, state: 'USER_ACCEPTED', alerts: [] })
    expect(next).not.toHaveProperty('outcome')
  })
})

describe('a pending call', () => {
  const waiting = (action: 'create' | 'cancel' | 'complete' | 'sync', state: OrderState) =>
    anOrder({ state, pending: aPending(action) })

  it.each([
    ['create', 'CREATING', 'USER_ACCEPTED', true],
    ['create', 'CREATING', 'CREATED', false],
    ['cancel', 'CREATED', 'REVOKED', true],
    ['cancel', 'CREATED', 'CREATED', false],
    ['complete', 'USER_ACCEPTED', 'USER_ACCEPTED', false],
    ['complete', 'USER_ACCEPTED', 'FINISHED', true],
    ['complete', 'USER_ACCEPTED', 'REVOKED', true],
    ['sync', 'FINISHED', 'FINISHED', false],
    ['sync', 'FINISHED', 'USER_PAID', true],
  ] as const)('%s at %s, then a query says %s: settled %s', (action, from, heard, settled) => {
    expect('pending' in hear(waiting(action, from), heard, 'query')).toBe(!settled)
  })

  it('a cancel that lost the race against the confirmation is settled only after its longest wait', () => {
    const order = waiting('cancel', 'CREATED')
    expect(hear(order, 'USER_ACCEPTED', 'query', { at: T0 + 30_000 })).toHaveProperty('pending')
    expect(hear(order, 'USER_ACCEPTED', 'query', { at: T0 + 60_000 })).not.toHaveProperty('pending')
  })

  it('a create whose answer is missing keeps its bytes for ten minutes, no longer', () => {
    const order = waiting('create', 'CREATING')
    expect(hear(order, 'CREATED', 'query', { at: T0 + 9 * MINUTE })).toHaveProperty('pending')
    expect(hear(order, 'CREATED', 'query', { at: T0 + 10 * MINUTE })).not.toHaveProperty('pending')
  })

  it('a completion as unused whose answer was lost is a cancellation', () => {
    const pending = {
      ...aPending('complete'),
      finishType: 1 as const,
      bill: { fees: [], discounts: [], total: 0 },
    }
    const next = hear(anOrder({ state: 'USER_ACCEPTED', pending }), 'FINISHED', 'query', { total: 0 })
    expect(next).toMatchObject({ outcome: 'cancelled', finishType: 1 })
  })

  it('a sync whose answer was lost is a payment elsewhere unless a transaction says otherwise', () => {
    expect(hear(waiting('sync', 'FINISHED'), 'USER_PAID', 'query', { total: 5 }).outcome).toBe(
      'paidElsewhere',
    )
    expect(
      hear(waiting('sync', 'FINISHED'), 'USER_PAID', 'query', { total: 5, transactionId: '42' }).outcome,
    ).toBe('paid')
  })
})

describe('a bill that WeChat Pay does not repeat', () => {
  it('is ours when the answer of the completion was lost', () => {
    const bill = { fees: [{ name: '使用时长', amount: 500 }], discounts: [], total: 500 }
    const pending = { ...aPending('complete'), bill }
    const next = hear(anOrder({ state: 'USER_ACCEPTED', pending }), 'USER_PAID', 'notification')
    expect(next).toMatchObject({ bill, outcome: 'paid' })
    expect(next).not.toHaveProperty('pending')
  })
})

it('a charge above what the customer saw is alerted once a query proves it', () => {
  const accepted = anOrder({ state: 'USER_ACCEPTED' })
  expect(hear(accepted, 'FINISHED', 'notification', { total: 9901 }).alerts).toEqual([])
  expect(hear(accepted, 'FINISHED', 'query', { total: 9901 }).alerts).toEqual([
    expect.stringContaining('最高'),
  ])
  expect(hear(accepted, 'FINISHED', 'query', { total: 9900 }).alerts).toEqual([])
})

describe('a completion that a query denies', () => {
  const accepted = anOrder({ state: 'USER_ACCEPTED' })

  it('leaves nothing behind when only a notification told of it', () => {
    const told = hear(accepted, 'USER_PAID', 'notification', {
      total: 900,
      finishType: 2,
      transactionId: '42',
    })
    expect(told).toMatchObject({ bill: { total: 900 }, outcome: 'paid' })
    const next = hear(told, 'USER_ACCEPTED', 'query')
    for (const field of ['bill', 'charged', 'finishType', 'transactionId', 'outcome'])
      expect(next).not.toHaveProperty(field)
  })

  it.each(['answer', 'query'] as const)(
    'is remembered when WeChat Pay took it by a verified %s',
    (evidence) => {
      const done = hear(accepted, 'FINISHED', evidence, { total: 900 })
      expect(hear(done, 'USER_ACCEPTED', 'query')).toMatchObject({ charged: 900, state: 'USER_ACCEPTED' })
    },
  )
})

describe('paid to the merchant, and deducted', () => {
  const bill = { fees: [], discounts: [], total: 500 }
  const synced = anOrder({ state: 'FINISHED', bill, synced: true })

  it('a notification that leaves the pay type out does not make a deduction of it', () => {
    const told = hear(anOrder({ state: 'FINISHED', bill }), 'USER_PAID', 'query', { paidElsewhere: true })
    expect(hear(told, 'USER_PAID', 'notification')).toMatchObject({ outcome: 'paidElsewhere' })
    expect(hear(synced, 'USER_PAID', 'notification', { transactionId: '42' }).outcome).toBe('paidElsewhere')
  })

  it('a lost sync stays one when its intent is gone', () => {
    const once = hear(anOrder({ state: 'FINISHED', bill, pending: aPending('sync') }), 'USER_PAID', 'query')
    expect(once).toMatchObject({ outcome: 'paidElsewhere', synced: true })
    expect(hear(once, 'USER_PAID', 'query')).toMatchObject({ outcome: 'paidElsewhere', alerts: [] })
  })

  it.each([
    ['after the sync', synced],
    ['while the sync is under way', anOrder({ state: 'FINISHED', bill, pending: aPending('sync') })],
  ])('a transaction of WeChat Pay’s %s is for a person: the customer paid twice', (_, order) => {
    const next = hear(order, 'USER_PAID', 'query', { transactionId: '42' })
    expect(next).toMatchObject({ outcome: 'paid', alerts: [expect.stringContaining('退还')] })
    expect(hear(order, 'USER_PAID', 'query', { transactionId: '42', paidElsewhere: true }).alerts).toEqual([])
  })

  it('a part was deducted and the rest paid to the merchant: nobody is told to give the rest back', () => {
    const part = {
      transactionId: '42',
      payments: [{ transactionId: '42', amount: 200 }],
      paidElsewhere: false,
    }
    const next = hear(synced, 'USER_PAID', 'query', { total: 500, ...part })
    expect(next).toMatchObject({ outcome: 'paid', alerts: [PAID_PARTLY] })
    const whole = { ...part, payments: [...part.payments, { transactionId: '43', amount: 300 }] }
    expect(hear(synced, 'USER_PAID', 'query', { total: 500, ...whole }).alerts).toEqual([PAID_TWICE])
  })
})

describe('an attempt that was over', () => {
  const over = (state: OrderState) => hear(anOrder({ state }), state, 'query')

  it.each(['NOT_CREATED', 'REVOKED', 'EXPIRED'] as const)(
    '%s, and a notification tells of a confirmation: asked about again',
    (state) => {
      expect(isOver(over(state), currentAttempt(over(state)))).toBe(true)
      const next = hear(over(state), 'USER_ACCEPTED', 'notification')
      expect(next.state).toBe(state)
      expect(isOver(next, currentAttempt(next))).toBe(false)
    },
  )

  it('a late notification of what was before the end changes nothing', () => {
    const paid = hear(anOrder({ state: 'FINISHED' }), 'USER_PAID', 'query', { total: 500 })
    expect(hear(paid, 'USER_ACCEPTED', 'notification')).toEqual(paid)
  })

  it('a create of an attempt that was replaced is settled as soon as it is known', () => {
    const order = anOrder({ states: ['USER_ACCEPTED', 'CREATING'], pending: aPending('create', 2) })
    const replaced = { ...order, current: 1, state: 'USER_ACCEPTED' as const }
    expect(hear(replaced, 'CREATED', 'query', { n: 2 })).not.toHaveProperty('pending')
  })
})

describe('ORDER_NOT_EXIST', () => {
  it('of an order that was just created is WeChat Pay’s delay, not an alert', () => {
    const order = anOrder({ state: 'CREATED' })
    expect(believeMissing(order, 1, T0 + 30_000)).toBe(order)
  })

  const creating = anOrder({ state: 'CREATING', pending: aPending('create') })

  it('proves nothing before a minute has passed, and only the second time', () => {
    expect(believeMissing(creating, 1, T0 + 59_000)).toBe(creating)
    const once = believeMissing(creating, 1, T0 + 60_000)
    expect(once.state).toBe('CREATING')
    expect(believeMissing(once, 1, T0 + 119_000).state).toBe('CREATING')
    const twice = believeMissing(once, 1, T0 + 120_000)
    expect(twice).toMatchObject({ state: 'NOT_CREATED', filter: 'ended' })
    expect(twice).not.toHaveProperty('pending')
  })

  it('never undoes an order that existed', () => {
    const order = anOrder({ state: 'USER_ACCEPTED' })
    const next = believeMissing(believeMissing(order, 1, T0 + MINUTE), 1, T0 + 5 * MINUTE)
    expect(next.state).toBe('USER_ACCEPTED')
    expect(next.alerts).toHaveLength(1)
  })
})

describe('whatever is heard, in whatever order', () => {
  const heard = fc.record({
    state: fc.constantFrom(...ORDER_STATES.filter((state) => state !== 'CREATING')),
    evidence: fc.constantFrom<Evidence>('query', 'answer', 'notification'),
    n: fc.constantFrom(1, 2),
    total: fc.option(fc.integer({ min: 0, max: 9900 }), { nil: undefined }),
  })

  it('without a query an order only moves forward in its table', () => {
    fc.assert(
      fc.property(fc.array(heard, { maxLength: 12 }), (all) => {
        let order = anOrder({ states: ['CREATED', 'CREATED'] })
        all.forEach(({ state, evidence, n, total }, index) => {
          const before = order
          order = hear(order, state, evidence, {
            n,
            at: T0 + index * MINUTE,
            ...(total === undefined ? {} : { total }),
          })
          for (const attempt of order.attempts) {
            const from = attemptOf(before, attempt.n).state
            if (from === attempt.state || evidence === 'query') continue
            expect(TRANSITIONS[from]).toContain(attempt.state)
            expect(['EXPIRED', 'NOT_CREATED']).not.toContain(attempt.state)
          }
          expect(order.state).toBe(attemptOf(order, order.current).state)
          expect(believe(order, { n, evidence, at: T0, facts: { state, raw: state } }).attempts.length).toBe(
            2,
          )
        })
      }),
    )
  })

  it('hearing the same twice changes nothing more', () => {
    fc.assert(
      fc.property(heard, ({ state, evidence, n }) => {
        const once = hear(anOrder({ states: ['CREATED', 'CREATED'] }), state, evidence, { n })
        expect(hear(once, state, evidence, { n })).toEqual(once)
      }),
    )
  })
})

describe('an old notification of a state that is known', () => {
  it.each([{ finishType: 1 }, { paidElsewhere: true }, { transactionId: 'another' }])(
    'changes nothing by its other facts: %j',
    (more) => {
      const bill = { fees: [], discounts: [], total: 500 }
      const paid = anOrder({ state: 'USER_PAID', bill, transactionId: '42' })
      expect(hear(paid, 'USER_PAID', 'notification', { total: 500, ...more })).toEqual(paid)
    },
  )
})
