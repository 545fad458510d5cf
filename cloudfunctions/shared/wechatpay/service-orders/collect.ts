import type { PrepareContext, PreparedCall } from '../call'
import { onOrder, type OrderCall, type ServiceOrderKey } from './key'

const COLLECT: OrderCall = { action: 'collect', end: 'pay', shape: {}, safeToRepeat: false, appid: true }

/**
 * `POST …/{out_order_no}/pay` (商户发起催收扣款): asks WeChat Pay to deduct now. Its 200 is not a payment, and may say
 * `trade_state: USERPAYING` (facts 1.7.2): query.
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function prepareCollect(params: ServiceOrderKey, context: PrepareContext): PreparedCall {
  return onOrder(COLLECT, params, context, () => ({}))
}
