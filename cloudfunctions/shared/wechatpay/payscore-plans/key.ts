import { given } from '../../given'
import { fillPath } from '../call'
import type { Shape } from '../checks/shape'
import { placeOf } from '../place'

/** What names one plan to WeChat Pay: our number; its own `plan_id` stands in no path (facts 1.9). */
export interface PlanKey {
  merchant_plan_no: string
  /** The shop, when we call as its service provider. Absent = as the merchant itself. */
  sub_mchid?: string
}

/** The fields of {@link PlanKey}. */
export const PLAN_KEY: Shape<keyof PlanKey> = { merchant_plan_no: 'number', sub_mchid: { optional: 32 } }

/** Where plans are. */
export const plansOf = (sub_mchid: string | undefined): string =>
  placeOf('/v3/payscore/plan', 'payscore-plans', sub_mchid)

/** Where one plan is. */
export const planPath = (action: string, { merchant_plan_no, sub_mchid }: PlanKey): string =>
  fillPath(action, `${plansOf(sub_mchid)}/merchant-plan-no/{merchant_plan_no}`, { merchant_plan_no })

/** Fields that an answer has in common with a call about one plan. */
export const repeatsOf = ({ merchant_plan_no, sub_mchid }: PlanKey): Record<string, string> => ({
  merchant_plan_no,
  ...given('sub_mchid', sub_mchid),
})
