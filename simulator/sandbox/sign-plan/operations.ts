import { type Mode } from '../account'
import { type Answer, type Call, type Operation } from '../protocol'
import { type ModePlanDesk, type PlanDesk } from './desk'
import { createPlan, queryPlan, stopPlan } from './payscore-plans/calls'
import { createSession } from './sessions/create'
import { createSigning, querySigning, stopSigning } from './user-sign-plans/calls'

type Handle = (desk: ModePlanDesk, call: Call) => Answer

/**
 * 签约计划: a plan of several sessions, signed once, and a service order for each (facts 1.9–1.11). The last word of a
 * call's name is its own, so that faults can tell them from calls on orders.
 */
export const signPlanOperations = (desk: PlanDesk): Operation[] =>
  (['merchant', 'partner'] as const).flatMap((mode) => operationsOf(desk, mode))

function operationsOf(desk: PlanDesk, mode: Mode): Operation[] {
  const own: ModePlanDesk = { ...desk, mode }
  const at = mode === 'partner' ? 'partner/' : ''
  const plans = `/v3/payscore/plan/${at}payscore-plans`
  const onPlan = `${plans}/merchant-plan-no/{merchant_plan_no}`
  const signings = `/v3/payscore/sign-plan/${at}user-sign-plans`
  const onSigning = `${signings}/merchant-sign-plan-no/{merchant_sign_plan_no}`
  const operation = (method: 'GET' | 'POST', what: string, path: string, handle: Handle): Operation => ({
    method,
    name: `sign-plan/${what}`,
    path,
    handle: (call) => handle(own, call),
  })
  return [
    operation('POST', 'create-plan', plans, createPlan),
    operation('GET', 'query-plan', onPlan, queryPlan),
    operation('POST', 'stop-plan', `${onPlan}/stop`, stopPlan),
    operation('POST', 'sign', signings, createSigning),
    operation('GET', 'query-sign', onSigning, querySigning),
    operation('POST', 'stop-sign', `${onSigning}/stop`, stopSigning),
    operation('POST', 'session', `/v3/payscore/sign-plan/${at}serviceorder`, createSession),
  ]
}
