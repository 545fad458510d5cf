import { type PlanView, planTotals } from '#domain/lines/sign-plan'
import type { ConsolePlanView } from '#domain/view'
import { given } from '../given'
import type { Offer } from '../offers/document'
import type { PlanDocument } from './document'
import { PLAN_DIFFERS } from './for-a-person'

/** Whether customers may sign it now, as far as we know. */
export const isSignable = ({ state, pending, alerts, plan_id }: PlanDocument): boolean =>
  state === 'NORMAL' && pending === undefined && plan_id !== undefined && !alerts.includes(PLAN_DIFFERS)

/** Whether an offer still is what a plan was made under: it may have become another shop's or another service's since. */
export const isUnder = (
  { offerId, mode, sub_mchid, service_id }: PlanDocument,
  offer: Pick<Offer, '_id' | 'mode' | 'sub_mchid' | 'service_id'>,
): boolean =>
  offerId === offer._id &&
  mode === offer.mode &&
  sub_mchid === offer.sub_mchid &&
  service_id === offer.service_id

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
