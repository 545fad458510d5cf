import { createHash } from 'node:crypto'
import type { PersonalField } from '#domain/offer'
import type { Moment } from '#domain/period'
import { given } from '../given'
import type { Priced } from '../line'
import type { Offer } from '../offers/document'
import type { App } from './app'
import type { OrderDocument } from './document'

/** What an order is made of, before its first attempt. */
export type OrderBase = Omit<OrderDocument, 'attempts' | 'current' | 'pending' | 'nextCheckAt'>

/**
 * The order's id: one intention of one person is one order, however often it is sent (design 4.2).
 * @returns the first 24 hex digits of SHA-256(openid | requestKey)
 */
export function orderIdOf(openid: string, requestKey: string): string {
  return createHash('sha256').update(`${openid}|${requestKey}`).digest('hex').slice(0, 24)
}

/** Takes the snapshot: whatever happens to the offer later, this order keeps its price and its limit (design 4.1). */
export function newOrder(
  offer: Offer,
  { preview, goods }: Priced,
  who: { orderId: string; openid: string } & App,
  now: Moment,
): OrderBase {
  const asks: PersonalField[] = offer.asks.map(({ field }) => field)
  return {
    _id: who.orderId,
    schema: 1,
    version: 1,
    openid: who.openid,
    appid: who.appid,
    line: offer.line,
    protocol: offer.protocol,
    mode: offer.mode,
    ...given('sub_mchid', offer.sub_mchid),
    ...given('sub_appid', who.sub_appid),
    service_id: offer.service_id,
    offerId: offer._id,
    revision: offer.revision,
    name: offer.name,
    introduction: offer.introduction,
    merchant: offer.merchant,
    preview,
    startLocation: offer.startLocation,
    ...given('endLocation', offer.endLocation),
    ...given('endsAfterHours', offer.endsAfterHours),
    ...given('goods', goods),
    ...given('receiveAfterDays', offer.receiveAfterDays),
    asks,
    state: 'CREATING',
    filter: 'open',
    events: [{ what: 'CREATING', at: now }],
    audit: [{ at: now, by: 'customer', what: 'create' }],
    alerts: [],
    checks: 0,
    createdAt: now,
    updatedAt: now,
  }
}
