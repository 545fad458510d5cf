import { prepared, type PrepareContext, type PreparedCall } from '../call'
import { Fields } from '../checks/fields'
import { checkShape } from '../checks/shape'
import { PLAN_KEY, type PlanKey, planPath, repeatsOf } from './key'

/**
 * `POST …/payscore-plans/merchant-plan-no/{merchant_plan_no}/stop` (facts 1.9): nobody can sign it any more, who signed goes on.
 * There is no way back. The merchant's own call has no body at all, a service provider's names the shop.
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function preparePlanStop(key: PlanKey, context: PrepareContext): PreparedCall {
  const action = 'plan-stop'
  const fields = new Fields(action)
  checkShape(fields, '', key, PLAN_KEY)
  fields.check()
  const { sub_mchid } = key
  return prepared(context, {
    action,
    path: `${planPath(action, key)}/stop`,
    body: sub_mchid === undefined ? '' : { sub_mchid },
    safeToRepeat: true,
    repeats: repeatsOf(key),
  })
}
