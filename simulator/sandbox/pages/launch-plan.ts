import { type SignPlans } from '../sign-plan'
import { type SignProblem } from '../sign-plan/user-sign-plans/sign-problem'
import { type LaunchFields, type LaunchProblem, problem } from './launch'
import { type PlanView } from './plan-view'

const wrongApp = problem('无法打开', '小程序与计划所属的小程序不一致', '4108')
const expired = problem('页面已过期', '请返回商家重新发起', 'PACKAGE_EXPIRED')
const problems: Readonly<Record<Exclude<SignProblem, 'state'>, LaunchProblem>> = {
  late: expired,
  another: problem('无法签约', '此计划不是为当前用户准备的', 'OPENID_MISMATCH'),
  stopped: problem('无法签约', '商家已停止此计划', 'PLAN_STOPPED'),
  signed: problem('无法签约', '你已签约此计划，不能重复签约', 'PLAN_SIGNED'),
}

/** The checks before the signing page opens: its package and nothing else (facts 7.2). Opening spends a single-use one. */
export function launchPlan(plans: SignPlans, given: LaunchFields): PlanView | LaunchProblem {
  const value = given['package'] ?? ''
  const seen = plans.byPackage(value, false)
  if (seen === undefined) return problem('计划不存在', '请返回商家重新签约', 'RESOURCE_NOT_EXISTS')
  if (seen === 'expired') return expired
  if (seen === 'used') return problem('系统繁忙', '未获得权益，请返回商家重新签约', 'PACKAGE_USED')
  if (opensWrongly(seen, given)) return wrongApp
  const trouble = plans.problem(seen.merchant_sign_plan_no, given['openid'])
  if (trouble !== undefined && trouble !== 'state') return problems[trouble]
  plans.byPackage(value, true)
  return seen
}

/** The user's own page of what they signed; WeChat has it among the user's services. */
export function launchSigned(plans: SignPlans, given: LaunchFields): PlanView | LaunchProblem {
  const seen = plans.view(given['merchant_sign_plan_no'] ?? '')
  return seen ?? problem('计划不存在', '请返回商家查看', 'RESOURCE_NOT_EXISTS')
}

function opensWrongly(view: PlanView, given: LaunchFields): boolean {
  const launcher = given['launcher_appid']
  return launcher !== undefined && launcher !== view.appid
}
