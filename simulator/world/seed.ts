import type { OfferDocument } from '../../cloudfunctions/shared/offers/document'
import type { CloudBase } from '../cloudbase'
import { demoOffers, demoShops } from './demo-offers'
import type { PayCredentials } from './environment'
import type { Product } from './product'

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
  const offers = demoOffers({ service_id, product, shops: shops.map(({ _id }) => _id) })
  const changed = offers.flatMap((offer) => {
    const there = store.get('offers', offer._id) as unknown as OfferDocument | undefined
    if (there && there.protocol === offer.protocol && there.mode === offer.mode) return []
    return [{ ...offer, revision: (there?.revision ?? 0) + 1, version: (there?.version ?? 0) + 1 }]
  })
  await store.put('offers', changed as never)
}
