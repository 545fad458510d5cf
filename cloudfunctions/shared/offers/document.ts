import type { Merchant, Mode, OfferView, Protocol } from '#domain/offer'

/**
 * An offer as it is stored: what pages see, and what only the server needs. Merchants write it, so nothing of it is believed
 * before `problemsOf` looked at it.
 */
export interface OfferDocument extends Omit<OfferView, 'offerId' | 'merchant'> {
  _id: string
  schema: 1
  version: number
  enabled: boolean
  /** Order of the offers on the home page. */
  rank: number
  /** Absent = service-orders, which every merchant who signs up today has. */
  protocol?: Protocol
  mode: Mode
  /** The shop that it is for; there in partner mode alone. */
  sub_mchid?: string
  /** In merchant mode; in partner mode the shop's name and phone stand on its orders. */
  merchant?: Merchant
  service_id: string
  /** At most 20 characters; WeChat Pay requires where the service starts. */
  startLocation: string
  endLocation?: string
  /** When the service is expected to end, in hours after the order; absent = open. */
  endsAfterHours?: number
}

/** An offer that was looked at and found good, with what its document leaves to defaults and to its shop. */
export interface Offer extends OfferDocument {
  protocol: Protocol
  merchant: Merchant
}
