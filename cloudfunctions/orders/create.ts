import type { RequestOf, ResponseOf } from '#domain/contract'
import { previewOffer, type Preview } from '#domain/offer'
import { Failed } from '../shared/failed'
import type { ActionContext } from '../shared/handler'
import { sendPending } from '../shared/orders/act'
import { nextAttempt, type Person } from '../shared/orders/attempt'
import type { Desk } from '../shared/orders/desk'
import type { OfferDocument, OrderDocument } from '../shared/orders/document'
import { newOrder, orderIdOf } from '../shared/orders/new-order'
import { openDesk } from '../shared/orders/open-desk'
import { personFor } from '../shared/orders/person'
import { canResend } from '../shared/orders/view'
import { withNextCheck } from '../shared/orders/schedule'
import { resend } from './retry'
import { withLaunch } from './respond'

type Request = RequestOf<'orders', 'create'>

/**
 * Places an order. The same request key leads to the same order, however often it is sent: a repeated call returns what
 * became of the first one, and once that is certainly over, sends the very same bytes again (design 4.2, 4.4).
 */
export async function create(request: Request, ctx: ActionContext): Promise<ResponseOf<'orders', 'create'>> {
  const orderId = orderIdOf(ctx.caller.openid, request.requestKey)
  const [offer, existing] = await Promise.all([
    ctx.store.read<OfferDocument>('offers', request.offerId),
    ctx.store.read<OrderDocument>('orders', orderId),
  ])
  const desk = await openDesk(ctx)
  if (existing) return resume(desk, existing)
  const { preview, person, sold } = accept(request, offer)
  const base = newOrder(sold, preview, { orderId, ...ctx.caller }, desk.clock())
  const { attempt, pending } = nextAttempt(desk, base, 1, person)
  const order = withNextCheck({ ...base, attempts: [attempt], current: 1, pending }, desk.clock())
  if ((await ctx.store.insert('orders', order)) === 'exists') {
    const first = await ctx.store.read<OrderDocument>('orders', orderId)
    if (!first) throw new Failed('STATE_CHANGED')
    return resume(desk, first)
  }
  const { order: placed, refusal } = await sendPending(desk, order, pending, 'first')
  if (refusal) throw refusal
  return withLaunch(desk, placed)
}

/** Checks what the customer saw against what is offered now; the price is ours, never the page's (design 4.1). */
function accept(
  request: Request,
  offer: OfferDocument | undefined,
): { preview: Preview; person: Person; sold: OfferDocument } {
  if (!offer?.enabled) throw new Failed('UNKNOWN_OFFER')
  const preview = previewOffer(offer, request.choices)
  if (offer.revision !== request.revision) {
    // The choices may be gone too: then the page starts over with the offer as it is now.
    const details = { revision: offer.revision, ...('problem' in preview ? {} : { preview }) }
    throw new Failed('PRICE_CHANGED', { details })
  }
  if ('problem' in preview) throw new Failed('UNKNOWN_CHOICE', { details: preview })
  const person = personFor(
    offer.asks.map(({ field }) => field),
    request.person,
  )
  return { preview, person, sold: offer }
}

/** The first call's order: sent again byte for byte once the first call is certainly over, else shown as it is. */
async function resume(desk: Desk, order: OrderDocument): Promise<ResponseOf<'orders', 'create'>> {
  return withLaunch(desk, canResend(order, desk.clock()) ? await resend(desk, order) : order)
}
