import { prepared, type PrepareContext, type PreparedCall } from '../call'
import { Fields } from '../checks/fields'
import { checkShape } from '../checks/shape'
import { repeatsOf, SIGN_PLAN_KEY, type SignPlanKey, signPlanPath } from './key'

/** 取消用户的签约计划: the sessions that are left. What becomes of one in use no document says: end it first. */
export interface SignStop extends SignPlanKey {
  /** At most 30 characters, which every document allows for a reason (facts 9-13). */
  stop_reason: string
}

/**
 * `POST …/user-sign-plans/merchant-sign-plan-no/{merchant_sign_plan_no}/stop` (facts 1.10).
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function prepareSignStop(params: SignStop, context: PrepareContext): PreparedCall {
  const action = 'sign-stop'
  const fields = new Fields(action)
  checkShape(fields, '', params, { ...SIGN_PLAN_KEY, stop_reason: 30 })
  fields.check()
  const { sub_mchid, stop_reason } = params
  return prepared(context, {
    action,
    path: `${signPlanPath(action, params)}/stop`,
    body: sub_mchid === undefined ? { stop_reason } : { sub_mchid, stop_reason },
    safeToRepeat: true,
    repeats: repeatsOf(params),
  })
}
