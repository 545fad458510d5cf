import { given } from '../../given'
import { fillPath } from '../call'
import type { Shape } from '../checks/shape'
import { placeOf } from '../place'

/** What names one customer's signing of a plan to WeChat Pay. */
export interface SignPlanKey {
  merchant_sign_plan_no: string
  /** The shop, when we call as its service provider. Absent = as the merchant itself. */
  sub_mchid?: string
}

/** The fields of {@link SignPlanKey}. */
export const SIGN_PLAN_KEY: Shape<keyof SignPlanKey> = {
  merchant_sign_plan_no: 'number',
  sub_mchid: { optional: 32 },
}

/** Where signings are. */
export const signPlansOf = (sub_mchid: string | undefined): string =>
  placeOf('/v3/payscore/sign-plan', 'user-sign-plans', sub_mchid)

/** Where one signing is. */
export const signPlanPath = (action: string, { merchant_sign_plan_no, sub_mchid }: SignPlanKey): string =>
  fillPath(action, `${signPlansOf(sub_mchid)}/merchant-sign-plan-no/{merchant_sign_plan_no}`, {
    merchant_sign_plan_no,
  })

/** Fields that an answer has in common with a call about one signing. */
export const repeatsOf = ({ merchant_sign_plan_no, sub_mchid }: SignPlanKey): Record<string, string> => ({
  merchant_sign_plan_no,
  ...given('sub_mchid', sub_mchid),
})
