import type { PlanState } from '#domain/lines/sign-plan'
import { planTotals } from '#domain/lines/sign-plan'
import type { Evidence } from '#domain/order'
import type { Moment } from '#domain/period'
import { given } from '../given'
import { withoutPending } from '../intents/pending'
import { withAlert, withAudit } from '../orders/document'
import { LONGEST_WAIT } from '../orders/schedule'
import type { Plan } from '../wechatpay/payscore-plans'
import type { PlanDocument } from './document'
import { PLAN_DIFFERS, PLAN_LOST, PLAN_WORD } from './for-a-person'

/** Where each state may go by an answer; only forward. A query corrects. */
const NEXT: Readonly<Record<PlanState, readonly PlanState[]>> = {
  CREATING: ['NOT_CREATED', 'NORMAL', 'STOP'],
  NOT_CREATED: ['NORMAL', 'STOP'],
  NORMAL: ['STOP'],
  STOP: [],
}

/** What to believe after WeChat Pay told of a plan; nobody is notified of plans, so it is an answer or a query's. */
export function believePlan(
  plan: PlanDocument,
  told: Plan,
  evidence: Exclude<Evidence, 'notification'>,
  at: Moment,
): PlanDocument {
  const { plan_state: state, plan_id } = told
  if (state === undefined) return withAlert(plan, PLAN_WORD)
  const checked = isSamePlan(plan, told) ? plan : withAlert(plan, PLAN_DIFFERS)
  const moves = state !== plan.state && (evidence === 'query' || NEXT[plan.state].includes(state))
  const { missingAt: _found, proven: _before, ...found } = checked
  const believed = moves ? state : plan.state
  const next: PlanDocument = {
    ...found,
    plan_id,
    state: believed,
    ...given('proven', evidence === 'query' ? believed : moves ? undefined : plan.proven),
    ...given('stoppedAt', believed === 'STOP' ? (told.stoppedAt ?? plan.stoppedAt ?? at) : undefined),
    checks: moves ? 0 : plan.checks,
  }
  const corrects = moves && !NEXT[plan.state].includes(state)
  const audited = corrects
    ? withAudit(next, { at, by: 'reconcile', what: 'correction', note: `${plan.state} → ${state}` })
    : next
  return settle(audited)
}

/** Drops the pending call when what was heard proves its end: of a create nothing but that the plan is there is missing. */
function settle(plan: PlanDocument): PlanDocument {
  const { pending, state } = plan
  const done = pending?.action === 'create' ? state === 'NORMAL' || state === 'STOP' : state === 'STOP'
  return pending && done ? withoutPending(plan) : plan
}

/** Whether it is the very plan that was sent: what customers sign is what they are shown. */
function isSamePlan({ details, durationDays }: PlanDocument, told: Plan): boolean {
  const { original, actual } = planTotals(details)
  return (
    isOr(told.deduction_quantity, details.length) &&
    isOr(told.total_original_price, original) &&
    isOr(told.total_actual_price, actual) &&
    isOr(told.plan_duration, durationDays) &&
    (told.plan_detail_list ?? []).every(({ plan_detail_no, actual_price }) => {
      const ours = details.find(({ no }) => no === plan_detail_no)
      return plan_detail_no === undefined || (ours !== undefined && isOr(actual_price, ours.actual))
    })
  )
}

/** What is not said contradicts nothing. */
const isOr = (said: number | undefined, ours: number): boolean => said === undefined || said === ours

/**
 * What to believe after a verified answer that there is no such plan: only a second one, a minute after the first and after the
 * last sending, proves that it was never made (design 4.4).
 */
export function believeNoPlan(plan: PlanDocument, at: Moment): PlanDocument {
  if (plan.state === 'NOT_CREATED') return plan
  if (plan.state !== 'CREATING') return at - plan.createdAt < LONGEST_WAIT ? plan : withAlert(plan, PLAN_LOST)
  const sentAt = plan.pending?.sentAt ?? plan.createdAt
  if (at - sentAt < LONGEST_WAIT) return plan
  if (plan.missingAt === undefined) return { ...plan, missingAt: at }
  return at - plan.missingAt < LONGEST_WAIT ? plan : neverMade(plan)
}

/** It is proven never to have existed; its bytes go. */
export function neverMade(plan: PlanDocument): PlanDocument {
  const { missingAt: _missing, ...rest } = withoutPending(plan)
  return { ...rest, state: 'NOT_CREATED', proven: 'NOT_CREATED', checks: 0 }
}
