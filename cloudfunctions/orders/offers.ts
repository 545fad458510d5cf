import type { RequestOf, ResponseOf } from '#domain/contract'
import type { OfferView } from '#domain/offer'
import type { ActionContext } from '../shared/handler'
import type { OfferDocument } from '../shared/orders/document'

/** At most this many offers stand on the home page. */
const LIMIT = 50

/** What is offered, in the merchant's order. */
export async function offers(
  _request: RequestOf<'orders', 'offers'>,
  ctx: ActionContext,
): Promise<ResponseOf<'orders', 'offers'>> {
  const found = await ctx.store.find<OfferDocument>('offers', {
    where: { enabled: true },
    orderBy: [['rank', 'asc']],
    limit: LIMIT,
  })
  return { offers: found.map(viewOf), sandbox: ctx.config.sandbox }
}

/** Names every field, so that a field added to the document never reaches a phone by itself. */
function viewOf(offer: OfferDocument): OfferView {
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
