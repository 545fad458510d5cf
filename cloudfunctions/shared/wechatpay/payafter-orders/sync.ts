import type { Moment } from '#domain/period'
import { fillPath, prepared, type PrepareContext, type PreparedCall } from '../call'
import { Fields } from '../checks/fields'
import { checkPaidTime } from '../checks/period'
import { checkShape, type Shape } from '../checks/shape'

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

const SYNC: Shape<keyof SyncParams> = {
  out_order_no: 'number',
  appid: 32,
  service_id: 32,
  paid_time: 'elsewhere',
}

/**
 * `POST /v3/payscore/payafter-orders/{out_order_no}/sync` (facts: 1.5). Never repeated by itself.
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function prepareSync(params: SyncParams, context: SyncContext): PreparedCall {
  const { out_order_no, appid, service_id, paid_time } = params
  const fields = new Fields('sync')
  checkShape(fields, '', params, SYNC)
  checkPaidTime(fields, paid_time, { now: context.clock(), completedAt: context.completedAt })
  fields.check()
  return prepared(context, {
    action: 'sync',
    path: fillPath('sync', '/v3/payscore/payafter-orders/{out_order_no}/sync', { out_order_no }),
    body: { appid, service_id, type: 'Order_Paid', detail: { paid_time } },
    safeToRepeat: false,
    repeats: { out_order_no },
  })
}
