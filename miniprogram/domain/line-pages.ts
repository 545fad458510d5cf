import type { Line } from './offer'

/** Where an offer of a line is ordered. */
export const OFFER_PAGES: Readonly<Record<Line, string>> = {
  payafter: '/pages/offer/offer',
  'pay-on-delivery': '/delivery/pages/goods/goods',
  'sign-plan': '/plan/pages/plan/plan',
}

/** Where a customer follows an order of a line; WeChat Pay's own order detail opens it too. */
export const ORDER_PAGES: Readonly<Record<Line, string>> = {
  payafter: '/pages/order/order',
  'pay-on-delivery': '/delivery/pages/order/order',
  'sign-plan': '/plan/pages/session/session',
}

/** A page of a line; functions may be newer than this package and name a line that it has no page of its own for. */
const pageOf = (pages: Readonly<Record<Line, string>>, line: Line): string =>
  (pages as Readonly<Partial<Record<Line, string>>>)[line] ?? pages.payafter

/** The page of an offer, ready to be opened. */
export const offerUrl = (line: Line, offerId: string): string =>
  `${pageOf(OFFER_PAGES, line)}?offerId=${encodeURIComponent(offerId)}`

/** Where a customer follows what they signed. */
export const signUrl = (signId: string): string => `/plan/pages/sign/sign?signId=${signId}`

/** The page of a customer's order, ready to be opened. */
export const orderUrl = (line: Line, orderId: string): string =>
  `${pageOf(ORDER_PAGES, line)}?orderId=${orderId}`
