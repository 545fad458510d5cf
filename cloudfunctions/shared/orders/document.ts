import type { Merchant, Mode, PersonalField, Preview, Line, Protocol } from '#domain/offer'
import { filterOf, type OrderFilter, type OrderState, type Outcome } from '#domain/order'
import type { Delivery } from '#domain/lines/delivery'
import type { CartLine, OrderedGoods } from '#domain/lines/pay-on-delivery'
import type { Fen } from '#domain/money'
import type { Moment } from '#domain/period'
import type {
  AuditEntry,
  Bill,
  MessageKind,
  MessageView,
  Modified,
  OrderEvent,
  PendingAction,
} from '#domain/view'
import { given } from '../given'
import { isSessionNumber, sessionOrderId } from '../sessions/number'
import type { OrderKey, Payment } from '../protocol'
import type { PreparedCall } from '../wechatpay'
import type { Reservation } from './reservation'

/** One try of an order at WeChat Pay. `package` and the launch fields are secrets in logs, and there only while it is CREATED. */
export interface Attempt {
  n: number
  out_order_no: string
  state: OrderState
  /** What a query last proved; nothing is handed over before it is USER_ACCEPTED. */
  proven?: OrderState
  /** WeChat Pay's own word for the state. */
  raw?: string
  at: Moment
  package?: string
  /** When the package can be no younger than; it lives one hour, we re-open it for 55 minutes. */
  packageAt?: Moment
  businessType?: string
  launchAppId?: string
  launchPath?: string
  /** When a verified answer first said ORDER_NOT_EXIST; a second one a minute later proves NOT_CREATED. */
  missingAt?: Moment
  /** It was completed without a charge, as unused or at zero: nothing follows of it. */
  free?: true
  /**
   * The create of a session that never came to be: its number has no other bytes, so whoever starts it again sends these. Gone once
   * it is known to exist.
   */
  bytes?: PreparedCall
  /** When it came back from an export, which does not say when the attempt was made. */
  restoredAt?: Moment
}

/** A changing call that was decided and whose result is not known: stored before the first byte is sent (design 4.3). */
export interface Pending {
  action: PendingAction
  /** The attempt it is for. */
  n: number
  /** The exact bytes; ciphertext stays here until the create is settled and goes with it. */
  call: PreparedCall
  by: AuditEntry['by']
  /** When it was decided, and when it was last sent. */
  at: Moment
  sentAt: Moment
  /** What a completion or a modification will have billed; `finishType` 1 = unused. */
  bill?: Bill
  finishType?: 1 | 2
  reason?: string
  /** What a cancel ends; absent = CREATED, an order that nobody confirmed. FINISHED = a debt that is waived. */
  from?: 'USER_ACCEPTED' | 'FINISHED'
  /** A cancel that makes room for a new attempt. `lapsed`: because nobody confirmed within the hour (design 4.5). */
  forRetry?: boolean
  lapsed?: boolean
  /** What was billed before a modification. */
  before?: Fen
  /** What a message tells the customer. */
  message?: { kind: MessageKind; total: Fen; day: Moment }
}

/** Which session of whose plan an order is; `no` from 1 on, `of` so many. */
export interface SessionOf {
  signId: string
  no: number
  of: number
  /** WeChat Pay's number of the signing. */
  sign_plan_id: string
}

/** An order. Everything about its price is a snapshot taken when it was made. */
export interface OrderDocument {
  _id: string
  schema: 1
  version: number
  openid: string
  /** Our own mini-program: as a merchant the one it was placed in, as a service provider ours wherever it was placed. */
  appid: string
  line: Line
  protocol: Protocol
  mode: Mode
  service_id: string
  /** The shop that it is for, where we are its service provider. */
  sub_mchid?: string
  /** The shop's own mini-program, where it was placed there. */
  sub_appid?: string
  offerId: string
  revision: number
  name: string
  introduction: string
  merchant: Merchant
  preview: Preview
  startLocation: string
  endLocation?: string
  endsAfterHours?: number
  /** 先用后付: what was ordered at which price, where it is, and after how many days it counts as received. */
  goods?: OrderedGoods[]
  delivery?: Delivery
  receiveAfterDays?: number
  /** What of it the stock gave, where it is counted; moves together with the stock alone. */
  held?: CartLine[]
  /** When it is to be billed without anybody's doing, see `dueToReceive`. */
  receiveAt?: Moment
  /** 签约计划: the session that it is. Such an order has one attempt, whose number was signed. */
  session?: SessionOf
  /** Which personal fields each attempt's create needs. */
  asks: PersonalField[]
  attempts: Attempt[]
  /** The attempt that counts. */
  current: number
  /** The current attempt's state and what follows from it. */
  state: OrderState
  outcome?: Outcome
  filter: Exclude<OrderFilter, 'all'>
  pending?: Pending
  bill?: Bill
  /** The total of a completion that WeChat Pay took, by a verified answer or a query; a notification does not set it. */
  charged?: Fen
  transactionId?: string
  /** Every deduction, where WeChat Pay tells them one by one. */
  payments?: Payment[]
  /** When it was paid through WeChat Pay Score; absent for every other end. */
  paidAt?: Moment
  /** Every refund that was decided, in that order; their amounts are held here before anything is sent. */
  refunds?: Reservation[]
  /** We told WeChat Pay that it was paid elsewhere, and it took it. */
  synced?: boolean
  finishType?: number
  /** The last cancel made room for a new attempt that did not come to be: the customer may still confirm anew. */
  retrying?: boolean
  /** … and was made because nobody confirmed within the hour. */
  lapsed?: boolean
  /** The bill was lowered after completion. */
  modified?: Modified
  /** When an operator last asked WeChat Pay to deduct. */
  collectedAt?: Moment
  /** What WeChat Pay was asked to tell the customer; each kind once. */
  messages?: Partial<Record<MessageKind, MessageView>>
  events: OrderEvent[]
  audit: AuditEntry[]
  alerts: string[]
  /** When reconcile looks next; absent when nothing more can happen. */
  nextCheckAt?: Moment
  /** How often reconcile looked since something last changed; decides the next interval. */
  checks: number
  checkedAt?: Moment
  createdAt: Moment
  updatedAt: Moment
}

/** At most this many audit entries are kept; the newest win. */
const AUDIT_LIMIT = 100

/** What names an attempt to WeChat Pay. */
export function keyOf(order: OrderDocument, n: number): OrderKey {
  const { service_id, appid, sub_mchid } = order
  return {
    out_order_no: attemptOf(order, n).out_order_no,
    service_id,
    appid,
    ...given('sub_mchid', sub_mchid),
  }
}

/** The attempt that counts. */
export function currentAttempt(order: OrderDocument): Attempt {
  return attemptOf(order, order.current)
}

/** @throws RangeError when the order has no such attempt. */
export function attemptOf(order: OrderDocument, n: number): Attempt {
  const attempt = order.attempts.find((one) => one.n === n)
  if (!attempt) throw new RangeError(`The order has no attempt ${n}.`)
  return attempt
}

/** The order with one attempt changed; what opens its confirm page goes once there is nothing to confirm. */
export function withAttempt(order: OrderDocument, changed: Attempt): OrderDocument {
  const { bytes: _sent, ...made } = changed
  const known = changed.state === 'CREATING' || changed.state === 'NOT_CREATED' ? changed : made
  const kept = changed.state === 'CREATED' ? known : withoutLaunch(known)
  return { ...order, attempts: order.attempts.map((one) => (one.n === kept.n ? kept : one)) }
}

/** Secrets are kept no longer than they serve: only a CREATED attempt can be confirmed. */
function withoutLaunch(attempt: Attempt): Attempt {
  const {
    package: _secret,
    packageAt: _at,
    businessType: _type,
    launchAppId: _appId,
    launchPath: _path,
    ...rest
  } = attempt
  return rest
}

/** The document with one more line in its audit trail. */
export function withAudit<D extends { audit: AuditEntry[] }>(document: D, entry: AuditEntry): D {
  return { ...document, audit: [...document.audit, entry].slice(-AUDIT_LIMIT) }
}

/** The document with something a person should look at; the same sentence stands once. */
export function withAlert<D extends { alerts: string[] }>(document: D, sentence: string): D {
  return document.alerts.includes(sentence)
    ? document
    : { ...document, alerts: [...document.alerts, sentence] }
}

/** The order without its pending call: its bytes, and with them any ciphertext, are gone. */
export function withoutPending(order: OrderDocument): OrderDocument {
  const { pending: _settled, ...rest } = order
  return rest
}

/** The order without everything that belongs to an attempt's end. */
export function withoutBill(order: OrderDocument): OrderDocument {
  const {
    bill: _bill,
    charged: _charged,
    finishType: _type,
    transactionId: _id,
    payments: _payments,
    paidAt: _paidAt,
    modified: _modified,
    collectedAt: _collectedAt,
    ...rest
  } = order
  return rest
}

/** Brings the fields that follow from others up to date; called at the end of every change. */
export function withFilter(order: OrderDocument): OrderDocument {
  const { state, outcome } = order
  return { ...order, filter: filterOf(outcome === undefined ? { state } : { state, outcome }) }
}

/** An attempt's number at WeChat Pay: a notification finds its order by it (design 4.2). */
export const outOrderNo = (orderId: string, n: number): string => `${orderId}_${n}`

/**
 * Where the order of a number would be: told by the number of an order's attempt, looked up for a session's. Whether it has that
 * number is for {@link attemptBy} to say.
 * @returns `undefined` for a number that is none of ours
 */
export function orderIdOfNumber(out_order_no: string): string | undefined {
  if (isSessionNumber(out_order_no)) return sessionOrderId(out_order_no)
  return /^([0-9a-f]{24})_[1-9]\d{0,2}$/.exec(out_order_no)?.[1]
}

/** The order's attempt of that number. */
export const attemptBy = (
  { attempts }: Pick<OrderDocument, 'attempts'>,
  out_order_no: string,
): Attempt | undefined => attempts.find((one) => one.out_order_no === out_order_no)
