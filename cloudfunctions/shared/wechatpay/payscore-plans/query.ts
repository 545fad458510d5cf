import { prepared, type PrepareContext, type PreparedCall, queryText } from '../call'
import { Fields } from '../checks/fields'
import { checkShape } from '../checks/shape'
import { PLAN_KEY, type PlanKey, planPath, repeatsOf } from './key'

/**
 * `GET …/payscore-plans/merchant-plan-no/{merchant_plan_no}`; a service provider's names the shop (facts 1.9).
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function preparePlanQuery(key: PlanKey, context: PrepareContext): PreparedCall {
  const action = 'plan-query'
  const fields = new Fields(action)
  checkShape(fields, '', key, PLAN_KEY)
  fields.check()
  const { sub_mchid } = key
  const path = planPath(action, key)
  return prepared(context, {
    action,
    path: sub_mchid === undefined ? path : `${path}?${queryText({ sub_mchid })}`,
    safeToRepeat: true,
    repeats: repeatsOf(key),
  })
}
