import type { DiscountLine, FeeLine } from './fee'
import type { Delivery } from './lines/delivery'
import type { OrderedGoods } from './lines/pay-on-delivery'
import type { OperatorSignAction, PlanView, SignState, SignView } from './lines/sign-plan'
import type { Fen } from './money'
import type { Line, Merchant, Preview, Protocol } from './offer'
import type { OrderState, Outcome } from './order'
import type { Moment } from './period'
import type { RefundView } from './refund'

/** A changing call to WeChat Pay whose result is stored as an intent and not known yet. */
export type PendingAction = 'create' | 'cancel' | 'complete' | 'sync' | 'modify' | 'collect' | 'message'

/** What a customer can do with an order now; the function decides, the page shows. */
export type CustomerAction =
  /** Open WeChat Pay's confirm page again with the stored package (under 55 minutes old). */
  | 'reopen'
  /** Confirm anew: the same bytes if nothing was heard, else the old attempt is ended and a new one made. */
  | 'retry'
  | 'cancel'
  /** Open WeChat Pay's own order page, where an open debt can be paid. */
  | 'detail'
  /** 先用后付: the goods arrived; the bill follows. */
  | 'receive'
  /** 先用后付: ask to give goods back before they are paid. */
  | 'return'

/** What an operator can do with an order now. */
export type OperatorAction =
  | 'complete'
  | 'cancel'
  | 'sync'
  /** Lower a bill that is not paid. */
  | 'modify'
  /** Ask WeChat Pay to deduct now. */
  | 'collect'
  /** Have WeChat Pay tell the customer about a bill to come. */
  | 'message'
  /** Give up a bill that is not paid. */
  | 'waive'
  /** Give back what was paid, or some of it. */
  | 'refund'
  /** 先用后付: say that the goods were sent. */
  | 'ship'
  /** 先用后付: accept or decline what the customer wants to give back. */
  | 'answer-return'

/** What WeChat Pay tells the customer: costs are still to be settled, or a deduction is to come. Each once per order. */
export type MessageKind = 'pending' | 'prepaid'

/** A message as it was asked for. `unknown`: no answer came, and nobody can ask whether it arrived. */
export interface MessageView {
  at: Moment
  /** What it said: the total in fen, and the day of the deduction. */
  total: Fen
  day: Moment
  result: 'sent' | 'unknown'
}

/** A bill that was lowered before it was paid: what was billed first, and when it was last lowered. */
export interface Modified {
  before: Fen
  at: Moment
}

/** Something that happened to an order, for timelines. */
export interface OrderEvent {
  what: OrderState
  at: Moment
}

/** The final bill; amounts in fen. */
export interface Bill {
  fees: FeeLine[]
  discounts: DiscountLine[]
  total: Fen
  /** Real start and end of the service, as far as known. */
  startedAt?: Moment
  endedAt?: Moment
}

/** An order as its customer sees it. */
export interface OrderView {
  orderId: string
  line: Line
  protocol: Protocol
  state: OrderState
  outcome?: Outcome
  /** What is under way. `complete` stands for every call that phones of the release before service orders have no words for. */
  pending?: PendingAction
  /** … and here is which one it is. */
  pendingCall?: PendingAction
  offerId: string
  name: string
  introduction: string
  merchant: Merchant
  /** What was shown before confirmation; `preview.maxCharge` binds us. */
  preview: Preview
  bill?: Bill
  /** 先用后付: what was ordered, and where it is. */
  goods?: OrderedGoods[]
  delivery?: Delivery
  /** 签约计划: which session of whose plan it is. */
  session?: { signId: string; no: number; of: number }
  modified?: Modified
  /** What WeChat Pay Score deducted where that is not the whole bill: so far, or in the end when the rest went to the merchant. */
  deducted?: Fen
  /** What the merchant gave up, in fen: the order was cancelled after its bill. */
  waived?: Fen
  /** What was given back or is on its way, in the order of time. */
  refunds?: RefundView[]
  /** Nobody confirmed within the hour, and it ended: no cancellation in anybody's eyes. */
  lapsed?: true
  /** The bill is not paid although the deduction had its time: the customer should hear how to pay. */
  overdue?: true
  /** In order of time; the last one of a state counts. */
  events: OrderEvent[]
  /** The current attempt's number at WeChat Pay, for support calls. */
  out_order_no: string
  createdAt: Moment
  actions: CustomerAction[]
  /** No real money moves here: pages show a banner. Absent in production. */
  sandbox?: true
}

/** One try of an order at WeChat Pay. */
export interface AttemptView {
  out_order_no: string
  state: OrderState
  at: Moment
  /** WeChat Pay's own word for the state where it is not ours. */
  raw?: string
  /** Another attempt is the one that counts, and this one was confirmed too: an operator ends it (console.cancel). */
  canEnd?: true
}

/**
 * Something about no order of ours that a person of the merchant should look at.
 * - `foreign-notification`: signed by WeChat Pay, for another merchant, app, service or person.
 * - `unknown-notification`: signed by WeChat Pay, about a number or event that we do not know.
 * - `bill-unavailable`: a day's trade bill cannot be had for a day, so that nothing was compared.
 */
export type AlertKind = 'foreign-notification' | 'unknown-notification' | 'bill-unavailable'

/** Such a thing; the same one about the same number counts up. */
export interface AlertView {
  id: string
  kind: AlertKind
  out_order_no?: string
  count: number
  lastAt: Moment
}

/** One line of an order's audit trail: who did what. `by` is a role, never an openid. */
export interface AuditEntry {
  at: Moment
  by: 'customer' | 'operator' | 'notify' | 'reconcile'
  what: string
  note?: string
}

/** An order as operators see it. */
export interface ConsoleOrderView extends Omit<OrderView, 'actions'> {
  actions: OperatorAction[]
  attempts: AttemptView[]
  audit: AuditEntry[]
  /** What WeChat Pay was asked to tell the customer. */
  messages?: Partial<Record<MessageKind, MessageView>>
  /** The most that one refund can give back now, in fen. */
  refundable?: Fen
  /** WeChat Pay's transaction of the deduction, once paid; refunds need it. */
  transactionId?: string
  checkedAt?: Moment
  /** Something a person should look at, in one sentence each. */
  alerts: string[]
}

/** A plan as operators see it. */
export interface ConsolePlanView extends PlanView {
  /** The shop it is for, where we call as its service provider. */
  sub_mchid?: string
  /** Something was sent whose result is not known. */
  pending?: 'create' | 'stop'
  /** Its number at WeChat Pay (`merchant_plan_no`). */
  number: string
  stoppedAt?: Moment
  actions: 'stop'[]
  audit: AuditEntry[]
  alerts: string[]
}

/** Somebody's plan as operators see it. */
export interface ConsoleSignView extends Omit<SignView, 'actions'> {
  actions: OperatorSignAction[]
  /** Every try to sign, with its number. */
  attempts: { number: string; state: SignState; at: Moment }[]
  audit: AuditEntry[]
  alerts: string[]
}

/** What the phone hands to `openBusinessView`, and the older way where that is absent (design 4.14). Fresh per launch. */
export interface Launch {
  businessType: string
  extraData: Record<string, string>
  /** For `wx.navigateToMiniProgram`, only where `wx.openBusinessView` does not exist. */
  fallback?: { appId: string; path: string; extraData: Record<string, string> }
}
