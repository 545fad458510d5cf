import type { RequestOf } from '../../domain/contract'
import type { Failure } from '../../domain/failure'
import { endsIntention, wishOf } from '../../domain/intention'
import { orderUrl } from '../../domain/line-pages'
import { call } from '../../platform/cloud'
import { orderNews } from '../../platform/order-news'
import { awaiting, go, launch, requestKeys } from '../../platform/wechat'

/** A page that orders are placed from. */
export interface PlacingPage {
  /** The order page to go to when WeChat Pay's page is left; empty when it was gone to. */
  orderUrl: string
}

/**
 * Places an order and opens WeChat Pay's page for it; the order's own page follows.
 * @returns the failure, if there was one
 */
export async function placeOrder(
  page: PlacingPage,
  request: Omit<RequestOf<'orders', 'create'>, 'requestKey'>,
): Promise<Failure | undefined> {
  const { offerId, revision, choices, cart } = request
  const requestKey = requestKeys.keyFor(wishOf(offerId, revision, choices, cart))
  const answer = await call('orders', 'create', { ...request, requestKey })
  if (!answer.ok) {
    if (endsIntention(answer.failure.code)) requestKeys.forget()
    return answer.failure
  }
  const { order, launch: way } = answer.data
  requestKeys.forget()
  if (way) awaiting.remember(order.orderId)
  orderNews.tell(order)
  page.orderUrl = orderUrl(order.line, order.orderId)
  const end = way ? await launch(way) : 'opened'
  // Empty when the return to this page came first.
  if (end === 'impossible' && page.orderUrl) page.orderUrl += '&launch=impossible'
  showOrder(page)
  return undefined
}

/** Whichever comes first, the answer of the launch or the return to the page. */
export function showOrder(page: PlacingPage): void {
  const url = page.orderUrl
  page.orderUrl = ''
  if (url) go.instead(url)
}
