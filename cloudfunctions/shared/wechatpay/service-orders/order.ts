import type { Fen } from '#domain/money'
import { AnswerReader, type Raw } from '../answer'
import type { PayAnswer } from '../call'
import type { Triple } from './state'

const TEXTS = [
  'state_description',
  'appid',
  'mchid',
  'sub_appid',
  'sub_mchid',
  'openid',
  'sub_openid',
  'order_id',
  'service_introduction',
  'attach',
  'notify_url',
  'package',
] as const
const LINE_TEXTS = ['name', 'description'] as const
const LINE_AMOUNTS = ['amount', 'count'] as const
const PERIOD = ['start_time', 'start_time_remark', 'end_time', 'end_time_remark'] as const
const PLACES = ['start_location', 'end_location'] as const
const COLLECTED = ['total_amount', 'paying_amount', 'paid_amount'] as const
const DETAIL_TEXTS = ['paid_type', 'paid_time', 'transaction_id'] as const
const DETAIL_AMOUNTS = ['seq', 'amount'] as const

type Texts<Name extends string> = Partial<Record<Name, string>>
type Amounts<Name extends string> = Partial<Record<Name, Fen>>
type Line = Texts<(typeof LINE_TEXTS)[number]> & Amounts<(typeof LINE_AMOUNTS)[number]>

/**
 * One payment of a bill. `paid_type` NEWTON: deducted by WeChat Pay Score; MCH: paid to the merchant; an open word. The
 * `transaction_id` is the ordinary WeChat Pay one, which a refund needs.
 */
export type CollectionDetail = Texts<(typeof DETAIL_TEXTS)[number]> & Amounts<(typeof DETAIL_AMOUNTS)[number]>

/** What was collected of a bill so far. `state` USER_PAYING | USER_PAID; an open word. */
export type Collection = { state?: string; details?: CollectionDetail[]; bank_type?: string } & Amounts<
  (typeof COLLECTED)[number]
>

/**
 * A service order as an answer or a notification tells it. Only number, service and state are certain; every word is open;
 * times may have 8 or 14 digits and the start may still be `OnAccept`. `openid`, `sub_openid` and `package` are secrets in
 * logs. `attach` is as it was sent: url-encoded.
 */
export interface ServiceOrder extends Triple, Texts<(typeof TEXTS)[number]> {
  out_order_no: string
  service_id: string
  state: string
  state_description?: string
  total_amount?: Fen
  /** Whether WeChat Pay is to collect: true from completion on, also after it was paid. */
  need_collection?: boolean
  collection?: Collection
  post_payments?: Line[]
  post_discounts?: Line[]
  risk_fund?: Line
  time_range?: Texts<(typeof PERIOD)[number]>
  location?: Texts<(typeof PLACES)[number]>
  /** Everything as it came. */
  raw: Raw
}

function readCollection(reader: AnswerReader): Collection | undefined {
  const told = reader.object('collection')
  if (!told) return undefined
  const collection: Collection = {}
  reader.copy(collection, ['state', 'bank_type'], COLLECTED, told)
  const details = reader.list('details', DETAIL_TEXTS, DETAIL_AMOUNTS, told)
  if (details) collection.details = details
  return collection
}

/**
 * The order that an answer tells, whatever was asked.
 * @throws PayApiError `CLIENT_UNREADABLE` when number, service or state is missing, or an amount is no amount
 */
export function readOrder(
  action: string,
  answer: Pick<PayAnswer, 'body'> & Partial<PayAnswer>,
): ServiceOrder {
  const reader = new AnswerReader(action, answer)
  const order: ServiceOrder = reader.order()
  reader.copy(order, TEXTS, ['total_amount'])
  if (typeof reader.raw['need_collection'] === 'boolean')
    order.need_collection = reader.raw['need_collection']
  for (const name of ['post_payments', 'post_discounts'] as const) {
    const lines = reader.list(name, LINE_TEXTS, LINE_AMOUNTS)
    if (lines) order[name] = lines
  }
  const collection = readCollection(reader)
  if (collection) order.collection = collection
  const [risk, period, place] = ['risk_fund', 'time_range', 'location'].map((name) => reader.object(name))
  if (risk) reader.copy((order.risk_fund = {}), LINE_TEXTS, ['amount'], risk)
  if (period) reader.copy((order.time_range = {}), PERIOD, [], period)
  if (place) reader.copy((order.location = {}), PLACES, [], place)
  return order
}

/** @throws PayApiError `CLIENT_UNREADABLE` when number, service or state is missing, or an amount is no amount */
export function readQuery(answer: PayAnswer): ServiceOrder {
  return readOrder('query', answer)
}

/**
 * The order in a notification's plaintext, for confirmation and payment alike (facts: 6.2).
 * @throws PayApiError `CLIENT_UNREADABLE` when number, service or state is missing, or an amount is no amount
 */
export function readOrderResource(plaintext: unknown): ServiceOrder {
  return readOrder('notification', { body: plaintext })
}
