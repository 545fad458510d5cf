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
  const numbers = new Set(documents.flatMap(({ mode, sub_mchid }) => (mode === 'partner' && sub_mchid) || []))
  const shops = await findShops(ctx.store, [...numbers])
  return documents.flatMap(
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
  if (!document?.enabled) return undefined
  const { mode, sub_mchid } = document
  const shop =
    mode === 'partner' && sub_mchid !== undefined ? await readShop(ctx.store, sub_mchid) : undefined
  return offerFrom(ctx, document, shop)
}

/** The offer as its orders are made; a wrong document is told to the merchant's log and offered to nobody. */
function offerFrom(ctx: Asking, document: OfferDocument, shop: ShopDocument | undefined): Offer | undefined {
  const problems = problemsOf(document)
  if (problems.length === 0 && document.mode === 'partner') {
    if (!shop) problems.push({ path: 'sub_mchid', problem: 'has no document in the collection shops' })
    else if (!isWhole(shop)) problems.push({ path: 'sub_mchid', problem: 'is a shop without name or phone' })
  }
  if (problems.length === 0) return isOfferedTo(ctx, shop) ? offerOf(document, shop) : undefined
  ctx.log('offer hidden', { offerId: document._id, error: new ConfigError('offers', sentenceOf(problems)) })
  return undefined
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
