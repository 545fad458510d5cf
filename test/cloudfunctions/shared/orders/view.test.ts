import type { OrderState } from '#domain/order'
import {
  canCancel,
  canReopen,
  canResend,
  canStartAnew,
  consoleView,
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

it('says that no real money moves where none does, and nothing of it elsewhere', () => {
  const views = (sandbox: boolean) => [
    customerView(anOrder({}), { now: T0, sandbox, canOpenDetail: false }),
    consoleView(anOrder({}), { now: T0, sandbox }),
  ]
  for (const view of views(true)) expect(view.sandbox).toBe(true)
  for (const view of views(false)) expect(view).not.toHaveProperty('sandbox')
})

it('a payment elsewhere is told WeChat Pay once', () => {
  expect(operatorActions(anOrder({ state: 'FINISHED', synced: true }), T0)).toEqual([])
})
