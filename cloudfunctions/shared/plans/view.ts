import { type PlanView, planTotals } from '#domain/lines/sign-plan'
import type { ConsolePlanView } from '#domain/view'
import { given } from '../given'
import type { PlanDocument } from './document'
import { PLAN_DIFFERS } from './for-a-person'

/** Whether customers may sign it now, as far as we know. */
export const isSignable = ({ state, pending, alerts, plan_id }: PlanDocument): boolean =>
  state === 'NORMAL' && pending === undefined && plan_id !== undefined && !alerts.includes(PLAN_DIFFERS)

/** A plan as its customers see it. */
export function planView(plan: PlanDocument): PlanView {
  const { _id, offerId, state, name, durationDays, details, createdAt } = plan
  const { original, actual } = planTotals(details)
  return { planId: _id, offerId, state, name, durationDays, details, original, total: actual, createdAt }
}

/** A plan as operators see it. */
export function consolePlanView(plan: PlanDocument): ConsolePlanView {
  const { _id, sub_mchid, pending, state, stoppedAt, audit, alerts } = plan
  return {
    ...planView(plan),
    ...given('sub_mchid', sub_mchid),
    ...given('pending', pending?.action),
    number: _id,
    ...given('stoppedAt', stoppedAt),
    actions: state === 'NORMAL' && !pending ? ['stop'] : [],
    audit,
    alerts,
  }
}
