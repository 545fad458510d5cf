import fc from 'fast-check'
import { checkBill, checkNotBilled, serviceTimes } from '../../../../cloudfunctions/shared/orders/completion'
import { anOrder, T0 } from './fixtures'

const SECOND = 1000
const MINUTE = 60 * SECOND
const preview = (more: object) => ({ preview: { ...anOrder({}).preview, ...more } })

describe('a bill', () => {
  const bill = (fees: number[], discounts: number[], total: number) => ({
    fees: fees.map((amount, index) => ({ name: `费用${index}`, amount })),
    discounts: discounts.map((amount, index) => ({ name: `优惠${index}`, description: '会员', amount })),
    total,
  })
  const amounts = fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 5 })

  it('passes exactly when it adds up and stays below what was shown', () => {
    fc.assert(
      fc.property(amounts, amounts, fc.integer({ min: -50, max: 50 }), (fees, discounts, wrong) => {
        const sum = [...fees, ...discounts.map((one) => -one)].reduce((all, one) => all + one, 0)
        const total = sum + wrong
        const limits = preview({ maxCharge: 5000, riskAmount: 6000 })
        const good = wrong === 0 && total >= 0 && total <= 5000
        const check = () => {
          checkBill(bill(fees, discounts, total), limits)
        }
        if (good) check()
        else expect(check).toThrow()
      }),
    )
  })

  it('is bound by the risk amount where that is below the highest charge', () => {
    const limits = preview({ maxCharge: 5000, riskAmount: 4000 })
    expect(() => {
      checkBill(bill([4001], [], 4001), limits)
    }).toThrow(expect.objectContaining({ code: 'OVER_LIMIT' }) as Error)
  })

  it('has an amount on every line: a rule alone is not a price', () => {
    const rule = { fees: [{ name: '收费标准', description: '3 元/小时' }], discounts: [], total: 0 }
    expect(() => {
      checkBill(rule, preview({}))
    }).toThrow(expect.objectContaining({ code: 'LINES_INVALID' }) as Error)
  })

  it('is never followed by another one, whatever a query shows', () => {
    const order = anOrder({ state: 'USER_ACCEPTED', charged: 500 })
    checkNotBilled(order, 500)
    expect(() => {
      checkNotBilled(order, 700)
    }).toThrow(expect.objectContaining({ code: 'ALREADY_COMPLETED' }) as Error)
  })
})

describe('the times of a service', () => {
  const skew = fc.integer({ min: -240 * SECOND, max: 240 * SECOND })
  const ago = fc.integer({ min: 0, max: 90 * MINUTE })
  const known = fc.constantFrom('startedAt', 'heardAt')

  it('are taken by WeChat Pay whichever clock is behind: the end after the start, before both clocks', () => {
    fc.assert(
      fc.property(skew, ago, known, (skewMs, before, field) => {
        const now = T0 + 100 * MINUTE
        // What WeChat Pay says is in its time, what we heard in ours.
        const at = now - before + (field === 'startedAt' ? skewMs : 0)
        const { startedAt, endedAt } = serviceTimes(undefined, { now, skewMs, madeAt: T0, [field]: at })
        expect(startedAt % SECOND).toBe(0)
        expect(endedAt % SECOND).toBe(0)
        expect(startedAt).toBeLessThan(endedAt)
        expect(endedAt).toBeLessThan(Math.min(now, now + skewMs))
      }),
    )
  })

  const now = T0 + 60 * MINUTE
  const times = { now, skewMs: 0, madeAt: T0 }
  const invalid = expect.objectContaining({ code: 'TIME_INVALID' }) as Error

  it('an end before the start that WeChat Pay names is refused', () => {
    expect(() => serviceTimes(T0 + MINUTE, { ...times, startedAt: T0 + 5 * MINUTE })).toThrow(invalid)
  })

  it('an end before we heard of the confirmation is an end, one before the order was made is none', () => {
    const heardAt = now - MINUTE
    expect(serviceTimes(T0 + 20 * MINUTE, { ...times, heardAt }).endedAt).toBe(T0 + 20 * MINUTE)
    expect(() => serviceTimes(T0 - MINUTE, { ...times, heardAt })).toThrow(invalid)
  })

  it('an end of now by a phone whose clock agrees with WeChat Pay’s is not the future', () => {
    const phone = now + 4 * MINUTE
    expect(serviceTimes(phone, { ...times, skewMs: 4 * MINUTE }).endedAt).toBeLessThan(now)
    expect(() => serviceTimes(phone, times)).toThrow(invalid)
  })
})
