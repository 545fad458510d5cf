import { ORDER_PAGES } from '#domain/line-pages'
import { type CartProblem, priceCart } from '#domain/lines/pay-on-delivery'
import { Failed } from '../failed'
import { given } from '../given'
import type { LineRules } from '../line'

const SENTENCES: Readonly<Partial<Record<CartProblem['problem'], string>>> = {
  empty: '还没有选择商品',
  'above-limit': '超过了单笔订单的最高金额，请减少商品',
}

/** @returns the failure of a cart that cannot be ordered; its details say which goods */
export function cartFailure(problem: CartProblem): Failed {
  const sentence = SENTENCES[problem.problem]
  return new Failed(problem.problem === 'sold-out' ? 'SOLD_OUT' : 'CART_INVALID', {
    details: problem,
    ...given('sentence', sentence),
  })
}

/** 先用后付: goods at their price; the customer says that they were received, and that is the bill (facts 1.8). */
export const payOnDelivery: LineRules = {
  price(offer, { choices, cart = [] }) {
    const [choice] = Object.keys(choices)
    if (choice !== undefined)
      throw new Failed('UNKNOWN_CHOICE', { details: { choice, problem: 'unknown-choice' } })
    const priced = priceCart(offer, cart)
    if ('problem' in priced) throw cartFailure(priced)
    return priced
  },
  shopping({ _id, appid, sub_appid, goods = [] }) {
    return {
      goods: goods.map(({ name, picture, amount, count }) => ({ name, picture, amount, count })),
      jumpLink: { appid: sub_appid ?? appid, path: `${ORDER_PAGES['pay-on-delivery']}?orderId=${_id}` },
      ...given('realMerchantAppid', sub_appid),
    }
  },
  completedBy: 'customer',
}
