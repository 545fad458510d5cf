import type { OfferDocument } from '../../../cloudfunctions/shared/offers/document'
import type { Merchant } from '../../../miniprogram/domain/offer'
import type { Product } from '../product'

/** What all demo offers have in common. They exist only in the local world. */
export interface Demo {
  service_id: string
  product: Product
  /** The `sub_mchid` of the first two shops, for a service provider. */
  shops: readonly string[]
  /** Where the goods' pictures are, like the addresses of files in cloud storage; by default the local world's usual place. */
  storage?: string
}

/** What the product decides of an offer; a service provider's are of its first or its second shop. */
export function sold(
  { service_id, product, shops }: Demo,
  shop: 0 | 1,
  merchant: Merchant,
  asks: OfferDocument['asks'],
) {
  const { protocol, mode } = product
  const by = mode === 'partner' ? { sub_mchid: shops[shop] ?? shops[0] ?? '' } : { merchant }
  // Only payafter-orders has fields for a person's data (facts: payscore 1.7.1).
  return { protocol, mode, service_id, ...by, asks: protocol === 'payafter-orders' ? asks : [] }
}
