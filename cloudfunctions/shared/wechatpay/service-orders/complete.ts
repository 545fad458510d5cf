import type { Fen } from '#domain/money'
import type { PrepareContext, PreparedCall } from '../call'
import type { Fields } from '../checks/fields'
import { checkRealPeriod } from '../checks/period'
import type { Device } from './create'
import { onOrder, type OrderCall, type ServiceOrderKey } from './key'
import { type Bill, checkBill } from './lines'
import type { TimeRange } from './new-order'

/** 完结支付分订单: the final bill. Amounts in fen; times in Beijing time. */
export interface CompleteParams extends ServiceOrderKey, Bill {
  /** When the service really was; the end is needed where the order was created without one. */
  time_range?: Partial<TimeRange>
  location?: { end_location: string }
  /** Whether the money will be shared afterwards. */
  profit_sharing?: boolean
  /** For coupons, at most 32 characters. */
  goods_tag?: string
  device?: Pick<Device, 'end_device_id'>
  /** Service providers only: RFC 3339. */
  complete_time?: string
}

/** What the order said when it was created: not sent, but decides what is right. */
export interface CreatedOrder {
  risk_amount: Fen
  start_time?: string
  end_time?: string
}

export interface CompleteContext extends PrepareContext {
  order: CreatedOrder
}

const REMARK = { optional: 20 }

const COMPLETE: OrderCall = {
  action: 'complete',
  end: 'complete',
  shape: {
    post_payments: 'elsewhere',
    post_discounts: 'elsewhere',
    total_amount: 'elsewhere',
    time_range: {
      optional: {
        object: {
          start_time: 'elsewhere',
          start_time_remark: REMARK,
          end_time: 'elsewhere',
          end_time_remark: REMARK,
        },
      },
    },
    location: { optional: { object: { end_location: 20 } } },
    profit_sharing: { optional: 'flag' },
    goods_tag: { optional: 32 },
    device: { optional: { object: { end_device_id: { optional: 50 } } } },
    complete_time: 'elsewhere',
  },
  safeToRepeat: false,
  appid: true,
}

function checkCompleteTime(fields: Fields, { complete_time: time, sub_mchid }: CompleteParams): void {
  if (time === undefined) return
  if (sub_mchid === undefined) fields.add('complete_time', 'belongs to service providers: leave it out')
  else if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z)$/.test(time) || Number.isNaN(Date.parse(time)))
    fields.add('complete_time', 'is not a time like 2026-11-20T10:00:00+08:00')
}

/**
 * `POST …/{out_order_no}/complete` (facts: 1.7.2, 3). Never repeated by itself: after an unknown outcome the order is queried
 * first (design 4.7). There is no finish_type: an order that was not used is cancelled.
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function prepareComplete(params: CompleteParams, context: CompleteContext): PreparedCall {
  return onOrder(COMPLETE, params, context, (fields) => {
    const { order, clock } = context
    checkBill(fields, params, order.risk_amount)
    checkRealPeriod(
      fields,
      order.start_time,
      ['time_range.start_time', params.time_range?.start_time],
      ['time_range.end_time', params.time_range?.end_time],
      order.end_time === undefined,
      clock(),
    )
    checkCompleteTime(fields, params)
    const { out_order_no: _no, service_id: _service, appid: _appid, sub_mchid: _shop, ...bill } = params
    return bill
  })
}
