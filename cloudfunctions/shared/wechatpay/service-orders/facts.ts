import type { Fen } from '#domain/money'
import { given } from '../../given'
import type { Facts, Payment } from '../../protocol'
import { saidMoment } from '../told'
import type { Collection, CollectionDetail, ServiceOrder } from './order'
import { stateOf, wordsOf } from './state'

/** `paid_type` of what WeChat Pay Score deducted, and of what was paid to the merchant (facts 1.7.2). */
const DEDUCTED = 'NEWTON'
const TO_MERCHANT = 'MCH'

function paymentOf({ amount, paid_type, paid_time, transaction_id }: CollectionDetail): Payment[] {
  if (transaction_id === undefined || amount === undefined || paid_type === TO_MERCHANT) return []
  return [{ transactionId: transaction_id, amount, ...given('paidAt', saidMoment(paid_time)) }]
}

/** Whether all that was paid went to the merchant; absent where WeChat Pay names no way that we know. */
function isElsewhere(details: readonly CollectionDetail[]): boolean | undefined {
  if (details.some(({ paid_type }) => paid_type === DEDUCTED)) return false
  return details.some(({ paid_type }) => paid_type === TO_MERCHANT) ? true : undefined
}

/**
 * What was collected so far: the larger of WeChat Pay's sum and its payments. No document says that both are always alike, and
 * where they are not, it is the larger one that keeps us from waiving or lowering what was paid.
 */
function paidOf({ paid_amount, details = [] }: Collection): Fen | undefined {
  const amounts = details.flatMap(({ amount }) => amount ?? [])
  if (paid_amount === undefined && amounts.length === 0) return undefined
  const sum = amounts.reduce((all, amount) => all + amount, 0)
  return Math.max(paid_amount ?? 0, sum)
}

/** What a service order says, in our words. A bill's facts are told only once there is one, and the real end with it. */
export function factsOf(order: ServiceOrder): Facts {
  const { collection, time_range } = order
  const state = stateOf(order)
  const billed = state !== 'CREATED' && state !== 'USER_ACCEPTED'
  const details = collection?.details ?? []
  const payments = details.flatMap(paymentOf)
  const times = details.flatMap(({ paid_time }) => saidMoment(paid_time) ?? [])
  const last = state === 'USER_PAID' && times.length > 0 ? Math.max(...times) : undefined
  return {
    ...given('state', state),
    raw: wordsOf(order),
    ...given('total', billed ? (order.total_amount ?? collection?.total_amount) : undefined),
    ...given('paid', collection && paidOf(collection)),
    ...given('paidElsewhere', isElsewhere(details)),
    ...given('transactionId', payments[0]?.transactionId),
    ...given('payments', payments.length > 0 ? payments : undefined),
    ...given('paidAt', last),
    ...given('startedAt', saidMoment(time_range?.start_time)),
    ...given('endedAt', billed ? saidMoment(time_range?.end_time) : undefined),
    // A shop's own app knows its customers by another openid than the service provider's.
    ...given('openid', order.sub_appid === undefined ? order.openid : order.sub_openid),
  }
}
