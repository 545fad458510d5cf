import type { Fen } from '#domain/money'
import { given } from '../../given'
import { fillPath, prepared, type PrepareContext, type PreparedCall } from '../call'
import { Fields } from '../checks/fields'
import { checkLines, checkTotal } from '../checks/lines'
import { checkRealPeriod } from '../checks/period'
import { checkShape, type Shape } from '../checks/shape'
import { type Discount, DISCOUNTS, type Fee, FEES } from './lines'

/** 完结先享后付订单: the final bill. Amounts in fen; times in Beijing time. */
export interface CompleteParams {
  out_order_no: string
  appid: string
  service_id: string
  /** 1 = the service was not used, which cancels it; 2 = it was. */
  finish_type: 1 | 2
  /** Required with finish_type 1, forbidden with 2. */
  cancel_reason?: string
  real_service_start_time?: string
  /** Required with finish_type 2, forbidden with 1. Not later than now. */
  real_service_end_time?: string
  /** Only where the service ended elsewhere than planned. */
  real_service_end_location?: string
  fees?: readonly Fee[]
  discounts?: readonly Discount[]
  /** Σ fee_amount − Σ discount_amount, at most the order's risk_amount. */
  total_amount: Fen
  /** From the latest query, passed on as it is. A secret. */
  finish_ticket: string
  /** Whether the money will be shared afterwards. */
  profit_sharing?: boolean
}

/** What the order said when it was created: not sent, but decides what is right. */
export interface CreatedOrder {
  risk_amount: Fen
  service_start_time?: string
  service_start_location?: string
  service_end_location?: string
}

export interface CompleteContext extends PrepareContext {
  order: CreatedOrder
  /** Sends `fee_desc` and `fee_count` too. Off: a merchant in production reports that they must be empty (facts: 1.4). */
  keepFeeDetails?: boolean
}

const COMPLETE: Shape<keyof CompleteParams> = {
  out_order_no: 'number',
  appid: 32,
  service_id: 32,
  finish_type: 'elsewhere',
  cancel_reason: 'elsewhere',
  real_service_start_time: 'elsewhere',
  real_service_end_time: 'elsewhere',
  real_service_end_location: 'elsewhere',
  fees: 'elsewhere',
  discounts: 'elsewhere',
  total_amount: 'elsewhere',
  finish_ticket: Infinity,
  profit_sharing: { optional: 'flag' },
}

function checkMoney(
  fields: Fields,
  params: CompleteParams,
  { order, keepFeeDetails }: CompleteContext,
): void {
  const fees = checkLines(fields, params.fees, FEES, 'either')
  const discounts = checkLines(fields, params.discounts, DISCOUNTS, 'amount')
  if (!keepFeeDetails && Array.isArray(params.fees))
    params.fees.forEach((fee: Fee | null, index) => {
      if (fee && fee.fee_amount === undefined && fee.fee_desc !== undefined)
        fields.add(`fees[${index}].fee_amount`, 'is missing; a final bill has an amount on every line')
    })
  checkTotal(fields, params.total_amount, { fees, discounts }, order.risk_amount)
}

function checkPlace(
  fields: Fields,
  { real_service_end_location: place }: CompleteParams,
  order: CreatedOrder,
): void {
  if (place === undefined || !fields.text('real_service_end_location', place, 20)) return
  if (place === order.service_end_location || place === order.service_start_location)
    fields.add('real_service_end_location', 'is the planned place: leave it out')
}

/** With finish_type 1 nothing was used: no bill, no end, and a reason. */
function checkUnused(fields: Fields, params: CompleteParams): void {
  fields.text('cancel_reason', params.cancel_reason, 30)
  for (const name of ['fees', 'discounts'] as const)
    if (params[name]?.length) fields.add(name, 'must be left out with finish_type 1')
  for (const name of ['real_service_end_time', 'real_service_end_location'] as const)
    if (params[name] !== undefined) fields.add(name, 'must be left out with finish_type 1')
  if (params.total_amount !== 0) fields.add('total_amount', 'is not 0, as finish_type 1 requires')
}

/** Only what WeChat Pay wants of a fee at completion; each has an amount by now. */
function billed(fees: readonly Fee[] | undefined, keepDetails: boolean): readonly object[] | undefined {
  return keepDetails ? fees : fees?.map(({ fee_name, fee_amount }) => ({ fee_name, fee_amount }))
}

/**
 * `POST /v3/payscore/payafter-orders/{out_order_no}/complete` (facts: 1.4, 3). Never repeated by itself: after an
 * unknown outcome the order is queried first (design 4.7).
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function prepareComplete(params: CompleteParams, context: CompleteContext): PreparedCall {
  const fields = new Fields('complete')
  const { order, clock, keepFeeDetails } = context
  const { finish_type: type, real_service_start_time: start, real_service_end_time: end } = params
  const unused = type === 1
  checkShape(fields, '', params, COMPLETE)
  if (!unused && type !== 2)
    fields.add('finish_type', type === undefined ? 'is missing' : 'is neither 1 nor 2')
  if (unused) checkUnused(fields, params)
  else {
    if (params.cancel_reason !== undefined) fields.add('cancel_reason', 'must be left out with finish_type 2')
    checkMoney(fields, params, context)
    checkPlace(fields, params, order)
  }
  checkRealPeriod(
    fields,
    order.service_start_time,
    ['real_service_start_time', start],
    ['real_service_end_time', unused ? undefined : end],
    !unused,
    clock(),
  )
  fields.check()
  const { out_order_no, fees, ...rest } = params
  return prepared(context, {
    action: 'complete',
    path: fillPath('complete', '/v3/payscore/payafter-orders/{out_order_no}/complete', { out_order_no }),
    body: { ...rest, ...given('fees', unused ? undefined : billed(fees, keepFeeDetails === true)) },
    safeToRepeat: false,
    repeats: { out_order_no },
  })
}
