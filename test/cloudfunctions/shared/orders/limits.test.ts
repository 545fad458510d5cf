import { checkLimits, limitsOf } from '../../../../cloudfunctions/shared/orders/limits'
import type { OrderDocument } from '../../../../cloudfunctions/shared/orders/document'
import { anOrder, T0 } from './fixtures'

const MINUTE = 60_000
const limits = { open: 3, perMinute: 2 }
const tooMany = (sentence: string) =>
  expect.objectContaining({ code: 'TOO_MANY', message: expect.stringContaining(sentence) as string }) as Error

/** Orders with attempts this long ago, in ms. */
const orders = (filter: OrderDocument['filter'], ...ages: number[]): OrderDocument[] =>
  ages.map((age, index) => {
    const order = anOrder({})
    const attempts = order.attempts.map((one) => ({ ...one, at: T0 - age }))
    return { ...order, _id: `${filter}${index}`, filter, attempts }
  })
const check = (newest: OrderDocument[], retried?: OrderDocument) => () => {
  checkLimits(newest, T0, retried, limits)
}

describe('open orders', () => {
  it('are counted until there are too many; those that are over are not', () => {
    const old = 5 * MINUTE
    check([...orders('open', old, old), ...orders('ended', old, old)])()
    expect(check([...orders('open', old, old), ...orders('unpaid', old)])).toThrow(tooMany('3 笔'))
  })

  it('do not count the one that gets another attempt', () => {
    const [first, ...others] = orders('open', MINUTE * 2, MINUTE * 2, MINUTE * 2)
    if (!first) throw new Error('none')
    check([first, ...others], first)()
    expect(check([first, ...others])).toThrow(tooMany('3 笔'))
  })
})

describe('attempts of one minute', () => {
  it('are counted until there are too many; older ones are not', () => {
    check([...orders('ended', MINUTE, MINUTE, MINUTE - 1)])()
    expect(check(orders('ended', 0, MINUTE - 1))).toThrow(tooMany('一分钟'))
  })

  it('count those of the order that gets another one, once', () => {
    const [first, second] = orders('open', 0, 0)
    if (!first || !second) throw new Error('none')
    expect(check([second], first)).toThrow(tooMany('一分钟'))
    check([first], first)()
  })
})

describe('the limits', () => {
  it('are five open orders and six attempts a minute', () => {
    expect(limitsOf({})).toEqual({ open: 5, perMinute: 6 })
    const many = orders('open', ...Array.from({ length: 4 }, () => MINUTE * 2))
    checkLimits(many, T0)
    expect(() => {
      checkLimits([...many, ...orders('unpaid', MINUTE * 2)], T0)
    }).toThrow(tooMany('5 笔'))
  })

  it('are replaced in the sandbox only, and by two numbers only', () => {
    const env = { WECHATPAY_SANDBOX: '1', SANDBOX_ORDER_LIMITS: '70/800' }
    expect(limitsOf(env)).toEqual({ open: 70, perMinute: 800 })
    expect(limitsOf({ ...env, WECHATPAY_SANDBOX: '0' })).toEqual(limitsOf({}))
    expect(limitsOf({ WECHATPAY_SANDBOX: '1' })).toEqual(limitsOf({}))
    for (const text of ['7/', '/8', 'x7/8', '7/8x', '-7/8', '7/8/9'])
      expect(limitsOf({ ...env, SANDBOX_ORDER_LIMITS: text })).toEqual(limitsOf({}))
  })
})
