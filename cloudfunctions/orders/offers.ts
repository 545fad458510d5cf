import type { RequestOf, ResponseOf } from '#domain/contract'
import type { OfferView } from '#domain/offer'
import type { ActionContext } from '../shared/handler'
import type { Offer } from '../shared/offers/document'
import { findOffers } from '../shared/offers/read'

/** What is offered, in the merchant's order. */
export async function offers(
  _request: RequestOf<'orders', 'offers'>,
  ctx: ActionContext,
): Promise<ResponseOf<'orders', 'offers'>> {
  const found = await findOffers(ctx)
  return { offers: found.map(viewOf), sandbox: ctx.config.sandbox }
}

/** Names every field, so that a field added to the document never reaches a phone by itself. */
function viewOf(offer: Offer): OfferView {
  const { _id, revision, line, name, introduction, summary, riskName, riskAmount, maxCharge } = offer
  const { fees, discounts, choices, asks, steps, rules, merchant } = offer
  return {
    offerId: _id,
    revision,
    line,
    name,
    introduction,
    summary,
    riskName,
    riskAmount,
    maxCharge,
    fees,
    discounts,
    choices,
    asks,
    steps,
    rules,
    merchant,
  }
}
