import type { Line } from './offer'

/** Where an offer of a line is ordered. */
export const OFFER_PAGES: Readonly<Record<Line, string>> = {
  payafter: '/pages/offer/offer',
  'pay-on-delivery': '/delivery/pages/goods/goods',
}

/** Where a customer follows an order of a line; WeChat Pay's own order detail opens it too. */
export const ORDER_PAGES: Readonly<Record<Line, string>> = {
  payafter: '/pages/order/order',
  'pay-on-delivery': '/delivery/pages/order/order',
}
