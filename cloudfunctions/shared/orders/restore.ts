import { isFen } from '#domain/money'
import type { Delivery, GoodsReturn } from '#domain/lines/delivery'
import type { CartLine, OrderedGoods } from '#domain/lines/pay-on-delivery'
import type { Mode, Preview, Protocol } from '#domain/offer'
import type { Moment } from '#domain/period'
import { isRefundOver } from '#domain/refund'
import { given } from '../given'
import type { Offer } from '../offers/document'
import { isProtocol, protocolOf } from '../protocols'
import { isSessionNumber, sessionOrderId } from '../sessions/number'
import { currentAttempt, outOrderNo, type Attempt, type OrderDocument, type SessionOf } from './document'
import { NO_PRICE } from './for-a-person'
import { MESSAGE_KINDS } from './messages'
import { newOrder } from './new-order'
import type { Reservation } from './reservation'

/**
 * What must be kept outside the database to get an order back: whose it is, its numbers, and the price that the customer saw.
 * Everything else is WeChat Pay's to say or the offer's. No secret but the openid.
 */
export interface Kept {
  orderId: string
  openid: string
  appid: string
  service_id: string
  /** By which protocol it lives on, and as whom we call; absent in an export of before there was a choice: payafter-orders, as the merchant itself. */
  protocol?: Protocol
  mode?: Mode
  sub_mchid?: string
  sub_appid?: string
  offerId: string
  /** How many attempts were made; their numbers follow from it. */
  attempts: number
  createdAt?: Moment
  /** Without the price nobody can be charged: the order comes back for a person to look at. */
  revision?: number
  preview?: Preview
  /** 先用后付: what was ordered and where it is; without it the goods cannot be billed. What the stock gave is held again. */
  goods?: OrderedGoods[]
  delivery?: Delivery
  held?: CartLine[]
  /** 签约计划: which session it is, the number that was signed for it, and the plan's name. */
  session?: KeptSession
  /** What was given back of it: WeChat Pay tells of a refund by its number alone, and a number is used once. */
  refunds?: Reservation[]
}

/** A session's number says nothing of its order: it is kept itself. */
interface KeptSession extends SessionOf {
  number: string
  name: string
}

const sessionOf = (order: OrderDocument): KeptSession | undefined =>
  order.session && { ...order.session, number: currentAttempt(order).out_order_no, name: order.name }

/** What to keep of an order. */
export const keptOf = (order: OrderDocument): Kept => ({
  orderId: order._id,
  openid: order.openid,
  appid: order.appid,
  service_id: order.service_id,
  protocol: order.protocol,
  mode: order.mode,
  ...given('sub_mchid', order.sub_mchid),
  ...given('sub_appid', order.sub_appid),
  offerId: order.offerId,
  attempts: order.attempts.length,
  createdAt: order.createdAt,
  revision: order.revision,
  preview: order.preview,
  ...given('goods', order.goods),
  ...given('delivery', order.delivery),
  ...given('held', order.held),
  ...given('session', sessionOf(order)),
  ...given('refunds', order.refunds),
})

const MOST_ATTEMPTS = 50

const REFUND_STATES: readonly unknown[] = ['processing', 'succeeded', 'closed', 'abnormal', 'refused']

const FORMS: Readonly<Record<'orderId' | 'openid' | 'appid' | 'service_id' | 'offerId', RegExp>> = {
  orderId: /^[0-9a-f]{24}$/,
  openid: /^[\w-]{6,128}$/,
  appid: /^wx[0-9A-Za-z]{6,30}$/,
  service_id: /^\w{1,32}$/,
  offerId: /^[\w-]{1,64}$/,
}

/**
 * Reads one line of such an export.
 * @throws TypeError that names the field, never its value
 */
export function readKept(line: unknown): Kept {
  const fields = (typeof line === 'object' && line !== null ? line : {}) as Readonly<Record<string, unknown>>
  const wrong = (field: string): never => {
    throw new TypeError(`${field} is missing or not as it was exported`)
  }
  for (const [field, form] of Object.entries(FORMS)) {
    const value = fields[field]
    if (typeof value !== 'string' || !form.test(value)) wrong(field)
  }
  const { attempts, createdAt, revision, preview, protocol, mode, sub_mchid, sub_appid, refunds } = fields
  if (protocol !== undefined && !isProtocol(protocol)) wrong('protocol')
  if (mode !== undefined && mode !== 'merchant' && mode !== 'partner') wrong('mode')
  if (!isAbsentOr(/^\d{6,32}$/, sub_mchid) || (mode === 'partner' && sub_mchid === undefined))
    wrong('sub_mchid')
  if (!isAbsentOr(FORMS.appid, sub_appid)) wrong('sub_appid')
  if (!Number.isInteger(attempts) || Number(attempts) < 1 || Number(attempts) > MOST_ATTEMPTS)
    wrong('attempts')
  if (createdAt !== undefined && !isFen(createdAt)) wrong('createdAt')
  if (revision !== undefined && !Number.isSafeInteger(revision)) wrong('revision')
  if (preview !== undefined && !isPreview(preview)) wrong('preview')
  for (const field of ['goods', 'held'])
    if (fields[field] !== undefined && !isGoods(fields[field])) wrong(field)
  if (fields['delivery'] !== undefined && !isDelivery(fields['delivery'])) wrong('delivery')
  if (fields['session'] !== undefined && !isSession(fields['session'], fields['orderId'])) wrong('session')
  if (refunds !== undefined && !(Array.isArray(refunds) && refunds.every(isReservation))) wrong('refunds')
  return fields as unknown as Kept
}

const TEXT = /^[^\p{C}]{1,40}$/u

/** Its number decides the order's id. */
function isSession(value: unknown, orderId: unknown): boolean {
  const { signId, no, of, sign_plan_id, number, name } = (value ?? {}) as Partial<KeptSession>
  const texts: unknown[] = [sign_plan_id, name]
  if (typeof number !== 'string' || !isSessionNumber(number) || sessionOrderId(number) !== orderId)
    return false
  if (typeof signId !== 'string' || !FORMS.orderId.test(signId)) return false
  if (texts.some((text) => typeof text !== 'string' || !TEXT.test(text))) return false
  return isFen(no) && isFen(of) && no >= 1 && no <= of
}

/** Nobody can ask WeChat Pay whether it told the customer: each message may have gone, and only a person sends it again. */
const doubtful = (at: Moment): OrderDocument['messages'] =>
  Object.fromEntries(MESSAGE_KINDS.map((kind) => [kind, { at, total: 0, day: at, result: 'unknown' }]))

const isAbsentOr = (form: RegExp, value: unknown): boolean =>
  value === undefined || (typeof value === 'string' && form.test(value))

function isPreview(value: unknown): boolean {
  const { fees, discounts, riskName, riskAmount, maxCharge } = (value ?? {}) as Partial<Preview>
  return (
    Array.isArray(fees) &&
    Array.isArray(discounts) &&
    typeof riskName === 'string' &&
    isFen(riskAmount) &&
    isFen(maxCharge) &&
    maxCharge <= riskAmount
  )
}

/** Lines of goods; the ordered ones have a price too. */
const isGoods = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.every((line: Partial<OrderedGoods> | null) => {
    const { id, count, amount = 0 } = line ?? {}
    return typeof id === 'string' && isFen(count) && isFen(amount)
  })

const RETURN_STATES: readonly unknown[] = ['asked', 'accepted', 'declined']

/** When it was sent and is due, and every return: what is billed follows from them. */
function isDelivery(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  const { shipped, receiveAt, returns = [] } = value as Partial<Delivery>
  if (shipped !== undefined && !isFen((shipped as Partial<Delivery['shipped']> | null)?.at)) return false
  if (receiveAt !== undefined && !isFen(receiveAt)) return false
  return (
    Array.isArray(returns) &&
    returns.every((one: Partial<GoodsReturn> | null) => {
      const { goods, state, at } = one ?? {}
      return goods !== undefined && isGoods(goods) && RETURN_STATES.includes(state) && isFen(at)
    })
  )
}

function isReservation(value: unknown): boolean {
  const told = (value ?? {}) as Partial<Reservation>
  const { amount, total, at, out_refund_no, state, transactionId, requestKey, reason } = told
  const texts: unknown[] = [out_refund_no, transactionId, requestKey, reason]
  if (texts.some((text) => typeof text !== 'string') || !REFUND_STATES.includes(state)) return false
  return isFen(amount) && isFen(total) && isFen(at) && amount <= total
}

/** A refund that is not over may lack its document too: made up for, and asked about before anything is sent. */
const asKept = (refund: Reservation): Reservation =>
  isRefundOver(refund.state) ? refund : { ...refund, unsent: true }

/** What a session's order has of its plan. */
const ofSession = ({ name, number: _number, ...session }: KeptSession) =>
  ({ line: 'sign-plan', name, introduction: name, session }) as const

/**
 * The order as it comes back: of every attempt nothing is believed, and `reconcile` is to ask WeChat Pay about all of them
 * at once. Until it did, nobody can do anything with the order. What it hears makes the order what it was, but for the bill's
 * lines, the events' times and the audit trail. Without a price nothing can be charged, and a person is told.
 * One attempt more than was kept is asked about: the customer may have tried anew since. A session has one for ever.
 * @param offer as it is now; only its words and its place are taken, and never its price
 */
export function restoredOrder(kept: Kept, offer: Offer, now: Moment): OrderDocument {
  const { orderId, openid, appid, sub_appid, service_id, preview, createdAt = now } = kept
  const { sub_mchid: _shopNow, ...words } = offer
  const { protocol = 'payafter-orders', mode = 'merchant', sub_mchid } = kept
  const shown = preview ?? {
    fees: [],
    discounts: [],
    riskName: offer.riskName,
    riskAmount: offer.riskAmount,
    maxCharge: 0,
  }
  const numbers = kept.session
    ? [kept.session.number]
    : Array.from({ length: kept.attempts + 1 }, (_, index) => outOrderNo(orderId, index + 1))
  const attempts = numbers.map((out_order_no, index): Attempt => {
    return { n: index + 1, out_order_no, state: 'CREATING', at: createdAt, restoredAt: now }
  })
  return {
    ...newOrder(
      words,
      { preview: shown, ...given('goods', kept.goods) },
      { orderId, openid, appid, ...given('sub_appid', sub_appid) },
      createdAt,
    ),
    service_id,
    protocol,
    mode,
    ...given('sub_mchid', mode === 'partner' ? sub_mchid : undefined),
    // An unknown revision is no offer's: nothing is tried anew at a price that nobody knows.
    revision: preview === undefined ? 0 : (kept.revision ?? 0),
    attempts,
    current: kept.attempts,
    ...given('delivery', kept.delivery),
    ...given('held', kept.held),
    ...(kept.session && ofSession(kept.session)),
    ...given('refunds', kept.refunds?.map(asKept)),
    ...given('messages', protocolOf(protocol).prepareMessage && doubtful(now)),
    audit: [{ at: now, by: 'reconcile', what: 'restored' }],
    alerts: preview === undefined ? [NO_PRICE] : [],
    nextCheckAt: now,
    updatedAt: now,
  }
}
