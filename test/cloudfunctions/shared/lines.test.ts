import type { Offer } from '../../../cloudfunctions/shared/offers/document'
import { Failed } from '../../../cloudfunctions/shared/failed'
import { LINE_NAMES, lineOf } from '../../../cloudfunctions/shared/lines'
import { priceChanged } from '../../../cloudfunctions/shared/offers/price-changed'

const picture = 'https://pictures.example.com/tea.png'
const offer = {
  revision: 7,
  line: 'pay-on-delivery',
  riskName: 'ESTIMATE_ORDER_COST',
  riskAmount: 20_000,
  maxCharge: 20_000,
  fees: [],
  discounts: [],
  choices: [],
  goods: [{ id: 'tea', name: '龙井', picture, amount: 6800, left: 3 }],
} as unknown as Offer

const failure = (what: () => unknown): Pick<Failed, 'code' | 'details' | 'message'> => {
  try {
    what()
  } catch (error) {
    if (error instanceof Failed) return { code: error.code, details: error.details, message: error.message }
    throw error
  }
  throw new Error('It did not fail.')
}

it('every line has its rules, and says who ends an order with a bill', () => {
  expect(LINE_NAMES.map((name) => [name, lineOf(name).completedBy])).toEqual([
    ['payafter', 'operator'],
    ['pay-on-delivery', 'customer'],
    ['sign-plan', 'operator'],
  ])
})

describe('pay-on-delivery', () => {
  const { price, shopping } = lineOf('pay-on-delivery')

  it('prices a cart', () => {
    expect(price(offer, { choices: {}, cart: [{ id: 'tea', count: 2 }] })).toMatchObject({
      goods: [{ id: 'tea', amount: 6800, count: 2 }],
      preview: { estimate: 13_600, maxCharge: 13_600, riskAmount: 13_600 },
    })
  })

  it.each([
    ['no cart', { choices: {} }, 'CART_INVALID', { problem: 'empty' }],
    ['a choice', { choices: { size: 'big' }, cart: [{ id: 'tea', count: 1 }] }, 'UNKNOWN_CHOICE', { choice: 'size', problem: 'unknown-choice' }],
    ['too much', { choices: {}, cart: [{ id: 'tea', count: 3 }] }, 'CART_INVALID', { problem: 'above-limit' }],
    ['what is gone', { choices: {}, cart: [{ id: 'tea', count: 4 }] }, 'SOLD_OUT', { goods: 'tea', problem: 'sold-out', most: 3 }],
  ])('refuses %s', (_, wish, code, details) => {
    expect(failure(() => price(offer, wish))).toMatchObject({ code, details })
  }) // prettier-ignore

  it.each([
    ['nothing', {}, '还没有选择商品'],
    ['too much', { cart: [{ id: 'tea', count: 3 }] }, '最高金额'],
  ])('says what is wrong with %s', (_, wish, words) => {
    expect(failure(() => price(offer, { choices: {}, ...wish })).message).toContain(words)
  })

  it('an order without goods has none to tell of', () => {
    expect(shopping?.({ _id: '0'.repeat(24), appid: 'wx1' })?.goods).toEqual([])
  })

  it('tells WeChat Pay the goods at the price of the order, and where its own page is', () => {
    const goods = [{ id: 'tea', name: '龙井', picture, amount: 6800, count: 2 }]
    const order = { _id: '0'.repeat(24), appid: 'wx1', goods }
    const path = `/delivery/pages/order/order?orderId=${order._id}`
    expect(shopping?.(order)).toEqual({
      goods: [{ name: '龙井', picture, amount: 6800, count: 2 }],
      jumpLink: { appid: 'wx1', path },
    })
    expect(shopping?.({ ...order, sub_appid: 'wx2' })).toMatchObject({
      jumpLink: { appid: 'wx2', path },
      realMerchantAppid: 'wx2',
    })
  })
})

describe('payafter', () => {
  const { price, shopping } = lineOf('payafter')
  const service = { ...offer, line: 'payafter' } as Offer

  it('has no goods', () => {
    expect(shopping).toBeUndefined()
    expect(failure(() => price(service, { choices: {}, cart: [] })).code).toBe('CART_INVALID')
  })

  it('prices choices', () => {
    expect(price(service, { choices: {} })).toMatchObject({ preview: { maxCharge: 20_000 } })
    expect(failure(() => price(service, { choices: { size: 'big' } }))).toMatchObject({
      code: 'UNKNOWN_CHOICE',
      details: { choice: 'size', problem: 'unknown-choice' },
    })
  })
})

describe('priceChanged', () => {
  it('says what the same wish costs now', () => {
    expect(priceChanged(offer, { choices: {}, cart: [{ id: 'tea', count: 1 }] })).toMatchObject({
      code: 'PRICE_CHANGED',
      details: { revision: 7, preview: { maxCharge: 6800 } },
    })
  })

  it('or nothing of it where that is gone', () => {
    const { code, details } = priceChanged(offer, { choices: {}, cart: [{ id: 'tea', count: 4 }] })
    expect({ code, details }).toEqual({ code: 'PRICE_CHANGED', details: { revision: 7 } })
  })

  it('and hides no fault of ours', () => {
    expect(() => priceChanged({ ...offer, goods: 7 } as unknown as Offer, { choices: {}, cart: [{ id: 'tea', count: 1 }] })).toThrow(TypeError)
  }) // prettier-ignore
})
