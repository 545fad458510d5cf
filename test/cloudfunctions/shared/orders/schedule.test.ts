import type { OrderState, Outcome } from '#domain/order'
import type { OrderDocument } from '../../../../cloudfunctions/shared/orders/document'
import {
  hasLapsed,
  isOver,
  openAttempts,
  withinMinutes,
  withNextCheck,
} from '../../../../cloudfunctions/shared/orders/schedule'
import { anOrder, aPending, T0 } from './fixtures'

const MINUTE = 60_000
const minutesOf = (order: OrderDocument): number => ((order.nextCheckAt ?? NaN) - T0) / MINUTE
const next = (minutes: number, checks = 4, more: Partial<OrderDocument> = {}): number =>
  minutesOf(withNextCheck({ ...anOrder({ state: 'CREATED' }), checks, ...more }, T0 + minutes * MINUTE))

describe('an unconfirmed order', () => {
  it("is looked at just after WeChat Pay's hour", () => {
    expect(next(40)).toBe(61)
  })

  it('and every few minutes after it, because a late create ends late', () => {
    expect(next(61)).toBe(76)
    expect(next(62)).toBe(77)
    expect(next(100)).toBe(115)
  })

  it('but not for ever', () => {
    expect(next(121)).toBe(136)
    expect(next(122)).toBe(122 + 360)
    expect(next(130)).toBe(130 + 360)
  })

  it('is looked at earlier while it is young', () => {
    expect([0, 1, 2, 3].map((checks) => next(0, checks))).toEqual([1, 5, 15, 60])
  })

  it('that came back from an export lives from then', () => {
    const order = anOrder({ state: 'CREATED' })
    const attempts = order.attempts.map((one) => ({ ...one, restoredAt: T0 + 10 * MINUTE }))
    expect(next(40, 4, { attempts })).toBe(71)
  })

  it('of today’s WeChat Pay is ours to end after 65 minutes, the older one is not', () => {
    const order = { ...anOrder({ state: 'CREATED' }), protocol: 'service-orders' as const }
    expect(hasLapsed(order, T0 + 65 * MINUTE - 1)).toBe(false)
    expect(hasLapsed(order, T0 + 65 * MINUTE)).toBe(true)
    expect(hasLapsed(anOrder({ state: 'CREATED' }), T0 + 500 * MINUTE)).toBe(false)
    expect(minutesOf(withNextCheck({ ...order, checks: 4 }, T0 + 40 * MINUTE))).toBe(65)
  })
})

describe('any other order that is not over', () => {
  it('is looked at after 1, 5, 15 minutes, 1 and 6 hours, then daily', () => {
    const looks = [0, 1, 2, 3, 4, 5, 6, 60].map((checks) =>
      minutesOf(withNextCheck(anOrder({ state: 'USER_ACCEPTED', checks }), T0)),
    )
    expect(looks).toEqual([1, 5, 15, 60, 360, 1440, 1440, 1440])
  })
})

describe('a pending call', () => {
  const pending = (sentAt: number, at = 0) => ({
    ...aPending('complete'),
    at: T0 + at * MINUTE,
    sentAt: T0 + sentAt * MINUTE,
  })
  const look = (now: number, checks: number, one = pending(0)): number =>
    minutesOf(withNextCheck(anOrder({ state: 'USER_ACCEPTED', checks, pending: one }), T0 + now * MINUTE))

  it('is looked at when its longest wait is over', () => {
    expect(look(0, 4)).toBe(1)
    expect(look(0.5, 4)).toBe(1)
  })

  it('every minute while it is young, then less and less often', () => {
    expect(look(1, 4)).toBe(2)
    expect(look(9.5, 4)).toBe(10.5)
    expect(look(10, 2)).toBe(25)
    expect(look(10, 0)).toBe(11)
  })

  it('that was sent again is waited for again', () => {
    expect(look(30.5, 4, pending(30))).toBe(31)
  })
})

describe('an attempt', () => {
  const with1 = (state: OrderState, proven: OrderState | undefined, current: number, more: object = {}) => {
    const order = anOrder({ states: [state, state], ...more })
    const attempts = order.attempts.map((one) => (proven === undefined ? one : { ...one, proven }))
    return { ...order, attempts, current, state }
  }
  const over = (order: OrderDocument): boolean => {
    const [first] = order.attempts
    if (!first) throw new Error('no attempt')
    return isOver(order, first)
  }

  it.each<[OrderState, Outcome | undefined, boolean, boolean]>([
    ['CREATING', undefined, false, false],
    ['CREATED', undefined, false, false],
    ['USER_ACCEPTED', undefined, false, false],
    ['FINISHED', undefined, false, false],
    ['FINISHED', 'zero', true, false],
    ['USER_PAID', 'paid', true, true],
    ['REVOKED', 'cancelled', true, true],
    ['EXPIRED', undefined, true, true],
    ['NOT_CREATED', undefined, true, true],
  ])('%s (%s), proven: over as the current one %s, as an older one %s', (state, outcome, current, older) => {
    const more = outcome === undefined ? {} : { outcome }
    expect(over({ ...with1(state, state, 1), ...more })).toBe(current)
    expect(over({ ...with1(state, state, 2), ...more })).toBe(older)
  })

  it('is not over before a query proved it', () => {
    expect(over(with1('REVOKED', undefined, 1))).toBe(false)
    expect(over(with1('REVOKED', 'CREATED', 2))).toBe(false)
  })

  it('that is over is not asked about, and without any other nothing is looked at', () => {
    const order = with1('REVOKED', 'REVOKED', 2, { nextCheckAt: T0 })
    expect(openAttempts(order)).toEqual([])
    expect(withNextCheck(order, T0)).not.toHaveProperty('nextCheckAt')
    const open = {
      ...order,
      attempts: order.attempts.map((one) => (one.n === 2 ? { ...one, state: 'CREATED' as const } : one)),
    }
    expect(openAttempts(open).map(({ n }) => n)).toEqual([2])
    expect(withNextCheck(open, T0)).toHaveProperty('nextCheckAt')
  })
})

it('an order about which WeChat Pay was silent is looked at within a quarter of an hour', () => {
  const at = (nextCheckAt: number) => withinMinutes(anOrder({ nextCheckAt }), T0).nextCheckAt
  expect(at(T0 + 20 * MINUTE)).toBe(T0 + 15 * MINUTE)
  expect(at(T0 + MINUTE)).toBe(T0 + MINUTE)
  const over = anOrder({})
  expect(withinMinutes(over, T0)).toBe(over)
})
