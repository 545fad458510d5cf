import type { Fen } from '#domain/money'
import { given } from '../../given'
import { prepared, type PrepareContext, type PreparedCall } from '../call'
import { address } from '../checks/address'
import { encodeAttach } from '../checks/attach'
import { checkConfirmation } from '../checks/confirmation'
import { Fields } from '../checks/fields'
import { checkLines, type LineNeeds } from '../checks/lines'
import { checkPlannedPeriod } from '../checks/period'
import { checkShape, type Shape } from '../checks/shape'
import { checkShop } from '../checks/shop'
import { placeOf } from '../place'
import { repeatsOf, ROOT } from './key'
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

/**
 * What every new order says, whatever it is for. Names are WeChat Pay's; amounts in fen; times in Beijing time
 * (facts 1.7.1, 1.8).
 */
export interface NewOrder {
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
}

const REMARK = { optional: 20 }

/** The fields of {@link TimeRange}, but what its times decide together. */
export const TIMES = {
  object: {
    start_time: 'elsewhere',
    start_time_remark: REMARK,
    end_time: 'elsewhere',
    end_time_remark: REMARK,
  },
} as const

/** Where a service begins and ends. */
export const PLACE = {
  optional: { object: { start_location: { optional: 20 }, end_location: { optional: 20 } } },
} as const

const NEW_ORDER: Shape<keyof NewOrder> = {
  out_order_no: 'number',
  appid: 32,
  service_id: 32,
  sub_mchid: { optional: 32 },
  sub_appid: { optional: 32 },
  service_introduction: 20,
  post_payments: 'elsewhere',
  post_discounts: 'elsewhere',
  time_range: TIMES,
  location: PLACE,
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
}

/** What `attach` may have, once it is url-encoded. */
export const ATTACH_BYTES = 256

/**
 * What is known to be owed is covered by a deposit; an estimate may be exceeded, and discounts may lower it (facts 3.1).
 * @param sum of `what`, in fen
 */
export function checkRisk(fields: Fields, order: NewOrder, what: 'fees' | 'goods', sum: Fen): void {
  const fund = order.risk_fund as Partial<RiskFund> | undefined
  if (!fund || fund.name === 'ESTIMATE_ORDER_COST' || (order.post_discounts?.length ?? 0) > 0) return
  if (typeof fund.amount === 'number' && fund.amount > 0 && sum > fund.amount)
    fields.add('risk_fund.amount', `is less than the sum of the ${what} (${fund.amount} < ${sum})`)
}

/** What is particular to one kind of new order. */
export interface NewOrderCall {
  /** The last part of its path. */
  resource: string
  /** Its fields beside those of every new order. */
  shape: Shape
  /** What a line of `post_discounts` needs. */
  discounts: LineNeeds
}

/**
 * Checks a new order and puts it together for the merchant itself or its service provider (facts 1.7.1, 1.8, 3). The same bytes
 * lead to the same order.
 * @param rest checks what only this kind of order has
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function prepareNewOrder<Params extends NewOrder>(
  { resource, shape, discounts }: NewOrderCall,
  params: Params,
  context: PrepareContext,
  rest: (fields: Fields) => void = () => undefined,
): PreparedCall {
  const fields = new Fields('create')
  const { sub_mchid, out_order_no } = params
  const period = params.time_range as Partial<TimeRange> | null | undefined
  checkShape(fields, '', params, { ...NEW_ORDER, ...shape })
  checkShop(fields, params)
  checkPlannedPeriod(
    fields,
    ['time_range.start_time', period?.start_time],
    ['time_range.end_time', period?.end_time],
    context.clock(),
  )
  checkRisk(fields, params, 'fees', checkLines(fields, params.post_payments, PAYMENTS, 'either'))
  checkLines(fields, params.post_discounts, DISCOUNTS, discounts)
  rest(fields)
  const attach = encodeAttach(fields, params.attach, ATTACH_BYTES)
  checkConfirmation(fields, params)
  fields.check()
  return prepared(context, {
    action: 'create',
    path: placeOf(ROOT, resource, sub_mchid),
    body: { ...params, ...given('attach', attach) },
    safeToRepeat: true,
    repeats: repeatsOf({ out_order_no, ...given('sub_mchid', sub_mchid) }),
  })
}
