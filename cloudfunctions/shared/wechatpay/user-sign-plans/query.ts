import { prepared, type PrepareContext, type PreparedCall, queryText } from '../call'
import { Fields } from '../checks/fields'
import { checkShape } from '../checks/shape'
import { repeatsOf, SIGN_PLAN_KEY, type SignPlanKey, signPlanPath } from './key'

/**
 * `GET …/user-sign-plans/merchant-sign-plan-no/{merchant_sign_plan_no}`; a service provider's names the shop (facts 1.10).
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function prepareSignQuery(key: SignPlanKey, context: PrepareContext): PreparedCall {
  const action = 'sign-query'
  const fields = new Fields(action)
  checkShape(fields, '', key, SIGN_PLAN_KEY)
  fields.check()
  const { sub_mchid } = key
  const path = signPlanPath(action, key)
  return prepared(context, {
    action,
    path: sub_mchid === undefined ? path : `${path}?${queryText({ sub_mchid })}`,
    safeToRepeat: true,
    repeats: repeatsOf(key),
  })
}
