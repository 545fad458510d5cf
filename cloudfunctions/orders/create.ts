import type { RequestOf, ResponseOf } from '#domain/contract'
import { Failed } from '../shared/failed'
import type { ActionContext } from '../shared/handler'
import type { Priced } from '../shared/line'
import { lineOf } from '../shared/lines'
import { sendPending } from '../shared/orders/act'
import { nextAttempt, type Person } from '../shared/orders/attempt'
import type { Desk } from '../shared/orders/desk'
import type { Offer } from '../shared/offers/document'
import { priceChanged } from '../shared/offers/price-changed'
import { readOffer } from '../shared/offers/read'
import { appOf } from '../shared/orders/app'
import type { OrderDocument } from '../shared/orders/document'
import { checkLimits, newestOrders } from '../shared/orders/limits'
import { newOrder, orderIdOf } from '../shared/orders/new-order'
import { openDesk } from '../shared/orders/open-desk'
import { personFor } from '../shared/orders/person'
import { canResend } from '../shared/orders/view'
import { withNextCheck } from '../shared/orders/schedule'
import { findStock, insertHolding, withLeft } from '../shared/stock'
import { resend } from './retry'
import { withLaunch } from './respond'

type Request = RequestOf<'orders', 'create'>

/**
 * Places an order. The same request key leads to the same order, however often it is sent: a repeated call returns what
 * became of the first one, and once that is certainly over, sends the very same bytes again (design 4.2, 4.4). The newest
 * orders of the customer are read instead of the one: they hold it, if it is not long gone, and they are counted.
 */
export async function create(request: Request, ctx: ActionContext): Promise<ResponseOf<'orders', 'create'>> {
  const { openid } = ctx.caller
  const orderId = orderIdOf(openid, request.requestKey)
  const [offer, newest] = await Promise.all([
    readOffer(ctx, request.offerId),
    newestOrders(ctx.store, openid),
  ])
  const desk = await openDesk(ctx)
  const existing = newest.find(({ _id }) => _id === orderId)
  if (existing) return resume(desk, existing, openid)
  let accepted: Accepted
  try {
    accepted = accept(request, await withStock(ctx, offer))
    checkLimits(newest, desk.clock())
  } catch (refusal) {
    // A repeated key leads to its order, however many were placed since and whatever is offered now.
    const first = await ctx.store.read<OrderDocument>('orders', orderId)
    if (!first) throw refusal
    return resume(desk, first, openid)
  }
  const { priced, person, sold } = accepted
  const base = newOrder(sold, priced, { orderId, openid, ...appOf(ctx, sold.mode) }, desk.clock())
  const { attempt, pending } = nextAttempt(desk, base, 1, person)
  const order = withNextCheck({ ...base, attempts: [attempt], current: 1, pending }, desk.clock())
  const inserted = await insertHolding(ctx.store, order)
  if (inserted === 'exists') {
    const first = await ctx.store.read<OrderDocument>('orders', orderId)
    if (!first) throw new Failed('STATE_CHANGED')
    return resume(desk, first, openid)
  }
  const { order: placed, refusal } = await sendPending(desk, inserted.order, pending, 'first')
  if (refusal) throw refusal
  return withLaunch(desk, placed)
}

/** What an order is made of, once it is allowed. */
interface Accepted {
  priced: Priced
  person: Person
  sold: Offer
}

/** The offer with how many are left of its goods, where they are counted. */
async function withStock(ctx: ActionContext, offer: Offer | undefined): Promise<Offer | undefined> {
  if (!offer?.goods) return offer
  return { ...offer, goods: withLeft(offer._id, offer.goods, await findStock(ctx.store, [offer._id])) }
}

/** Checks what the customer saw against what is offered now; the price is ours, never the page's (design 4.1). */
function accept(request: Request, offer: Offer | undefined): Accepted {
  if (!offer) throw new Failed('UNKNOWN_OFFER')
  if (offer.revision !== request.revision) throw priceChanged(offer, request)
  const priced = lineOf(offer.line).price(offer, request)
  const person = personFor(
    offer.asks.map(({ field }) => field),
    request.person,
  )
  return { priced, person, sold: offer }
}

/**
 * The first call's order: sent again byte for byte once the first call is certainly over, else shown as it is.
 * @throws Failed ORDER_NOT_FOUND for another person's, whatever the id is made of
 */
async function resume(
  desk: Desk,
  order: OrderDocument,
  openid: string,
): Promise<ResponseOf<'orders', 'create'>> {
  if (order.openid !== openid) throw new Failed('ORDER_NOT_FOUND')
  return withLaunch(desk, canResend(order, desk.clock()) ? await resend(desk, order) : order)
}
