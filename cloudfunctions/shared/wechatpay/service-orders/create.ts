import type { Fen } from '#domain/money'
import { given } from '../../given'
import { prepared, type PrepareContext, type PreparedCall } from '../call'
import { address } from '../checks/address'
import { encodeAttach } from '../checks/attach'
import { checkConfirmation } from '../checks/confirmation'
import { Fields } from '../checks/fields'
import { checkLines } from '../checks/lines'
import { checkPlannedPeriod } from '../checks/period'
import { checkShape, type Shape } from '../checks/shape'
import { repeatsOf, rootOf } from './key'
import { DISCOUNTS, PAYMENTS, type PlannedDiscount, type PostPayment } from './lines'

/** When a service is to be; `start_time` may be `OnAccept` when an order is created. */
export interface TimeRange {
  /** `yyyyMMddHHmmss`, `yyyyMMdd` or `OnAccept`. */
  start_time: string
  /** At most 20 characters, like the other one. */
  start_time_remark?: string
  end_time?: string
  end_time_remark?: string
}

/** What the order may come to. */
export interface RiskFund {
  /** The first three are deposits that are waived (先免), the last is an estimate of the fees (先享). */
  name: 'DEPOSIT' | 'ADVANCE' | 'CASH_DEPOSIT' | 'ESTIMATE_ORDER_COST'
  amount: Fen
  /** At most 30 characters. */
  description?: string
}

/** Devices that a service is about. */
export interface Device {
  start_device_id?: string
  end_device_id?: string
  materiel_no?: string
}

/** 创建支付分订单: what a new order says. Names are WeChat Pay's; amounts in fen; times in Beijing time. */
export interface CreateParams {
  out_order_no: string
  /** Our own; a service provider's, when `sub_mchid` is given. */
  appid: string
  service_id: string
  /** The shop, when we call as its service provider. */
  sub_mchid?: string
  /** The shop's own app, whose customers confirm there. */
  sub_appid?: string
  service_introduction: string
  /** A line may have a description alone: it states a rule, and is not free. */
  post_payments?: readonly PostPayment[]
  post_discounts?: readonly PlannedDiscount[]
  time_range: TimeRange
  /** At most 20 characters each. */
  location?: { start_location?: string; end_location?: string }
  risk_fund: RiskFund
  /** Plain text; it is sent url-encoded, at most 256 bytes then. */
  attach?: string
  /** Where this order's notifications go: https, without a query. */
  notify_url: string
  /** Always sent: products differ in their default. */
  need_user_confirm: boolean
  /** Required without confirmation, forbidden with it; a service provider gives one of the two. */
  openid?: string
  sub_openid?: string
  device?: Device
}

const REMARK = { optional: 20 }
const DEVICE = { optional: 50 }

const CREATE: Shape<keyof CreateParams> = {
  out_order_no: 'number',
  appid: 32,
  service_id: 32,
  sub_mchid: { optional: 32 },
  sub_appid: { optional: 32 },
  service_introduction: 20,
  post_payments: 'elsewhere',
  post_discounts: 'elsewhere',
  time_range: {
    object: {
      start_time: 'elsewhere',
      start_time_remark: REMARK,
      end_time: 'elsewhere',
      end_time_remark: REMARK,
    },
  },
  location: { optional: { object: { start_location: { optional: 20 }, end_location: { optional: 20 } } } },
  risk_fund: {
    object: {
      name: { oneOf: ['DEPOSIT', 'ADVANCE', 'CASH_DEPOSIT', 'ESTIMATE_ORDER_COST'] },
      amount: 'positive',
      description: { optional: 30 },
    },
  },
  attach: 'elsewhere',
  notify_url: address,
  need_user_confirm: 'elsewhere',
  openid: 'elsewhere',
  sub_openid: 'elsewhere',
  device: {
    optional: { object: { start_device_id: DEVICE, end_device_id: DEVICE, materiel_no: { optional: 100 } } },
  },
}
const ATTACH_BYTES = 256

/** What only a service provider says, and only together. */
function checkShop(fields: Fields, { sub_mchid, sub_appid, sub_openid }: CreateParams): void {
  if (sub_mchid === undefined && sub_appid !== undefined)
    fields.add('sub_appid', 'belongs to a shop: give its sub_mchid too')
  if (sub_appid === undefined && sub_openid !== undefined)
    fields.add('sub_openid', "belongs to the shop's app: give its sub_appid too")
}

/** Fees that are known are covered by a deposit; an estimate may be exceeded (facts 3.1). */
function checkRisk(fields: Fields, fund: Partial<RiskFund> | undefined, sum: Fen, discounted: boolean): void {
  if (!fund || fund.name === 'ESTIMATE_ORDER_COST' || discounted) return
  if (typeof fund.amount === 'number' && fund.amount > 0 && sum > fund.amount)
    fields.add('risk_fund.amount', `is less than the sum of the fees (${fund.amount} < ${sum})`)
}

/**
 * `POST /v3/payscore/serviceorder` or, with `sub_mchid`, `/v3/payscore/partner/serviceorder` (facts: 1.7.1, 3). The same bytes
 * lead to the same order.
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function prepareCreate(params: CreateParams, context: PrepareContext): PreparedCall {
  const fields = new Fields('create')
  const { time_range, sub_mchid, out_order_no } = params
  checkShape(fields, '', params, CREATE)
  checkShop(fields, params)
  checkPlannedPeriod(
    fields,
    ['time_range.start_time', (time_range as TimeRange | null | undefined)?.start_time],
    ['time_range.end_time', (time_range as TimeRange | null | undefined)?.end_time],
    context.clock(),
  )
  const sum = checkLines(fields, params.post_payments, PAYMENTS, 'either')
  checkLines(fields, params.post_discounts, DISCOUNTS, 'description')
  checkRisk(fields, params.risk_fund, sum, (params.post_discounts?.length ?? 0) > 0)
  const attach = encodeAttach(fields, params.attach, ATTACH_BYTES)
  checkConfirmation(fields, params)
  fields.check()
  return prepared(context, {
    action: 'create',
    path: rootOf(sub_mchid),
    body: { ...params, ...given('attach', attach) },
    safeToRepeat: true,
    repeats: repeatsOf({ out_order_no, ...given('sub_mchid', sub_mchid) }),
  })
}
