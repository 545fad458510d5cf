import type { OfferDocument } from '../../cloudfunctions/shared/offers/document'
import type { CloudBase } from '../cloudbase'
import { demoOffers, demoShops, demoStock } from './demo-offers'
import type { PayCredentials } from './environment'
import { type Product, SERVICE_ORDERS } from './product'

/** Puts the demo shops and offers there that are not there yet; offers of another product are made this one's. */
export async function seed(
  cloudbase: CloudBase,
  credentials: PayCredentials,
  product: Product,
): Promise<void> {
  const { store } = cloudbase
  const { serviceId: service_id, subMchid, subMerchants } = credentials
  const all = subMerchants ?? (subMchid === undefined ? [] : [{ subMchid }])
  const shops = product.mode === 'partner' ? demoShops(all) : []
  if (product.mode === 'partner' && shops.length === 0)
    throw new Error(
      'The credentials name no sub-merchant (subMerchants or subMchid): nothing to sell as a partner.',
    )
  await store.put('shops', shops.filter(({ _id }) => !store.get('shops', _id)) as never)
  const demo = {
    service_id,
    product,
    shops: shops.map(({ _id }) => _id),
    storage: `${cloudbase.origin}/storage`,
  }
  const offers = demoOffers(demo)
  const changed = offers.flatMap((offer) => {
    const there = store.get('offers', offer._id) as unknown as OfferDocument | undefined
    if (!there) return [offer]
    if (there.enabled && there.protocol === offer.protocol && there.mode === offer.mode)
      return movedPictures(there, offer)
    return [{ ...offer, revision: there.revision + 1, version: there.version + 1 }]
  })
  const gone = notCarried(cloudbase, { ...demo, product: SERVICE_ORDERS }, offers)
  await store.put('offers', [...changed, ...gone] as never)
  const stock = demoStock().filter(
    ({ _id, offerId }) => offers.some((offer) => offer._id === offerId) && !store.get('stock', _id),
  )
  await store.put('stock', stock as never)
}

/** The pictures are served from another port than last time: their addresses change, and nothing that was agreed on. */
function movedPictures(there: OfferDocument, offer: OfferDocument): OfferDocument[] {
  const address = (id: string): string | undefined => offer.goods?.find((one) => one.id === id)?.picture
  const goods = there.goods?.map((one) => ({ ...one, picture: address(one.id) ?? one.picture }))
  if (!goods?.some(({ picture }, at) => picture !== there.goods?.[at]?.picture)) return []
  return [{ ...there, goods, version: there.version + 1 }]
}

/** Offers that are there from another product's days and that this one does not carry: nobody could order them. */
function notCarried(
  { store }: CloudBase,
  demo: Parameters<typeof demoOffers>[0],
  offers: readonly OfferDocument[],
): OfferDocument[] {
  return demoOffers(demo)
    .filter(({ _id }) => !offers.some((offer) => offer._id === _id))
    .map(({ _id }) => store.get('offers', _id) as unknown as OfferDocument | undefined)
    .filter((there) => there !== undefined)
    .map((there) => ({ ...there, enabled: false, version: there.version + 1 }))
}
