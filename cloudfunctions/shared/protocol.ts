import type { DiscountLine, FeeLine } from '#domain/fee'
import type { Fen } from '#domain/money'
import type { OfferView, PersonalField } from '#domain/offer'
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
  payType?: string
  transactionId?: string
  paidAt?: Moment
  /** Real (or else planned) start and end of the service; absent while WeChat Pay says OnAccept. */
  startedAt?: Moment
  endedAt?: Moment
  /** Needed to complete on payafter-orders. A secret: never stored, never logged. */
  finishTicket?: string
  openid?: string
}

/** What a create needs beside the order's own number. Amounts in fen. */
export interface CreateInput extends OrderKey {
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
}

/** What create answered: how to open the confirm page. `package` is a secret. */
export interface Created {
  state?: OrderState
  package: string
  businessType: string
  appId?: string
  path?: string
  order_id?: string
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

/** What names one service order to WeChat Pay. */
export interface OrderKey {
  out_order_no: string
  service_id: string
  /** The mini-program that the order was created for; WeChat Pay refuses another one (facts 1.7.2, 4108). */
  appid: string
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
  facts: Facts
}

/** A protocol: how an order lives on at WeChat Pay. Every `prepare…` throws ValidationError before anything is stored or sent. */
export interface ProtocolCalls {
  prepareCreate(input: CreateInput, context: PrepareContext): PreparedCall
  readCreate(answer: PayAnswer): Created
  prepareQuery(key: OrderKey, context: PrepareContext): PreparedCall
  readQuery(answer: PayAnswer): Facts
  prepareCancel(key: OrderKey & { reason: string }, context: PrepareContext): PreparedCall
  prepareComplete(key: OrderKey & CompleteInput, context: PrepareContext): PreparedCall
  prepareSync(key: OrderKey & { paidAt: Moment }, context: PrepareContext): PreparedCall
  /** A notification's decrypted resource. @returns `undefined` when it is not an order of this protocol. */
  readResource(resource: unknown): ToldOrder | undefined
}
