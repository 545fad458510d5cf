import {
  billFrom,
  checkBill,
  checkNotBilled,
  serviceTimes,
} from '../../../../cloudfunctions/shared/orders/completion'
import type { Failed } from '../../../../cloudfunctions/shared/failed'
import { anOrder, T0 } from './fixtures'

const MINUTE = 60_000
const preview = { ...anOrder({}).preview, maxCharge: 5000, riskAmount: 6000 }
const fee = (amount: number) => ({ name: '使用费', amount })
const off = (amount: number) => ({ name: '会员', description: '会员立减', amount })

function failure(said: Parameters<typeof checkBill>[0], more = {}): Failed | undefined {
  try {
    checkBill(said, { preview: { ...preview, ...more } })
    return undefined
  } catch (error) {
    return error as Failed
  }
}

describe('a bill that is refused', () => {
  it('says which line has no amount', () => {
    const error = failure({
      fees: [fee(1), { name: '清洁费', description: '按次' }],
      discounts: [],
      total: 1,
    })
    expect(error).toMatchObject({
      code: 'LINES_INVALID',
      details: { problems: [{ path: 'fees[1].amount', problem: 'is missing' }] },
    })
  })

  it('says that discounts cannot exceed the fees', () => {
    const error = failure({ fees: [fee(100)], discounts: [off(101)], total: -1 })
    expect(error).toMatchObject({ code: 'LINES_INVALID', message: '优惠不能超过费用合计' })
  })

  it('says that it does not add up, or that it is above what was shown or what the service may charge', () => {
    expect(failure({ fees: [fee(500)], discounts: [off(100)], total: 500 })?.code).toBe('SUM_MISMATCH')
    expect(failure({ fees: [fee(500)], discounts: [off(100)], total: 400 })).toBeUndefined()
    expect(failure({ fees: [fee(5000)], discounts: [], total: 5000 })).toBeUndefined()
    expect(failure({ fees: [fee(5001)], discounts: [], total: 5001 })?.code).toBe('OVER_LIMIT')
    const lower = { riskAmount: 4000 }
    expect(failure({ fees: [fee(4000)], discounts: [], total: 4000 }, lower)).toBeUndefined()
    expect(failure({ fees: [fee(4001)], discounts: [], total: 4001 }, lower)?.code).toBe('OVER_LIMIT')
  })
})

it('the bill that is kept is what was said, with the times', () => {
  const said = { fees: [fee(500)], discounts: [off(100)], total: 400 }
  expect(billFrom({ ...said, endedAt: T0 }, { startedAt: T0 - 9000, endedAt: T0 - 1000 })).toEqual({
    ...said,
    startedAt: T0 - 9000,
    endedAt: T0 - 1000,
  })
})

it('the same bill may be sent again, and a first one at all', () => {
  expect(() => {
    checkNotBilled({}, 500)
    checkNotBilled({ charged: 500 }, 500)
  }).not.toThrow()
})

describe('the times of a service', () => {
  const now = T0 + 60 * MINUTE
  const times = { now, skewMs: 0, madeAt: T0 }
  const invalid = expect.objectContaining({ code: 'TIME_INVALID' }) as Error

  it('are what is known of them', () => {
    expect(serviceTimes(T0 + 30 * MINUTE, { ...times, startedAt: T0 + 10 * MINUTE })).toEqual({
      startedAt: T0 + 10 * MINUTE,
      endedAt: T0 + 30 * MINUTE,
    })
    expect(serviceTimes(T0 + 30 * MINUTE, { ...times, heardAt: T0 + 20 * MINUTE })).toEqual({
      startedAt: T0 + 20 * MINUTE,
      endedAt: T0 + 30 * MINUTE,
    })
    const both = { ...times, startedAt: T0 + 10 * MINUTE, heardAt: T0 + 20 * MINUTE }
    expect(serviceTimes(T0 + 30 * MINUTE, both).startedAt).toBe(T0 + 10 * MINUTE)
  })

  it('end two seconds before now where nobody says when, and began a second before where nobody knows', () => {
    expect(serviceTimes(undefined, times)).toEqual({ startedAt: now - 3000, endedAt: now - 2000 })
    expect(serviceTimes(undefined, { ...times, skewMs: -5000 }).endedAt).toBe(now - 7000)
  })

  it('may end a minute ahead of both clocks, no more', () => {
    expect(serviceTimes(now + MINUTE, times).endedAt).toBe(now - 2000)
    expect(() => serviceTimes(now + MINUTE + 1, times)).toThrow(invalid)
    expect(() => serviceTimes(now + MINUTE + 1, { ...times, skewMs: 1 })).not.toThrow()
    expect(() => serviceTimes(now + MINUTE + 1, { ...times, skewMs: -1 })).toThrow(invalid)
  })

  it('of a service that ended as it began are a second apart', () => {
    const startedAt = T0 + 10 * MINUTE
    expect(serviceTimes(startedAt, { ...times, startedAt })).toEqual({
      startedAt: startedAt - 1000,
      endedAt: startedAt,
    })
    expect(() => serviceTimes(startedAt - 1, { ...times, startedAt })).toThrow(invalid)
    expect(serviceTimes(undefined, { ...times, startedAt: now })).toEqual({
      startedAt: now - 3000,
      endedAt: now - 2000,
    })
  })
})
