import type { Answer, ResponseOf } from '../domain/contract'
import { call } from './cloud'

type Offers = ResponseOf<'orders', 'offers'>

let known: Offers | undefined

/** Asks for the offers and remembers them for the next page. */
export async function askOffers(): Promise<Answer<Offers>> {
  const answer = await call('orders', 'offers', {})
  if (answer.ok) known = answer.data
  return answer
}

/** Whether a page before has loaded offers. */
export const areOffersKnown = (): boolean => known !== undefined

/** The offers that a page before has loaded; an outdated price is found out by its revision when an order is made. */
export const knownOffers = async (): Promise<Answer<Offers>> =>
  known ? { ok: true, data: known } : askOffers()
