import { prepared, type PrepareContext, type PreparedCall } from '../call'
import { Fields } from '../checks/fields'
import { checkShape, type Shape } from '../checks/shape'
import { checkShop } from '../checks/shop'
import { checkPrices, PLAN, type PlanDetail, type PlanTotals } from './details'
import { PLAN_KEY, type PlanKey, plansOf, repeatsOf } from './key'

/** 创建支付分计划: sessions with prices that never rise, which customers then sign. Amounts in fen. */
export interface NewPlan extends PlanKey, PlanTotals {
  service_id: string
  /** Our own; a service provider's, when `sub_mchid` is given. */
  appid: string
  /** The shop's own app. */
  sub_appid?: string
  /** At most 20 characters. */
  plan_name: string
  /** In days, counted from the day of signing. */
  plan_duration: number
  plan_detail_list: readonly PlanDetail[]
}

const WHOSE: Shape<Exclude<keyof NewPlan, keyof PlanKey | keyof typeof PLAN>> = {
  service_id: 32,
  appid: 32,
  sub_appid: { optional: 32 },
  deduction_quantity: 'elsewhere',
  total_original_price: 'elsewhere',
  total_actual_price: 'elsewhere',
}

/**
 * `POST /v3/payscore/plan/payscore-plans` or, with `sub_mchid`, `/v3/payscore/plan/partner/payscore-plans` (facts 1.9). Our number
 * is unique, so the same bytes cannot make two plans.
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function preparePlan(plan: NewPlan, context: PrepareContext): PreparedCall {
  const fields = new Fields('plan')
  checkShape(fields, '', plan, { ...PLAN_KEY, ...WHOSE, ...PLAN })
  checkShop(fields, plan)
  checkPrices(fields, plan)
  fields.check()
  return prepared(context, {
    action: 'plan',
    path: plansOf(plan.sub_mchid),
    body: plan,
    safeToRepeat: true,
    repeats: repeatsOf(plan),
  })
}
