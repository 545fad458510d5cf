import { planTotals } from '#domain/lines/sign-plan'
import { given } from '../given'
import type { Desk } from '../orders/desk'
import type { PreparedCall } from '../wechatpay'
import * as payscorePlans from '../wechatpay/payscore-plans'
import type { PlanDocument } from './document'

/** What names a plan to WeChat Pay. */
export const keyOf = ({ _id, sub_mchid }: PlanDocument): payscorePlans.PlanKey => ({
  merchant_plan_no: _id,
  ...given('sub_mchid', sub_mchid),
})

/** The bytes that make a plan: always the same ones. @throws ValidationError when WeChat Pay would refuse it by its documented rules */
export function planCall({ prepare }: Pick<Desk, 'prepare'>, plan: PlanDocument): PreparedCall {
  const { service_id, appid, name, durationDays, details } = plan
  const { original, actual } = planTotals(details)
  return payscorePlans.preparePlan(
    {
      ...keyOf(plan),
      service_id,
      appid,
      plan_name: name,
      plan_duration: durationDays,
      deduction_quantity: details.length,
      total_original_price: original,
      total_actual_price: actual,
      plan_detail_list: details.map((one) => ({
        plan_detail_name: one.name,
        original_price: one.original,
        actual_price: one.actual,
        ...given('plan_discount_description', one.discount),
      })),
    },
    prepare,
  )
}

/** The bytes that stop it. */
export const stopCall = ({ prepare }: Pick<Desk, 'prepare'>, plan: PlanDocument): PreparedCall =>
  payscorePlans.preparePlanStop(keyOf(plan), prepare)
