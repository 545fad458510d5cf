import type { RequestOf, ResponseOf } from '#domain/contract'
import type { Goods } from '#domain/lines/pay-on-delivery'
import type { OfferView } from '#domain/offer'
import { given } from '../shared/given'
import type { ActionContext } from '../shared/handler'
import type { Offer } from '../shared/offers/document'
import { findOffers } from '../shared/offers/read'
import { findStock, type StockDocument, withLeft } from '../shared/stock'

/** What is offered, in the merchant's order. */
export async function offers(
  _request: RequestOf<'orders', 'offers'>,
  ctx: ActionContext,
): Promise<ResponseOf<'orders', 'offers'>> {
  const found = await findOffers(ctx)
  const counted = found.filter(({ goods }) => goods !== undefined).map(({ _id }) => _id)
  const stock = await findStock(ctx.store, counted)
  return { offers: found.map((offer) => viewOf(offer, stock)), sandbox: ctx.config.sandbox }
}

/** Names every field, so that a field added to the document never reaches a phone by itself. */
function viewOf(offer: Offer, stock: readonly StockDocument[]): OfferView {
  const { _id, revision, line, name, introduction, summary, riskName, riskAmount, maxCharge } = offer
  const { fees, discounts, choices, asks, steps, rules, merchant, goods, receiveAfterDays } = offer
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
    ...given('goods', goods && withLeft(_id, goods.map(shown), stock)),
    ...given('receiveAfterDays', receiveAfterDays),
    asks,
    steps,
    rules,
    merchant,
  }
}

const shown = ({ id, name, picture, amount, most }: Goods): Goods => ({
  id,
  name,
  picture,
  amount,
  ...given('most', most),
})
