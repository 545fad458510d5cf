import type { Preview } from '#domain/offer'
import { Failed } from '../failed'
import { given } from '../given'
import type { Wish } from '../line'
import { lineOf } from '../lines'
import type { Offer } from './document'

/** The offer moved: what the same wish costs now. What was chosen may be gone too: then the page starts over with the offer. */
export function priceChanged(offer: Offer, wish: Wish): Failed {
  let preview: Preview | undefined
  try {
    preview = lineOf(offer.line).price(offer, wish).preview
  } catch (error) {
    if (!(error instanceof Failed)) throw error
  }
  return new Failed('PRICE_CHANGED', {
    details: { revision: offer.revision, ...given('preview', preview) },
  })
}
