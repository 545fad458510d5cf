import type { RequestOf, ResponseOf } from '#domain/contract'
import type { Moment } from '#domain/period'
import { Failed } from '../shared/failed'
import { given } from '../shared/given'
import type { ActionContext } from '../shared/handler'
import { priceChanged } from '../shared/offers/price-changed'
import { readOffer } from '../shared/offers/read'
import { act, sendPending } from '../shared/orders/act'
import { ask } from '../shared/orders/ask'
import { nextAttempt, withNewAttempt } from '../shared/orders/attempt'
import { save } from '../shared/orders/change'
import type { Desk } from '../shared/orders/desk'
import {
  attemptOf,
  currentAttempt,
  keyOf,
  withAttempt,
  type OrderDocument,
  type Pending,
} from '../shared/orders/document'
import { checkLimits, newestOrders } from '../shared/orders/limits'
import { openDesk } from '../shared/orders/open-desk'
import { ownOrder } from '../shared/orders/own-order'
import { personFor } from '../shared/orders/person'
import { refreshNow } from '../shared/orders/refresh'
import { protocolOf } from '../shared/protocols'
import { withNextCheck } from '../shared/orders/schedule'
import { canReopen, canResend, canStartAnew } from '../shared/orders/view'
import { takeAgain } from '../shared/stock'
import { withLaunch } from './respond'

/** What WeChat Pay and the audit trail read when a new attempt replaces an unconfirmed one. */
const REPLACED = '用户重新发起确认'

/** So soon after a new attempt was made, nobody can have seen its confirm page and come back. */
const DOUBLE_TAP = 5000

/**
 * The customer wants to confirm anew. A create without an answer is sent again byte for byte. Else the old attempt must be
 * proven over by a query (cancelled first if it is only CREATED); if it turns out to be accepted, it stays (design 4.5).
 */
export async function retry(
  request: RequestOf<'orders', 'retry'>,
  ctx: ActionContext,
): Promise<ResponseOf<'orders', 'retry'>> {
  const order = await ownOrder(ctx, request.orderId)
  const desk = await openDesk(ctx)
  if (canResend(order, desk.clock())) return withLaunch(desk, await resend(desk, order))
  if (isJustRetried(order, desk.clock())) return withLaunch(desk, await refreshNow(desk, order))
  if (!canStartAnew(order, desk.clock())) throw new Failed(order.pending ? 'PENDING' : 'NOT_ALLOWED_NOW')
  const person = personFor(order.asks, request.person)
  const [newest] = await Promise.all([newestOrders(ctx.store, order.openid), stillOffered(ctx, order)])
  checkLimits(newest, desk.clock(), order)
  const ended = await endCurrent(desk, order)
  if (!isOver(ended)) return withLaunch(desk, ended)
  const holding = await takeAgain(desk, ended)
  const { attempt, pending } = nextAttempt(desk, holding, holding.attempts.length + 1, person)
  const { order: placed, refusal } = await act(desk, holding, pending, withNewAttempt(holding, attempt))
  if (refusal) throw refusal
  return withLaunch(desk, placed)
}

/** A second tap leads to the attempt that the first one made, instead of ending it again. */
function isJustRetried(order: OrderDocument, now: Moment): boolean {
  return order.current > 1 && canReopen(order, now) && now - currentAttempt(order).at < DOUBLE_TAP
}

/** Sends the pending create again, byte for byte, to learn its answer; whoever stores the new sending time first sends. */
export async function resend(desk: Desk, order: OrderDocument): Promise<OrderDocument> {
  if (!order.pending) return order
  const pending: Pending = { ...order.pending, sentAt: desk.clock() }
  // An ORDER_NOT_EXIST of before proves nothing about what is sent now (design 4.4).
  const { missingAt: _before, ...attempt } = attemptOf(order, pending.n)
  const sending = withAttempt({ ...order, pending }, attempt)
  const claimed = await save(desk, order, withNextCheck(sending, desk.clock()))
  if (!claimed) throw new Failed('STATE_CHANGED')
  const { order: sent, refusal } = await sendPending(desk, claimed, pending, 'again')
  if (refusal) throw refusal
  return sent
}

/** The order keeps its price; where the offer moved meanwhile, the customer sees the new one first. */
async function stillOffered(ctx: ActionContext, order: OrderDocument): Promise<void> {
  const offer = await readOffer(ctx, order.offerId)
  if (!offer) throw new Failed('UNKNOWN_OFFER')
  if (offer.revision === order.revision) return
  throw priceChanged(offer, { choices: {}, ...given('cart', order.goods) })
}

/** Asks about the current attempt and, if it is only CREATED, cancels it and asks until it is REVOKED. */
async function endCurrent(desk: Desk, order: OrderDocument): Promise<OrderDocument> {
  const n = order.current
  const { order: asked, reply } = await ask(desk, order, n)
  if (asked.current !== n || 'silent' in reply) throw new Failed('RESULT_UNKNOWN')
  if (asked.state !== 'CREATED') return asked
  // Somebody else may have begun something since the order was read: one pending call at a time (design 4.3).
  if (!canStartAnew(asked, desk.clock())) throw new Failed('PENDING')
  if (!('facts' in reply) || reply.facts.state !== 'CREATED') throw new Failed('RESULT_UNKNOWN')
  const call = protocolOf(asked.protocol).prepareCancel(
    { ...keyOf(asked, n), reason: REPLACED },
    desk.prepare,
  )
  const at = desk.clock()
  const pending: Pending = {
    action: 'cancel',
    n,
    call,
    by: 'customer',
    at,
    sentAt: at,
    reason: REPLACED,
    forRetry: true,
  }
  const { order: cancelled } = await act(desk, asked, pending)
  const { order: proven } = await ask(desk, cancelled, n)
  return proven
}

/** Whether a query proved that the current attempt can never be confirmed. */
function isOver(order: OrderDocument): boolean {
  const { proven } = currentAttempt(order)
  return !order.pending && (proven === 'EXPIRED' || proven === 'REVOKED' || proven === 'NOT_CREATED')
}
