import type { Fen } from '#domain/money'
import { AnswerReader, type Raw } from '../answer'
import type { PayAnswer } from '../call'
import type { Fee } from './lines'

/** The documented states (SEED-2). */
export const PAYAFTER_STATES = [
  'CREATED',
  'USER_ACCEPTED',
  'FINISHED',
  'USER_PAID',
  'REVOKED',
  'EXPIRED',
] as const
export type PayafterState = (typeof PAYAFTER_STATES)[number]

/** Whether a state is a documented one; others are kept and asked about again. */
export function isPayafterState(state: string): state is PayafterState {
  return (PAYAFTER_STATES as readonly string[]).includes(state)
}

const TEXTS = [
  'appid',
  'mchid',
  'service_start_time',
  'service_end_time',
  'real_service_start_time',
  'real_service_end_time',
  'pay_succ_time',
  'service_start_location',
  'service_end_location',
  'real_service_start_location',
  'real_service_end_location',
  'service_introduction',
  'attach',
  'finish_ticket',
  'finish_transaction_id',
  'pay_type',
  'order_id',
  'openid',
] as const
const AMOUNTS = ['finish_type', 'risk_amount', 'total_amount'] as const

/** A discount as WeChat Pay tells it. */
export interface ToldDiscount {
  discount_name?: string
  discount_amount?: Fen
  discount_desc?: string
}

/**
 * An order as a query or a notification tells it. Only number, service and state are certain; states and `pay_type`
 * are open words; times may have 8 or 14 digits and the start may still be `OnAccept`. `finish_ticket` and `openid`
 * are secrets in logs. `attach` is as it was sent: url-encoded.
 */
export interface PayafterOrder
  extends Partial<Record<(typeof TEXTS)[number], string>>, Partial<Record<(typeof AMOUNTS)[number], number>> {
  out_order_no: string
  service_id: string
  state: string
  fees?: Partial<Fee>[]
  discounts?: ToldDiscount[]
  /** Everything as it came. */
  raw: Raw
}

const FEE_TEXTS = ['fee_name', 'fee_desc'] as const
const FEE_AMOUNTS = ['fee_amount', 'fee_count'] as const
const DISCOUNT_TEXTS = ['discount_name', 'discount_desc'] as const
const DISCOUNT_AMOUNTS = ['discount_amount'] as const

function readOrder(action: string, answer: Pick<PayAnswer, 'body'> & Partial<PayAnswer>): PayafterOrder {
  const reader = new AnswerReader(action, answer)
  const order: PayafterOrder = reader.order()
  reader.copy(order, TEXTS, AMOUNTS)
  const fees = reader.list('fees', FEE_TEXTS, FEE_AMOUNTS)
  const discounts = reader.list('discounts', DISCOUNT_TEXTS, DISCOUNT_AMOUNTS)
  if (fees) order.fees = fees
  if (discounts) order.discounts = discounts
  return order
}

/** @throws PayApiError `CLIENT_UNREADABLE` when number, service or state is missing, or an amount is no amount */
export function readQuery(answer: PayAnswer): PayafterOrder {
  return readOrder('query', answer)
}

/**
 * The order in a notification's plaintext, for confirmation and payment alike (facts: 6.3).
 * @throws PayApiError `CLIENT_UNREADABLE` when number, service or state is missing, or an amount is no amount
 */
export function readOrderResource(plaintext: unknown): PayafterOrder {
  return readOrder('notification', { body: plaintext })
}
