import { billNow } from '../../../../cloudfunctions/shared/orders/bill-now'
import { Failed } from '../../../../cloudfunctions/shared/failed'
import { aDesk } from './desk'
import { anOrder, T0 } from './fixtures'

const HOUR = 3_600_000
const said = { fees: [{ name: '使用时长', amount: 900 }], discounts: [], total: 900 }
const order = anOrder({ state: 'USER_ACCEPTED' })
const heard = { ...order, events: [{ what: 'USER_ACCEPTED', at: T0 + HOUR }] } as typeof order
const facts = { state: 'USER_ACCEPTED', raw: 'USER_CONFIRM' } as const

/** The desk two hours after the attempt was made. */
function desk() {
  const one = aDesk([order])
  one.now = T0 + 2 * HOUR
  return one.desk
}

it('bills what was said, from when WeChat Pay says that it began', () => {
  const reply = { facts: { ...facts, startedAt: T0 + 60_000 }, skewMs: 0 }
  const bill = billNow(desk(), heard, reply, said)
  expect(bill).toMatchObject({ ...said, startedAt: T0 + 60_000 })
  expect(T0 + 2 * HOUR - (bill.endedAt ?? 0)).toBeGreaterThanOrEqual(0)
  expect(T0 + 2 * HOUR - (bill.endedAt ?? 0)).toBeLessThan(60_000)
})

it('where it does not say, from when we heard of the confirmation; else it took a second', () => {
  const { startedAt } = billNow(desk(), heard, { facts, skewMs: 0 }, said)
  expect(startedAt).toBe(T0 + HOUR)
  const bill = billNow(desk(), order, { facts, skewMs: 0 }, said)
  expect((bill.endedAt ?? 0) - (bill.startedAt ?? 0)).toBe(1000)
})

it('ends when somebody says, and not after WeChat Pay’s clock', () => {
  const endedAt = T0 + HOUR + 30_000
  expect(billNow(desk(), heard, { facts, skewMs: 0 }, { ...said, endedAt })).toMatchObject({ endedAt })
  const behind = billNow(desk(), heard, { facts, skewMs: -240_000 }, said)
  expect(behind.endedAt).toBeLessThanOrEqual(T0 + 2 * HOUR - 240_000)
})

it('no end before the attempt was made', () => {
  const early = { ...said, endedAt: T0 - HOUR }
  expect(() => billNow(desk(), heard, { facts, skewMs: 0 }, early)).toThrow(Failed)
})
