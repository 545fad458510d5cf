import { given } from '../../given'
import type { Facts } from '../../protocol'
import { saidMoment } from '../told'
import { isPayafterState, type PayafterOrder } from './order'

/** The only documented `pay_type`: the customer paid the merchant (facts 1.2). */
const MERCHANT_CHANNEL = 'MchChannelPayType'

/** What an order says, in our words. */
export function factsOf(order: PayafterOrder): Facts {
  const started = saidMoment(order.real_service_start_time) ?? saidMoment(order.service_start_time)
  return {
    ...(isPayafterState(order.state) ? { state: order.state } : {}),
    raw: order.state,
    ...given('finishType', order.finish_type),
    ...given('total', order.total_amount),
    ...given('paidElsewhere', order.pay_type === MERCHANT_CHANNEL ? true : undefined),
    ...given('transactionId', order.finish_transaction_id),
    ...given('paidAt', saidMoment(order.pay_succ_time)),
    ...given('startedAt', started),
    ...given('endedAt', saidMoment(order.real_service_end_time)),
    ...given('finishTicket', order.finish_ticket),
    ...given('openid', order.openid),
  }
}
