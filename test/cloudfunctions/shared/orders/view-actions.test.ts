import type { OrderState } from '#domain/order'
import {
  canCancel,
  canReopen,
  canResend,
  canStartAnew,
  customerView,
  operatorActions,
} from '../../../../cloudfunctions/shared/orders/view'
import { anOrder, aPending, T0 } from './fixtures'

const MINUTE = 60_000
const open = (more: Parameters<typeof anOrder>[0] = {}) => {
  const order = anOrder(more)
  const attempts = order.attempts.map((one) => ({ ...one, package: 'AAQ', packageAt: T0 }))
  return { ...order, attempts }
}

describe('confirming again', () => {
  it('opens the stored package while it is under 55 minutes old', () => {
    expect(canReopen(open(), T0 + 55 * MINUTE - 1)).toBe(true)
    expect(canReopen(open(), T0 + 55 * MINUTE)).toBe(false)
  })

  it('opens nothing while a cancel has no result: it could end what is confirmed then', () => {
    expect(canReopen(open({ pending: aPending('cancel') }), T0)).toBe(false)
  })

  it('makes no new attempt while anything is under way, nor without end', () => {
    expect(canStartAnew(open(), T0)).toBe(true)
    for (const action of ['cancel', 'create'] as const)
      expect(canStartAnew(open({ pending: aPending(action) }), T0 + 19_000)).toBe(false)
    expect(canStartAnew(anOrder({ states: Array.from({ length: 50 }, () => 'EXPIRED' as const) }), T0)).toBe(
      false,
    )
  })

  it('makes none of an order that the customer or an operator cancelled', () => {
    expect(canStartAnew(anOrder({ state: 'REVOKED' }), T0)).toBe(false)
    expect(canStartAnew(anOrder({ state: 'REVOKED', retrying: true }), T0)).toBe(true)
  })

  it('sends the same create again from 20 seconds on, for ten minutes', () => {
    const order = anOrder({ state: 'CREATING', pending: aPending('create') })
    expect([19_999, 20_000, 10 * MINUTE - 1, 10 * MINUTE].map((ms) => canResend(order, T0 + ms))).toEqual([
      false,
      true,
      true,
      false,
    ])
  })
})

it.each<[OrderState, string[], boolean]>([
  ['CREATING', [], false],
  ['CREATED', ['cancel'], true],
  ['USER_ACCEPTED', ['complete', 'cancel'], false],
  ['FINISHED', ['sync'], false],
  ['USER_PAID', [], false],
  ['REVOKED', [], false],
  ['EXPIRED', [], false],
])('%s: operators may %j, the customer may cancel: %s', (state, actions, cancel) => {
  expect(operatorActions(anOrder({ state }), T0)).toEqual(actions)
  expect(canCancel(anOrder({ state }), T0)).toBe(cancel)
  expect(operatorActions(anOrder({ state, pending: aPending('complete') }), T0)).toEqual([])
})

it('a payment elsewhere is told WeChat Pay once', () => {
  expect(operatorActions(anOrder({ state: 'FINISHED', synced: true }), T0)).toEqual([])
})

describe('what can be done', () => {
  it.each<[OrderState, boolean]>([
    ['CREATED', false],
    ['USER_ACCEPTED', true],
    ['FINISHED', true],
    ['USER_PAID', true],
    ['REVOKED', false],
  ])('WeChat Pay’s own page at %s: %s, where it can be opened at all', (state, detail) => {
    const actions = (canOpenDetail: boolean) =>
      customerView(anOrder({ state }), { now: T0, sandbox: false, canOpenDetail }).actions
    expect(actions(true).includes('detail')).toBe(detail)
    expect(actions(false)).not.toContain('detail')
  })

  it('is nothing more by the customer once it is confirmed', () => {
    const order = { ...open({ state: 'USER_ACCEPTED' }) }
    expect(customerView(order, { now: T0, sandbox: false, canOpenDetail: false }).actions).toEqual([])
  })

  it('after a create that is known to have worked without its answer: everything, 20 seconds on', () => {
    const known = anOrder({ state: 'CREATED', pending: aPending('create') })
    for (const [ms, can] of [
      [19_999, false],
      [20_000, true],
    ] as const) {
      expect(canCancel(known, T0 + ms)).toBe(can)
      expect(canStartAnew(known, T0 + ms)).toBe(can)
      expect(canResend(known, T0 + ms)).toBe(can)
      expect(operatorActions(known, T0 + ms)).toEqual(can ? ['cancel'] : [])
    }
    expect(canStartAnew(anOrder({ state: 'CREATING', pending: aPending('create') }), T0 + 60_000)).toBe(false)
    expect(canResend(anOrder({ state: 'USER_ACCEPTED', pending: aPending('create') }), T0 + 60_000)).toBe(
      false,
    )
    expect(canResend(anOrder({ pending: aPending('cancel') }), T0 + 60_000)).toBe(false)
    expect(
      canResend(anOrder({ states: ['EXPIRED', 'CREATED'], pending: aPending('create', 1) }), T0 + 60_000),
    ).toBe(false)
  })

  it('is anew what is over or never came to be, fifty times', () => {
    const states = (count: number) => Array.from({ length: count }, () => 'EXPIRED' as const)
    expect(canStartAnew(anOrder({ states: states(49) }), T0)).toBe(true)
    for (const state of ['EXPIRED', 'NOT_CREATED'] as const)
      expect(canStartAnew(anOrder({ state }), T0)).toBe(true)
    for (const state of ['CREATING', 'USER_ACCEPTED', 'FINISHED', 'USER_PAID'] as const)
      expect(canStartAnew(anOrder({ state }), T0)).toBe(false)
  })

  it('is opened only while it is to be confirmed, and with what opens it', () => {
    expect(canReopen(open({ pending: aPending('create') }), T0)).toBe(true)
    expect(canReopen(open({ state: 'EXPIRED' }), T0)).toBe(false)
    for (const gone of ['package', 'packageAt'] as const) {
      const order = open()
      for (const attempt of order.attempts) Reflect.deleteProperty(attempt, gone)
      expect(canReopen(order, T0)).toBe(false)
    }
  })

  it('on today’s WeChat Pay: a message while in use, and more while something is owed', () => {
    const protocol = 'service-orders' as const
    const sent = { at: T0, total: 5, day: T0, result: 'sent' as const }
    const actions = (more: Parameters<typeof anOrder>[0]) =>
      operatorActions(anOrder({ protocol, ...more }), T0)
    expect(actions({ state: 'USER_ACCEPTED' })).toEqual(['complete', 'message', 'cancel'])
    expect(actions({ state: 'USER_ACCEPTED', messages: { pending: sent } })).toContain('message')
    expect(actions({ state: 'USER_ACCEPTED', messages: { pending: sent, prepaid: sent } })).not.toContain(
      'message',
    )
    const unknown = { ...sent, result: 'unknown' as const }
    expect(actions({ state: 'USER_ACCEPTED', messages: { pending: sent, prepaid: unknown } })).toContain(
      'message',
    )
    const bill = { fees: [], discounts: [], total: 500 }
    expect(actions({ state: 'FINISHED', bill })).toEqual(['collect', 'modify', 'sync', 'waive'])
    expect(actions({ state: 'FINISHED' })).toEqual(['collect', 'sync', 'waive'])
    expect(actions({ state: 'FINISHED', bill, synced: true })).toEqual([])
  })
})
