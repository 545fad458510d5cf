import fc from 'fast-check'
import { ORDER_STATES, outcomeOf, TRANSITIONS, type OrderState } from '#domain/order'
import type { SignState } from '#domain/lines/sign-plan'
import type { OrderDocument } from '../../../../cloudfunctions/shared/orders/document'
import { progressOf, sessionsOf, waitingFor } from '../../../../cloudfunctions/shared/sessions/progress'
import { aSession, aSign } from './fixtures'

const bill = (total: number) => ({ fees: [], discounts: [], total, startedAt: 5, endedAt: 9 })

describe('before the next session', () => {
  it.each<[OrderState, string | undefined]>([
    ['CREATING', 'pending'],
    ['NOT_CREATED', 'pending'],
    ['CREATED', 'in-use'],
    ['USER_ACCEPTED', 'in-use'],
    ['FINISHED', 'unpaid'],
    ['USER_PAID', undefined],
    ['REVOKED', undefined],
    ['EXPIRED', undefined],
  ])('one that is %s is waited for: %s', (state, waiting) => {
    expect(waitingFor(aSession(1, state))).toBe(waiting)
  })

  it('one that was completed for nothing is over', () => {
    expect(waitingFor(aSession(1, 'FINISHED', { bill: bill(0) }))).toBeUndefined()
  })
})

describe('how far somebody came', () => {
  it('nothing yet: the first one is next', () => {
    const { sessions, ...rest } = progressOf(aSign(), [])
    expect(rest).toEqual({ next: 1, paid: 0 })
    expect(sessions.map(({ no, state }) => [no, state])).toEqual([
      [1, 'NOT_USED'],
      [2, 'NOT_USED'],
      [3, 'NOT_USED'],
    ])
  })

  it('one paid, one owed: the third waits for the payment', () => {
    const paid = aSession(1, 'USER_PAID', { bill: bill(8000) })
    const owed = aSession(2, 'FINISHED', { bill: bill(6500) })
    const { sessions, ...rest } = progressOf(aSign({ started: 2 }), [owed, paid])
    expect(rest).toEqual({ next: 3, waiting: 'unpaid', paid: 8000 })
    expect(sessions).toMatchObject([
      { state: 'USED', orderId: paid._id, outcome: 'paid', paid: 8000, startedAt: 5, endedAt: 9 },
      { state: 'USING', orderId: owed._id, orderState: 'FINISHED', billed: 6500 },
      { state: 'NOT_USED' },
    ])
    expect(sessions[1]).not.toHaveProperty('paid')
    expect(sessions[2]).not.toHaveProperty('orderId')
  })

  it('the last one in use: none is next', () => {
    const { next, waiting } = progressOf(aSign({ started: 3 }), [aSession(3, 'USER_ACCEPTED')])
    expect([next, waiting]).toEqual([undefined, undefined])
  })

  it('one whose create has no answer is next itself, and waits; one that came to nothing is next', () => {
    const sign = aSign({ started: 2 })
    const asked = progressOf(sign, [aSession(2, 'CREATING')])
    expect(asked).toMatchObject({ next: 2, waiting: 'pending' })
    expect(asked.sessions[1]).toMatchObject({ state: 'NOT_USED', orderState: 'CREATING' })
    const never = progressOf(sign, [aSession(2, 'NOT_CREATED')])
    expect(never).toMatchObject({ next: 2 })
    expect(never).not.toHaveProperty('waiting')
  })

  it('something under way with the signing, or an order that is not there: nobody knows', () => {
    const pending = { action: 'cancel', n: 1, call: {}, by: 'customer', at: 1, sentAt: 1 } as never
    expect(progressOf(aSign({ pending }), [])).toMatchObject({ next: 1, waiting: 'pending' })
    expect(progressOf(aSign({ started: 1 }), [])).toMatchObject({ next: 2, waiting: 'pending' })
  })

  it('a cancelled session is followed by the next one; a cancelled plan leaves nothing', () => {
    const one = aSession(1, 'REVOKED')
    expect(progressOf(aSign({ started: 1 }), [one])).toMatchObject({ next: 2, paid: 0 })
    const ended = progressOf(aSign({ started: 1, state: 'SIGN_PLAN_CANCEL' }), [one])
    expect(ended).not.toHaveProperty('next')
    expect(ended.sessions.map(({ state }) => state)).toEqual(Array(3).fill('SIGN_PLAN_DETAIL_CANCEL'))
  })

  it('a session in use goes on when its plan is cancelled', () => {
    const sign = aSign({ started: 1, state: 'SIGN_PLAN_CANCEL' })
    expect(sessionsOf(sign, [aSession(1, 'USER_ACCEPTED')]).map(({ state }) => state)).toEqual([
      'USING',
      'SIGN_PLAN_DETAIL_CANCEL',
      'SIGN_PLAN_DETAIL_CANCEL',
    ])
  })

  it.each<SignState>(['CREATING', 'NOT_CREATED', 'UNSIGNED', 'COMPLETE', 'SIGN_PLAN_CANCEL', 'EXPIRE'])(
    'nothing is next of a plan that is %s',
    (state) => {
      expect(progressOf(aSign({ state }), [])).not.toHaveProperty('next')
    },
  )

  it('another plan’s order is none of its own', () => {
    const other = aSession(1, 'USER_PAID', { bill: bill(8000) })
    const strange = { ...other, session: { signId: 'x', no: 1, of: 3, sign_plan_id: 'S2' } }
    expect(progressOf(aSign(), [strange])).toMatchObject({ next: 1, paid: 0 })
  })
})

const LIKELY: OrderState[] = ['USER_ACCEPTED', 'USER_PAID', 'REVOKED', 'NOT_CREATED']

/** What can happen: somebody starts a session, or the one that was started goes on. */
const steps = fc.array(
  fc.oneof(
    fc.record({ start: fc.constantFrom(1, 2, 3, 4, 'next' as const, 'next' as const, 'next' as const) }),
    fc.record({ becomes: fc.constantFrom(...LIKELY, ...ORDER_STATES) }),
  ),
  { minLength: 20, maxLength: 60 },
)

it('no session begins twice, none is skipped, and never two at once, whatever is tried in whatever order', () => {
  let began = 0
  fc.assert(
    fc.property(steps, (tried) => {
      let sign = aSign()
      let orders: OrderDocument[] = []
      const begun: number[] = []
      for (const step of tried) {
        const last = orders.at(-1)
        if ('becomes' in step) {
          if (!last || !TRANSITIONS[last.state].includes(step.becomes)) continue
          const { outcome: _outcome, ...rest } = last
          const outcome = outcomeOf({ state: step.becomes })
          orders = [...orders.slice(0, -1), { ...rest, state: step.becomes, ...(outcome ? { outcome } : {}) }]
          if (last.state === 'CREATING' && step.becomes !== 'NOT_CREATED') begun.push(last.session?.no ?? 0)
          continue
        }
        const { next, waiting } = progressOf(sign, orders)
        if (next === undefined || waiting !== undefined) continue
        if (step.start !== 'next' && step.start !== next) continue
        began++
        orders = [...orders.filter(({ session }) => session?.no !== next), aSession(next, 'CREATING')]
        sign = { ...sign, started: next }
      }
      expect(begun).toEqual(Array.from(begun, (_, index) => index + 1))
      expect(orders.filter((order) => waitingFor(order) !== undefined).length).toBeLessThanOrEqual(1)
      expect(orders.map(({ session }) => session?.no)).toEqual(Array.from(orders, (_, index) => index + 1))
    }),
    { numRuns: 500 },
  )
  expect(began).toBeGreaterThan(700)
})
