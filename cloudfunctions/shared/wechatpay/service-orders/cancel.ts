import type { PrepareContext, PreparedCall } from '../call'
import { onOrder, type OrderCall, type ServiceOrderKey } from './key'

/** 取消支付分订单: one that is not confirmed, not completed, or not paid, which waives the debt (facts 1.7.2). */
export interface CancelParams extends ServiceOrderKey {
  /** At most 30 characters, which every document allows; a repetition needs the same text (facts 9-13). */
  reason: string
}

const CANCEL: OrderCall = {
  action: 'cancel',
  end: 'cancel',
  shape: { reason: 30 },
  safeToRepeat: true,
  appid: true,
}

/** `POST …/{out_order_no}/cancel`. @throws ValidationError with every problem; ConfigError without a platform key */
export function prepareCancel(params: CancelParams, context: PrepareContext): PreparedCall {
  return onOrder(CANCEL, params, context, () => ({ reason: params.reason }))
}
