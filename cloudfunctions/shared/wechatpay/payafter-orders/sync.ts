import type { Moment } from '#domain/period'
import { fillPath, type PrepareContext, type PreparedCall } from '../call'
import { Fields } from './fields'
import { checkTime } from './times'

/** 同步服务订单: the customer paid the merchant directly. Cannot be undone; the order must be FINISHED and unpaid. */
export interface SyncParams {
  out_order_no: string
  appid: string
  service_id: string
  /** `yyyyMMddHHmmss`: after the completion, before now. */
  paid_time: string
}

export interface SyncContext extends PrepareContext {
  /** When the order was completed, where it is known. */
  completedAt?: Moment
}

/**
 * `POST /v3/payscore/payafter-orders/{out_order_no}/sync` (facts: 1.5). Never repeated by itself.
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function prepareSync(params: SyncParams, { keyring, clock, completedAt }: SyncContext): PreparedCall {
  const { out_order_no, appid, service_id, paid_time } = params
  const fields = new Fields('sync')
  fields.known('', params, ['out_order_no', 'appid', 'service_id', 'paid_time'])
  fields.number('out_order_no', out_order_no)
  fields.text('appid', appid, 32)
  fields.text('service_id', service_id, 32)
  const paid = checkTime(fields, 'paid_time', paid_time)
  if (paid?.precision === 'day') fields.add('paid_time', 'is not precise to the second')
  else if (paid && paid.moment >= clock()) fields.add('paid_time', 'is not before now')
  else if (paid && completedAt !== undefined && paid.moment <= completedAt)
    fields.add('paid_time', 'is not after the completion')
  fields.check()
  return {
    action: 'sync',
    method: 'POST',
    path: fillPath('sync', '/v3/payscore/payafter-orders/{out_order_no}/sync', { out_order_no }),
    body: JSON.stringify({ appid, service_id, type: 'Order_Paid', detail: { paid_time } }),
    serial: keyring.encryptionKey(clock()).serial,
    safeToRepeat: false,
    repeats: { out_order_no },
  }
}
