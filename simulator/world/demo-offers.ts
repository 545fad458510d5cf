import type { OfferDocument } from '../../cloudfunctions/shared/offers/document'
import { goodsOffers } from './demo/pay-on-delivery'
import { payafterOffers } from './demo/payafter'
import { planOffers } from './demo/sign-plan'
import type { Demo } from './demo/sold'

export { demoStock } from './demo/pay-on-delivery'
export { demoShops, type SubMerchant } from './demo/shops'
export type { Demo } from './demo/sold'

/** The demo offers of the local world, for one service with every permission: of every line that the product carries. */
export const demoOffers = (demo: Demo): OfferDocument[] => [
  ...payafterOffers(demo),
  ...(demo.product.protocol === 'service-orders' ? [...goodsOffers(demo), ...planOffers(demo)] : []),
]
