import { type Charge, previewCharge } from './charge'
import type { Fen } from './money'
import { firstChoices, type Line, type OfferView, type Preview, previewOffer } from './offer'

/** One offer in a list. */
export interface OfferCard {
  offerId: string
  line: Line
  name: string
  introduction: string
  /** The rule of the first fee where the price depends on use: `3 元/小时`. */
  rule?: string
  /** The estimate where the price is known. */
  charge?: Charge
  maxCharge: Fen
  /** What the highest charge is called, where it is not that of all. */
  most?: string
  /** 先用后付: what the cheapest goods cost, and the first pictures. */
  from?: Fen
  pictures?: string[]
}

/** As many pictures as stand beside each other on a narrow phone. */
const PICTURES = 4

/** What an offer costs with these choices; an unknown or missing choice falls back to the first option. */
export function previewWith(offer: OfferView, choices: Readonly<Record<string, string>>): Preview {
  const preview = previewOffer(offer, choices)
  if (!('problem' in preview)) return preview
  const first = previewOffer(offer, firstChoices(offer))
  if ('problem' in first)
    throw new RangeError(`Offer ${offer.offerId}: choice ${first.choice} has no options.`)
  return first
}

/** The card of an offer, with its first choices. */
export function offerCard(offer: OfferView): OfferCard {
  const preview = previewWith(offer, firstChoices(offer))
  const { offerId, line, name, introduction, goods } = offer
  const card = { offerId, line, name, introduction, maxCharge: preview.maxCharge }
  if (goods)
    return {
      ...card,
      rule: '今日 ¥0',
      from: Math.min(...goods.map(({ amount }) => amount)),
      pictures: goods.slice(0, PICTURES).map(({ picture }) => picture),
    }
  if (line === 'sign-plan') return { ...card, rule: '用一次付一次', most: '单次最高' }
  if (preview.estimate !== undefined) return { ...card, charge: previewCharge(preview) }
  const rule = preview.fees.find((line) => line.amount === undefined)?.description
  return rule === undefined ? card : { ...card, rule }
}
