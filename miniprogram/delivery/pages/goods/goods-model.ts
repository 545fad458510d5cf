import type { Charge } from '../../../domain/charge'
import { type FeeCard, previewCard } from '../../../domain/fee-card'
import {
  CART_LIMITS,
  type CartLine,
  type CartProblem,
  type Goods,
  priceCart,
  worthOf,
} from '../../../domain/lines/pay-on-delivery'
import { formatYuan } from '../../../domain/money'
import type { OfferView } from '../../../domain/offer'

/** How many of which goods, by id; what is not there is not wanted. */
export type Counts = Readonly<Record<string, number>>

/** One kind of goods on the shelf. */
export interface ShelfRow {
  id: string
  name: string
  picture: string
  fen: number
  count: number
  most: number
  /** How many there are, or how many one order can have; empty where it does not matter. */
  note: string
  few: boolean
  soldOut: boolean
}

/** What the page shows of an offer; the rest stays out of the view's data. */
export type ShownShop = Pick<OfferView, 'name' | 'introduction' | 'summary' | 'steps' | 'rules'> & {
  merchant: { name: string }
}

/** What depends on what is in the cart. */
export interface ShownCart {
  rows: ShelfRow[]
  charge: Charge
  /** What it will cost once received; nothing while the cart is empty or cannot be ordered. */
  fees: FeeCard | null
}

/** The most of these goods that one order can have now. */
export const mostOf = ({ most = CART_LIMITS.count, left = CART_LIMITS.count }: Goods): number =>
  Math.max(0, Math.min(most, left, CART_LIMITS.count))

/** Few enough to hurry. */
const FEW = 10

const isFew = (goods: Goods): boolean => mostOf(goods) > 0 && (goods.left ?? FEW + 1) <= FEW

function noteOf(goods: Goods): string {
  const { left, most } = goods
  if (mostOf(goods) === 0) return '已售罄'
  if (isFew(goods)) return `仅剩 ${left ?? 0} 件`
  return most === undefined ? '' : `每单最多 ${most} 件`
}

/** The counts with no more of anything than can be ordered, and of nothing that is not there. */
export function fitting(shelf: readonly Goods[], counts: Counts): Counts {
  const fit: Record<string, number> = {}
  for (const goods of shelf) {
    const count = Math.min(counts[goods.id] ?? 0, mostOf(goods))
    if (count > 0) fit[goods.id] = count
  }
  return fit
}

/** The cart in the order of the shelf. */
export const cartOf = (shelf: readonly Goods[], counts: Counts): CartLine[] =>
  shelf.map(({ id }) => ({ id, count: counts[id] ?? 0 })).filter(({ count }) => count > 0)

/** The offer as the page shows it; the last step says what happens when nobody does anything. */
export function shownShop({
  name,
  introduction,
  summary,
  steps,
  receiveAfterDays,
  rules,
  merchant,
}: OfferView): ShownShop {
  const unsaid =
    receiveAfterDays === undefined
      ? []
      : [`发货 ${receiveAfterDays} 天后既没有确认收货，也没有申请退货的，视为已收货并扣款`]
  return {
    name,
    introduction,
    summary,
    steps: [...steps, ...unsaid],
    rules,
    merchant: { name: merchant.name },
  }
}

/** What the page shows of the cart. */
export function shownCart(offer: OfferView, counts: Counts): ShownCart {
  const { goods: shelf = [] } = offer
  const cart = cartOf(shelf, counts)
  const priced = priceCart(offer, cart)
  return {
    rows: shelf.map((goods) => ({
      id: goods.id,
      name: goods.name,
      picture: goods.picture,
      fen: goods.amount,
      count: counts[goods.id] ?? 0,
      most: mostOf(goods),
      note: noteOf(goods),
      few: isFew(goods),
      soldOut: mostOf(goods) === 0,
    })),
    charge: { label: '合计', fen: worthOf(shelf.map((one) => ({ ...one, count: counts[one.id] ?? 0 }))) },
    fees: 'problem' in priced ? null : previewCard('收货后付款', priced.preview, 'pay-on-delivery'),
  }
}

/** Why the cart cannot be ordered, in words that say what to do; empty = it can. */
export function cartProblem(offer: OfferView, counts: Counts): string {
  const { goods: shelf = [], maxCharge } = offer
  const priced = priceCart(offer, cartOf(shelf, counts))
  if (!('problem' in priced)) return ''
  const name = shelf.find(({ id }) => id === priced.goods)?.name ?? '商品'
  switch (priced.problem) {
    case 'empty':
      return '请先选择商品'
    case 'too-many-kinds':
      return `每单最多 ${CART_LIMITS.kinds} 种商品，请减少种类`
    case 'above-limit':
      return `每单最多\u00a0¥${formatYuan(maxCharge)}，请减少商品`
    default:
      return `「${name}」最多还能选 ${priced.most ?? 0} 件，请减少数量`
  }
}

const isProblem = (details: unknown): details is CartProblem =>
  typeof details === 'object' && details !== null && (details as CartProblem).problem === 'sold-out'

/** The offer after SOLD_OUT: with how many are left of the goods that the failure names. */
export function withSoldOut(offer: OfferView, details: unknown): OfferView {
  if (!isProblem(details)) return offer
  const { goods: id, most = 0 } = details
  return {
    ...offer,
    goods: (offer.goods ?? []).map((one) => (one.id === id ? { ...one, left: most } : one)),
  }
}

/** What SOLD_OUT means here; the counts were lowered to what is there. */
export function soldOutSentence(offer: OfferView, details: unknown): string {
  const name = isProblem(details) ? offer.goods?.find(({ id }) => id === details.goods)?.name : undefined
  if (name === undefined || !isProblem(details)) return ''
  return (details.most ?? 0) === 0 ? `「${name}」刚刚售罄` : `「${name}」只剩 ${details.most ?? 0} 件了`
}
