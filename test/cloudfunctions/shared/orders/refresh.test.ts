import { refresh, refreshNow } from '../../../../cloudfunctions/shared/orders/refresh'
import { noteAsked, wasJustAsked } from '../../../../cloudfunctions/shared/orders/just-asked'
import type { OrderDocument } from '../../../../cloudfunctions/shared/orders/document'
import { aDesk, tells } from './desk'
import { anOrder, aPending, T0 } from './fixtures'

/** Each test has an order of its own: an instance remembers what it asked. */
let count = 0
const own = (more: Parameters<typeof anOrder>[0] = {}): OrderDocument => {
  const _id = `${++count}`.padStart(24, 'b')
  const order = anOrder(more)
  return {
    ...order,
    _id,
    attempts: order.attempts.map((one) => ({ ...one, out_order_no: `${_id}_${one.n}` })),
  }
}
const proven = (order: OrderDocument): OrderDocument => ({
  ...order,
  attempts: order.attempts.map((one) => ({ ...one, proven: one.state })),
})

describe('an order for somebody who looks', () => {
  it('is asked about', async () => {
    const order = own()
    const { desk } = aDesk([order], tells('USER_ACCEPTED'))
    expect((await refresh(desk, order)).state).toBe('USER_ACCEPTED')
  })

  it('is shown as stored within a second of the last question', async () => {
    const order = own()
    const test = aDesk([order], tells('CREATED'))
    const once = await refresh(test.desk, order)
    test.now = T0 + 999
    expect(await refresh(test.desk, once)).toBe(once)
    test.now = T0 + 1000
    await refresh(test.desk, once)
    expect(test.sent).toHaveLength(2)
  })

  it('is always asked about where it opens the confirm page', async () => {
    const order = { ...own(), checkedAt: T0 }
    const test = aDesk([order], tells('CREATED'))
    await refresh(test.desk, order)
    expect(test.sent).toHaveLength(0)
    await refreshNow(test.desk, order)
    expect(test.sent).toHaveLength(1)
  })

  it('is not asked about when it is over, unless something is pending', async () => {
    const over = proven(own({ state: 'REVOKED' }))
    const test = aDesk([over], tells('REVOKED'))
    expect(await refreshNow(test.desk, over)).toBe(over)
    const pending = proven(own({ state: 'REVOKED', pending: aPending('cancel') }))
    const other = aDesk([pending], tells('REVOKED'))
    expect(await refreshNow(other.desk, pending)).not.toHaveProperty('pending')
  })
})

describe('a second', () => {
  it('counts from what any instance stored, and never backwards', () => {
    const order = { ...own(), checkedAt: T0 }
    expect([T0 - 1, T0, T0 + 999, T0 + 1000].map((now) => wasJustAsked(order, now))).toEqual([
      false,
      true,
      true,
      false,
    ])
  })

  it('is remembered of the last thousand numbers', () => {
    const first = own()
    const number = (order: OrderDocument) => order.attempts[0]?.out_order_no ?? ''
    noteAsked(number(first), T0)
    for (let n = 1; n < 1000; n++) noteAsked(`x${n}`, T0)
    expect(wasJustAsked(first, T0)).toBe(true)
    noteAsked(number(first), T0)
    for (let n = 1000; n < 1999; n++) noteAsked(`x${n}`, T0)
    expect(wasJustAsked(first, T0)).toBe(true)
    noteAsked('one more', T0)
    expect(wasJustAsked(first, T0)).toBe(false)
  })
})
