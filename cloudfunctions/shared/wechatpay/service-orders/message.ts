import type { PrepareContext, PreparedCall } from '../call'
import type { Shape } from '../checks/shape'
import { checkTime, isPastDay } from '../checks/times'
import { onOrder, type OrderCall, type ServiceOrderKey } from './key'
import { type Bill, checkBill } from './lines'

/** What WeChat Pay is to tell the customer of a bill to come; each kind once per order (facts 1.7.2). */
export interface MessageParams extends ServiceOrderKey, Bill {
  /** `yyyyMMdd`: the day of the deduction, today or later. */
  prepaid_time: string
}

const MESSAGE: Shape = {
  post_payments: 'elsewhere',
  post_discounts: 'elsewhere',
  total_amount: 'elsewhere',
  prepaid_time: 'elsewhere',
}

/**
 * `POST …/{out_order_no}/send-pendingmessage` (costs still to be settled) or `/send-prepaidmessage` (a deduction to come).
 * Never repeated by itself.
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function prepareMessage(
  kind: 'pending' | 'prepaid',
  params: MessageParams,
  context: PrepareContext,
): PreparedCall {
  const call: OrderCall = {
    action: `${kind}-message`,
    end: `send-${kind}message`,
    shape: MESSAGE,
    safeToRepeat: false,
    appid: false,
  }
  return onOrder(call, params, context, (fields) => {
    const { post_payments, post_discounts, total_amount, prepaid_time } = params
    checkBill(fields, params)
    const day = checkTime(fields, 'prepaid_time', prepaid_time)
    if (day?.precision === 'second') fields.add('prepaid_time', 'is not a day yyyyMMdd')
    else if (day && isPastDay(day, context.clock())) fields.add('prepaid_time', 'is before today')
    return { post_payments, post_discounts, total_amount, prepaid_time }
  })
}
