import { type Fen, isFen } from '#domain/money'
import { picture } from '../checks/address'
import type { Fields } from '../checks/fields'
import type { Shape } from '../checks/shape'

/** One kind of goods. */
export interface Goods {
  name: string
  /** Where its picture is: https. */
  picture: string
  /** The price of one, in fen; unlike every other amount of an order, which is a line's total. */
  amount: Fen
  /** How many. */
  count: number
  category_id?: readonly string[]
}

/** The only documented kind of {@link JumpLink}. */
export const JUMP_TO_MINI_PROGRAM = 'JUMP_LINK_MINI_PROGRAM'

/** What WeChat Pay's order detail opens: a page of a mini-program. */
export interface JumpLink {
  jump_link_type: typeof JUMP_TO_MINI_PROGRAM
  appid: string
  /** From the page's folder on, with a query where one is needed: `pages/order/order?id=1`. */
  path: string
}

/** What was bought (facts 1.8). */
export interface ShoppingInfo {
  /** The app of the merchant that really sells. */
  real_merchant_appid?: string
  jump_link: JumpLink
  goods: readonly Goods[]
}

// One by one: what is read out of an object stays in every bundle, used or not.
const GOODS_ENTRIES = 100
const NAME = 64
const COUNT = 100
const CATEGORIES = 20
const CATEGORY = 64
const PATH = 256

/**
 * Our own limits, in characters and entries: the documents say none of what is in `shopping_info`. Counts are bounded like the
 * other counts of an order.
 */
export const SHOPPING_LIMITS = {
  goods: GOODS_ENTRIES,
  name: NAME,
  count: COUNT,
  categories: CATEGORIES,
  category: CATEGORY,
  path: PATH,
} as const

function pagePath(fields: Fields, path: string, value: unknown): void {
  if (fields.text(path, value, PATH) && !/^\/?[\w-]+(\/[\w-]+)*(\?[!-~]*)?$/.test(value))
    fields.add(path, 'is not the path of a page, like pages/order/order?id=1')
}

const GOODS: Shape<keyof Goods> = {
  name: NAME,
  picture,
  amount: 'positive',
  count: { upTo: COUNT },
  category_id: { optional: { each: CATEGORY, atMost: CATEGORIES } },
}

const JUMP_LINK: Shape<keyof JumpLink> = {
  jump_link_type: { oneOf: [JUMP_TO_MINI_PROGRAM] },
  appid: 32,
  path: pagePath,
}

/** The fields of {@link ShoppingInfo}. */
export const SHOPPING: Shape<keyof ShoppingInfo> = {
  real_merchant_appid: { optional: 32 },
  jump_link: { object: JUMP_LINK },
  goods: { each: { object: GOODS }, atMost: GOODS_ENTRIES },
}

/** What the goods come to, in fen; 0 and a problem when that is no amount. Goods that are not right count nothing. */
export function sumOfGoods(fields: Fields, shopping: unknown): Fen {
  const { goods } = (shopping ?? {}) as { goods?: unknown }
  const sum = (Array.isArray(goods) ? (goods as (Partial<Goods> | null)[]) : []).reduce(
    (total, one) => total + (isFen(one?.amount) && isFen(one.count) ? one.amount * one.count : 0),
    0,
  )
  if (isFen(sum)) return sum
  fields.add('shopping_info.goods', 'come to more than can be counted in fen')
  return 0
}
