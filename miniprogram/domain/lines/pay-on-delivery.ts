import type { FeeLine } from '../fee'
import { type Fen, formatYuan, sumFen } from '../money'
import type { OfferView, Preview } from '../offer'

/** 先用后付: goods for ¥0 now, paid after receiving (facts: payscore 1.8, SEED-0). */

/** One kind of goods of an offer. */
export interface Goods {
  id: string
  /** At most 20 characters: it is a line of the bill too. */
  name: string
  /** The https address of its picture; WeChat Pay shows it on the confirm page. */
  picture: string
  /** What one costs, in fen. */
  amount: Fen
  /** The most of it in one order; absent = `CART_LIMITS.count`. */
  most?: number
  /** How many can still be ordered; absent = nobody counts. */
  left?: number
}

/** How many of which goods. */
export interface CartLine {
  id: string
  count: number
}

/** Goods as they were ordered: name, picture and price are of that moment. */
export interface OrderedGoods {
  id: string
  name: string
  picture: string
  amount: Fen
  count: number
}

/** What one order can hold. WeChat Pay documents no number of goods; a bill has 100 lines and a count of 100. */
export const CART_LIMITS = { kinds: 20, count: 99 } as const

/** Why goods cannot be ordered. `goods` is an id, absent where it is about the whole cart. */
export interface CartProblem {
  goods?: string
  problem: 'empty' | 'too-many-kinds' | 'unknown' | 'twice' | 'count' | 'sold-out' | 'above-limit'
  /** `sold-out`: how many are left. `count`: the most of one order. */
  most?: number
}

/** What a cart comes to. */
export interface PricedCart {
  goods: OrderedGoods[]
  preview: Preview
}

type Shelf = Pick<OfferView, 'goods' | 'riskName' | 'maxCharge'>

/** What goods come to, in fen. */
export const worthOf = (goods: readonly Pick<OrderedGoods, 'amount' | 'count'>[]): Fen =>
  sumFen(goods.map(({ amount, count }) => amount * count))

/** The lines of a bill for goods: one for each kind, none for what is not kept. */
export const linesOf = (goods: readonly OrderedGoods[]): FeeLine[] =>
  goods
    .filter(({ count }) => count > 0)
    .map(({ name, amount, count }) => ({
      name,
      amount: amount * count,
      description: `单价 ¥${formatYuan(amount)}`,
      count,
    }))

/** What an order of goods costs at most is what they cost: nothing can come on top. */
export function previewOf(goods: readonly OrderedGoods[], riskName: OfferView['riskName']): Preview {
  const worth = worthOf(goods)
  return {
    fees: linesOf(goods),
    discounts: [],
    estimate: worth,
    riskName,
    riskAmount: worth,
    maxCharge: worth,
  }
}

function problemOf(line: CartLine, goods: Goods | undefined): CartProblem | undefined {
  if (!goods) return { goods: line.id, problem: 'unknown' }
  const most = Math.min(goods.most ?? CART_LIMITS.count, CART_LIMITS.count)
  if (!Number.isInteger(line.count) || line.count < 1 || line.count > most)
    return { goods: line.id, problem: 'count', most }
  if (goods.left !== undefined && line.count > goods.left)
    return { goods: line.id, problem: 'sold-out', most: goods.left }
  return undefined
}

/**
 * What a cart costs at this offer.
 * @returns the price, or the first thing that keeps the cart from being ordered
 */
export function priceCart(
  { goods: shelf = [], riskName, maxCharge }: Shelf,
  cart: readonly CartLine[],
): PricedCart | CartProblem {
  if (cart.length === 0) return { problem: 'empty' }
  if (cart.length > CART_LIMITS.kinds) return { problem: 'too-many-kinds' }
  const goods: OrderedGoods[] = []
  for (const line of cart) {
    const found = shelf.find(({ id }) => id === line.id)
    const problem = problemOf(line, found)
    if (problem) return problem
    if (goods.some(({ id }) => id === line.id)) return { goods: line.id, problem: 'twice' }
    if (found) {
      const { id, name, picture, amount } = found
      goods.push({ id, name, picture, amount, count: line.count })
    }
  }
  const preview = previewOf(goods, riskName)
  return preview.maxCharge > maxCharge ? { problem: 'above-limit' } : { goods, preview }
}
