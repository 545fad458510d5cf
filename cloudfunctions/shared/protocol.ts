import type { DiscountLine, FeeLine } from '#domain/fee'
import type { Fen } from '#domain/money'
import type { Line, Mode, OfferView, PersonalField } from '#domain/offer'
import type { OrderState } from '#domain/order'
import type { Clock, Moment } from '#domain/period'
import type { Keyring, PayAnswer, PreparedCall } from './wechatpay'

/** What WeChat Pay says of a service order, in our words; what it did not say is absent. */
export interface Facts {
  /** Absent when WeChat Pay used a word that we do not know; `raw` has it. */
  state?: OrderState
  /** WeChat Pay's own words for the state, kept for people. */
  raw: string
  /** 1 = unused, 2 = used. */
  finishType?: number
  total?: Fen
  /** What WeChat Pay collected so far, where it says so; less than the total while a deduction is under way. */
  paid?: Fen
  /** Whether the customer paid the merchant directly and not through WeChat Pay Score; absent where it does not say. */
  paidElsewhere?: boolean
  /** The first of the payments, where there is more than one. */
  transactionId?: string
  /** What WeChat Pay deducted, one by one, where it says so: a refund names one of them and its amount. */
  payments?: readonly Payment[]
  paidAt?: Moment
  /** Real (or else planned) start and end of the service; absent while WeChat Pay says OnAccept. */
  startedAt?: Moment
  endedAt?: Moment
  /** Needed to complete on payafter-orders. A secret: never stored, never logged. */
  finishTicket?: string
  openid?: string
}

/** One payment through WeChat Pay. */
export interface Payment {
  /** The ordinary transaction, by which it can be refunded. */
  transactionId: string
  amount: Fen
  paidAt?: Moment
}

/** What a create needs beside the order's own number. Amounts in fen. */
export interface CreateInput extends OrderKey {
  /** Who calls as the merchant itself, where a create names it (facts 1.8); absent as a service provider. */
  mchid?: string
  /** The shop's own mini-program, when we call as its service provider and it has one. */
  sub_appid?: string
  /** Where this order's notifications go; payafter-orders has them in the merchant platform instead (facts 1.1). */
  notifyUrl?: string
  introduction: string
  fees: readonly FeeLine[]
  discounts: readonly DiscountLine[]
  riskName: OfferView['riskName']
  riskAmount: Fen
  /** The service starts when the customer confirms; the safest start there is (facts 3.3). */
  start: 'OnAccept'
  endsAt?: Moment
  startLocation: string
  endLocation?: string
  person?: Partial<Record<PersonalField, string>>
  /** 先用后付: what is bought. Absent on every other line. */
  shopping?: Shopping
}

/** 先用后付: the goods, and the page of our mini-program that WeChat Pay's order detail opens. */
export interface Shopping {
  /** `amount` is the price of one, in fen; `picture` is an https address. */
  goods: readonly { name: string; picture: string; amount: Fen; count: number }[]
  /** `path` is one of our pages, with its query. */
  jumpLink: { appid: string; path: string }
  /** The app of the merchant that really sells, where it is another one. */
  realMerchantAppid?: string
}

/** What create answered: how to open the confirm page where there is one to open. `package` is a secret. */
export interface Created {
  state?: OrderState
  package?: string
  businessType?: string
  appId?: string
  path?: string
  order_id?: string
  /** What WeChat Pay says that the order costs, where it wrote the price itself. */
  price?: Fen
}

/** What a completion says; `finishType` 1 = unused (total 0, reason needed), 2 = used. */
export interface CompleteInput {
  finishType: 1 | 2
  fees: readonly FeeLine[]
  discounts: readonly DiscountLine[]
  total: Fen
  riskAmount: Fen
  startedAt?: Moment
  endedAt?: Moment
  reason?: string
  ticket?: string
  profitSharing: boolean
}

/** What a lower bill says before it is paid (modify). */
export interface ModifyInput {
  fees: readonly FeeLine[]
  discounts: readonly DiscountLine[]
  total: Fen
  /** What was completed; the new total is below it. */
  before: Fen
  riskAmount: Fen
  reason: string
}

/** A message from WeChat Pay to the customer about a bill to come; each kind once per order. */
export interface MessageInput {
  /** `pending`: costs are still to be settled. `prepaid`: a deduction is to come. */
  kind: 'pending' | 'prepaid'
  fees: readonly FeeLine[]
  discounts: readonly DiscountLine[]
  total: Fen
  /** The day of the deduction, in Beijing. */
  day: Moment
}

/** What names one service order to WeChat Pay. */
export interface OrderKey {
  out_order_no: string
  service_id: string
  /** The mini-program that the order was created for; WeChat Pay refuses another one (facts 1.7.2, 4108). */
  appid: string
  /** The shop's merchant number: we call as its service provider. Absent = as the merchant itself. */
  sub_mchid?: string
}

/** What preparing a call needs beside its fields. */
export interface PrepareContext {
  keyring: Keyring
  clock: Clock
}

/** An order as a notification tells it; what it does not say is absent. */
export interface ToldOrder {
  out_order_no: string
  service_id: string
  mchid?: string
  appid?: string
  sub_mchid?: string
  sub_appid?: string
  facts: Facts
}

/** Where protocols differ in what an order's life allows. */
export interface ProtocolRules {
  /** The product lines whose orders can live on it (facts 0.1). */
  lines: readonly Line[]
  /** As whom its calls can be made. */
  modes: readonly Mode[]
  /** Whether a create has fields for a person's data, so that an offer may ask for them (facts 1.1, 1.7.1). */
  asks: boolean
  /** How a confirmed order that was not used ends: completed with finish_type 1, or cancelled. */
  unused: 'complete' | 'cancel'
  /** Whether a completed order that is not paid yet can be cancelled, which waives the debt (facts 1.7.2). */
  waives: boolean
  /**
   * What becomes of an order that nobody confirms: WeChat Pay ends it after an hour, or it lives on for weeks after its
   * package and is cancelled by us (facts 2.2, 9-21).
   */
  unconfirmed: 'expires' | 'cancelled-by-us'
  /** What opens the confirm page: the set signed with the APIv2 key where there is one, or the package alone (design 4.14). */
  launch: 'signed-set' | 'package'
}

/**
 * The create that an order begins with. It stands apart from the other calls, because one function alone makes orders.
 * @throws ValidationError with every problem; ConfigError for a setting that is missing
 */
export type PrepareFirst = (input: CreateInput, context: PrepareContext) => PreparedCall

/**
 * A protocol: how an order lives on at WeChat Pay. Every `prepare…` throws ValidationError before anything is stored or sent.
 * What is optional not every protocol has.
 */
export interface ProtocolCalls {
  readonly rules: ProtocolRules
  readCreate(answer: PayAnswer): Created
  prepareQuery(key: OrderKey, context: PrepareContext): PreparedCall
  readQuery(answer: PayAnswer): Facts
  prepareCancel(key: OrderKey & { reason: string }, context: PrepareContext): PreparedCall
  prepareComplete(key: OrderKey & CompleteInput, context: PrepareContext): PreparedCall
  prepareSync(key: OrderKey & { paidAt: Moment }, context: PrepareContext): PreparedCall
  /** A lower bill for a completed order that is not paid. */
  prepareModify?(input: OrderKey & ModifyInput, context: PrepareContext): PreparedCall
  /** Asks WeChat Pay to deduct now; its 200 is not a payment (design 4.8). */
  prepareCollect?(key: OrderKey, context: PrepareContext): PreparedCall
  prepareMessage?(input: OrderKey & MessageInput, context: PrepareContext): PreparedCall
}
