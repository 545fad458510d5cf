import type { ActionContext } from '../handler'
import { findShops, readShop, type ShopDocument } from '../shops'
import { ConfigError } from '../wechatpay/errors'
import { DEFAULT_PROTOCOL, type OfferProblem, problemsOf } from './check'
import type { Offer, OfferDocument } from './document'

type Asking = Pick<ActionContext, 'store' | 'log' | 'config' | 'caller'>

/** At most this many offers stand on the home page. */
const LIMIT = 50

/** What is offered to the caller, in the merchant's order. */
export async function findOffers(ctx: Asking): Promise<Offer[]> {
  const documents = await ctx.store.find<OfferDocument>('offers', {
    where: { enabled: true },
    orderBy: [['rank', 'asc']],
    limit: LIMIT,
  })
  const good = documents.filter((document) => isGood(ctx, document, problemsOf(document)))
  const numbers = new Set(good.flatMap(({ sub_mchid }) => sub_mchid ?? []))
  const shops = await findShops(ctx.store, [...numbers])
  return good.flatMap(
    (document) =>
      offerFrom(
        ctx,
        document,
        shops.find(({ _id }) => _id === document.sub_mchid),
      ) ?? [],
  )
}

/** One offer, or `undefined` when it is not offered to the caller: off, wrong, another shop's, or not there at all. */
export async function readOffer(ctx: Asking, offerId: string): Promise<Offer | undefined> {
  const document = await ctx.store.read<OfferDocument>('offers', offerId)
  if (!document?.enabled || !isGood(ctx, document, problemsOf(document))) return undefined
  const { sub_mchid } = document
  return offerFrom(ctx, document, sub_mchid === undefined ? undefined : await readShop(ctx.store, sub_mchid))
}

/** A wrong document is told to the merchant's log and offered to nobody. */
function isGood(ctx: Asking, { _id }: OfferDocument, problems: readonly OfferProblem[]): boolean {
  if (problems.length === 0) return true
  ctx.log('offer hidden', { offerId: _id, error: new ConfigError('offers', sentenceOf(problems)) })
  return false
}

/** A good document's offer, if the caller may have it. */
function offerFrom(ctx: Asking, document: OfferDocument, shop: ShopDocument | undefined): Offer | undefined {
  if (document.mode === 'partner') {
    const problem = !shop
      ? 'has no document in the collection shops'
      : isWhole(shop)
        ? undefined
        : 'is a shop without name or phone'
    if (!isGood(ctx, document, problem === undefined ? [] : [{ path: 'sub_mchid', problem }]))
      return undefined
  }
  return isOfferedTo(ctx, shop) ? offerOf(document, shop) : undefined
}

const sentenceOf = (problems: readonly OfferProblem[]): string =>
  problems.map(({ path, problem }) => `${path} ${problem}`).join('; ')

const isWhole = ({ name, phone }: ShopDocument): boolean =>
  [name, phone].every((text) => typeof text === 'string' && text.trim() !== '')

/** In our own mini-program everything; in a shop's own one what that shop offers. */
const isOfferedTo = ({ caller, config }: Asking, shop?: ShopDocument): boolean =>
  shop?.enabled !== false &&
  (config.appid === undefined || caller.appid === config.appid || caller.appid === shop?.sub_appid)

/** An offer that was found good, with what its document leaves to defaults and to its shop. */
export function offerOf(document: OfferDocument, shop?: Pick<ShopDocument, 'name' | 'phone'>): Offer {
  const { protocol = DEFAULT_PROTOCOL, merchant = { name: '', phone: '' } } = document
  return { ...document, protocol, merchant: shop ? { name: shop.name, phone: shop.phone } : merchant }
}
