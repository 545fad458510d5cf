import { fillPath, prepared, type PrepareContext, type PreparedCall } from '../call'
import { Fields } from '../checks/fields'
import { checkShape, type Shape } from '../checks/shape'

/** 撤销先享后付订单. Documented for CREATED; whether an accepted order can be cancelled is unknown (facts: 1.3). */
export interface CancelParams {
  out_order_no: string
  appid: string
  service_id: string
  /** At most 30 characters; a repetition needs the same text. */
  reason: string
}

const CANCEL: Shape<keyof CancelParams> = {
  out_order_no: 'number',
  appid: 32,
  service_id: 32,
  reason: 30,
}

/**
 * `POST /v3/payscore/payafter-orders/{out_order_no}/cancel`.
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function prepareCancel(params: CancelParams, context: PrepareContext): PreparedCall {
  const { out_order_no, appid, service_id, reason } = params
  const fields = new Fields('cancel')
  checkShape(fields, '', params, CANCEL)
  fields.check()
  return prepared(context, {
    action: 'cancel',
    path: fillPath('cancel', '/v3/payscore/payafter-orders/{out_order_no}/cancel', { out_order_no }),
    body: { appid, service_id, reason },
    safeToRepeat: true,
    repeats: { out_order_no },
  })
}
