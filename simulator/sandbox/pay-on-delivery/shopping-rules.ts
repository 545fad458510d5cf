import { type Fields, type TextRule } from '../fields'
import { loopbackUrl } from '../delivery'
import { present } from '../present'
import { type World } from '../world'
import { type Goods, type JumpLink, type ShoppingInfo } from './shopping'

/** No length of shopping_info is documented: what most shops need, and what fits into the fields of other calls. */
const limits = {
  long: { kinds: 100, count: 10_000, name: 128, picture: 1024, path: 1024 },
  short: { kinds: 30, count: 100, name: 20, picture: 255, path: 128 },
} as const
type Limits = (typeof limits)[keyof typeof limits]

/** Reads `shopping_info` (facts 1.8). @param apps whose pages the jump link may open, as far as known so far */
export function readShopping(world: World, fields: Fields, apps: readonly string[]): ShoppingInfo {
  const limit = limits[world.switches().shoppingLengths]
  const shopping = fields.object('shopping_info')
  const real_merchant_appid = shopping.optionalText('real_merchant_appid', { max: 32 })
  const goods = shopping.list('goods', limit.kinds).map((one) => readGoods(world, one, limit))
  if (goods.length === 0) throw shopping.error('goods', 'is required and must have at least one entry')
  const jump_link = readJumpLink(shopping, { max: limit.path })
  const known = [...apps, real_merchant_appid].includes(jump_link.appid)
  if (!known && world.switches().jumpLinkApp === 'own') {
    throw shopping.object('jump_link').error('appid', 'must be an app of this order')
  }
  return { ...present({ real_merchant_appid }), jump_link, goods }
}

function readJumpLink(shopping: Fields, path: TextRule): JumpLink {
  const link = shopping.object('jump_link')
  const jump_link_type = link.text('jump_link_type', { max: 32 })
  if (jump_link_type !== 'JUMP_LINK_MINI_PROGRAM') {
    throw link.error('jump_link_type', 'must be JUMP_LINK_MINI_PROGRAM')
  }
  return { jump_link_type, appid: link.text('appid', { max: 32 }), path: link.text('path', path) }
}

function readGoods(world: World, one: Fields, limit: Limits): Goods {
  const { freeGoods, goodsPicture } = world.switches()
  const name = one.text('name', { max: limit.name })
  const picture = one.text('picture', { max: limit.picture })
  const url = URL.canParse(picture) ? new URL(picture) : undefined
  const web = url?.protocol === 'https:' || (url?.protocol === 'http:' && goodsPicture === 'http')
  if (!web && loopbackUrl(picture) === undefined) throw one.error('picture', 'must be an https address')
  return {
    name,
    picture,
    amount: one.integer('amount', freeGoods === 'accepted' ? 0 : 1),
    count: one.integer('count', 1, limit.count),
    ...present({ category_id: one.optionalTexts('category_id', 100, { max: 64 }) }),
  }
}
