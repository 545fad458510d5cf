import type { Fen } from '#domain/money'
import { fillPath, type PrepareContext, type PreparedCall } from '../call'
import { Fields } from './fields'
import { checkDiscounts, checkFees, type Discount, type Fee } from './lines'
import { checkTime, isBefore, ON_ACCEPT, readPayTime } from './times'

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

const NAMES: readonly (keyof CompleteParams)[] = [
  'out_order_no',
  'appid',
  'service_id',
  'finish_type',
  'cancel_reason',
  'real_service_start_time',
  'real_service_end_time',
  'real_service_end_location',
  'fees',
  'discounts',
  'total_amount',
  'finish_ticket',
  'profit_sharing',
]

function checkMoney(
  fields: Fields,
  params: CompleteParams,
  { order, keepFeeDetails }: CompleteContext,
): void {
  const fees = checkFees(fields, params.fees)
  const discounts = checkDiscounts(fields, params.discounts, 'complete')
  if (!keepFeeDetails && Array.isArray(params.fees))
    params.fees.forEach((fee: Fee | null, index) => {
      if (fee && fee.fee_amount === undefined && fee.fee_desc !== undefined)
        fields.add(`fees[${index}].fee_amount`, 'is missing; a final bill has an amount on every line')
    })
  const { total_amount: total } = params
  if (!fields.amount('total_amount', total)) return
  if (total !== fees - discounts)
    fields.add('total_amount', `is not the fees minus the discounts (${total}, but ${fees} - ${discounts})`)
  if (total > order.risk_amount)
    fields.add('total_amount', `is more than the risk amount of the order (${total} > ${order.risk_amount})`)
}

function checkPeriod(fields: Fields, params: CompleteParams, { order, clock }: CompleteContext): void {
  const { real_service_start_time: startText, real_service_end_time: endText, finish_type: type } = params
  const planned = readPayTime(order.service_start_time)
  const precision = order.service_start_time === ON_ACCEPT ? 'second' : planned?.precision
  const start = startText === undefined ? undefined : checkTime(fields, 'real_service_start_time', startText)
  if (type === 1) {
    for (const name of ['real_service_end_time', 'real_service_end_location'] as const)
      if (params[name] !== undefined) fields.add(name, 'must be left out with finish_type 1')
  }
  const end = type === 1 ? undefined : checkTime(fields, 'real_service_end_time', endText)
  for (const [name, time] of [
    ['real_service_start_time', start],
    ['real_service_end_time', end],
  ] as const)
    if (time && precision && time.precision !== precision)
      fields.add(name, `is not as precise as the order was created (to the ${precision})`)
  if (!end) return
  if (end.moment > clock()) fields.add('real_service_end_time', 'is in the future')
  const begin = start ?? planned
  if (begin && !isBefore(begin, end))
    fields.add(
      'real_service_end_time',
      start ? 'is not after real_service_start_time' : 'is not after the planned start',
    )
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

/** Only what WeChat Pay wants of a fee at completion. */
function billed(fees: readonly Fee[] | undefined, keepDetails: boolean): readonly Fee[] | undefined {
  if (keepDetails) return fees
  return fees?.map(({ fee_name, fee_amount }) => ({
    fee_name,
    ...(fee_amount !== undefined && { fee_amount }),
  }))
}

/**
 * `POST /v3/payscore/payafter-orders/{out_order_no}/complete` (facts: 1.4, 3). Never repeated by itself: after an
 * unknown outcome the order is queried first (design 4.7).
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function prepareComplete(params: CompleteParams, context: CompleteContext): PreparedCall {
  const fields = new Fields('complete')
  const { finish_type: type } = params
  fields.known('', params, NAMES)
  fields.number('out_order_no', params.out_order_no)
  fields.text('appid', params.appid, 32)
  fields.text('service_id', params.service_id, 32)
  if (type !== 1 && type !== 2)
    fields.add('finish_type', type === undefined ? 'is missing' : 'is neither 1 nor 2')
  if (type === 1) {
    fields.text('cancel_reason', params.cancel_reason, 30)
    for (const name of ['fees', 'discounts'] as const)
      if (params[name]?.length) fields.add(name, 'must be left out with finish_type 1')
    if (params.total_amount !== 0) fields.add('total_amount', 'is not 0, as finish_type 1 requires')
  } else {
    if (params.cancel_reason !== undefined) fields.add('cancel_reason', 'must be left out with finish_type 2')
    checkMoney(fields, params, context)
    checkPlace(fields, params, context.order)
  }
  checkPeriod(fields, params, context)
  fields.text('finish_ticket', params.finish_ticket, Infinity)
  if (params.profit_sharing !== undefined) fields.flag('profit_sharing', params.profit_sharing)
  fields.check()
  const { out_order_no, fees, ...rest } = params
  const lines = type === 1 ? undefined : billed(fees, context.keepFeeDetails === true)
  return {
    action: 'complete',
    method: 'POST',
    path: fillPath('complete', '/v3/payscore/payafter-orders/{out_order_no}/complete', { out_order_no }),
    body: JSON.stringify({ ...rest, ...(lines && { fees: lines }) }),
    serial: context.keyring.encryptionKey(context.clock()).serial,
    safeToRepeat: false,
    repeats: { out_order_no },
  }
}
