import { fillPath, type PrepareContext, type PreparedCall } from '../call'
import { Fields } from './fields'

/** 撤销先享后付订单. Documented for CREATED; whether an accepted order can be cancelled is unknown (facts: 1.3). */
export interface CancelParams {
  out_order_no: string
  appid: string
  service_id: string
  /** At most 30 characters; a repetition needs the same text. */
  reason: string
}

/**
 * `POST /v3/payscore/payafter-orders/{out_order_no}/cancel`.
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function prepareCancel(params: CancelParams, { keyring, clock }: PrepareContext): PreparedCall {
  const { out_order_no, appid, service_id, reason } = params
  const fields = new Fields('cancel')
  fields.known('', params, ['out_order_no', 'appid', 'service_id', 'reason'])
  fields.number('out_order_no', out_order_no)
  fields.text('appid', appid, 32)
  fields.text('service_id', service_id, 32)
  fields.text('reason', reason, 30)
  fields.check()
  return {
    action: 'cancel',
    method: 'POST',
    path: fillPath('cancel', '/v3/payscore/payafter-orders/{out_order_no}/cancel', { out_order_no }),
    body: JSON.stringify({ appid, service_id, reason }),
    serial: keyring.encryptionKey(clock()).serial,
    safeToRepeat: true,
    repeats: { out_order_no },
  }
}
