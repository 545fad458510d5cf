import type { Fen } from '../money'
import { isFen, sumFen } from '../money'
import type { Merchant } from '../offer'
import type { OrderState, Outcome } from '../order'
import type { Moment } from '../period'
import { isPlainText } from '../text'

/** 签约计划: a course of sessions that is signed once; each session is served, billed and paid before the next (facts: payscore 1.9-1.11). */

/** One session of a plan, as WeChat Pay numbers them: from 1, in the order of the list. */
export interface PlanDetail {
  /** `plan_detail_no`. */
  no: number
  /** At most 20 characters. */
  name: string
  /** What it costs without the plan, and with it; `actual` is never above `original` and never rises from one to the next. */
  original: Fen
  actual: Fen
  /** What the discount is, in words. */
  discount?: string
}

/** What one plan can hold. WeChat Pay documents only that the service's own settings limit it. */
export const PLAN_LIMITS = { details: 50, name: 20, days: 1095, discount: 20 } as const

/** A plan as somebody writes it. */
export interface PlanDraft {
  name: string
  /** Counted from the day of signing. */
  durationDays: number
  details: readonly Omit<PlanDetail, 'no'>[]
}

/** What is wrong with a draft, and where. `at` is the place in `details`, absent where it is about the plan. */
export interface PlanProblem {
  at?: number
  problem:
    | 'name'
    | 'days'
    | 'empty'
    | 'too-many'
    | 'detail-name'
    | 'price'
    | 'above-original'
    | 'rises'
    | 'discount'
    | 'above-limit'
}

const isName = (text: string, longest: number): boolean =>
  text.trim() !== '' && text === text.trim() && [...text].length <= longest && isPlainText(text)

function detailProblem(
  { name, original, actual, discount }: Omit<PlanDetail, 'no'>,
  before: Omit<PlanDetail, 'no'> | undefined,
  maxCharge: Fen,
): PlanProblem['problem'] | undefined {
  if (!isName(name, PLAN_LIMITS.name)) return 'detail-name'
  if (!isFen(original) || !isFen(actual) || original === 0) return 'price'
  if (actual > original) return 'above-original'
  if (actual > maxCharge) return 'above-limit'
  if (before && actual > before.actual) return 'rises'
  if (discount !== undefined && !isName(discount, PLAN_LIMITS.discount)) return 'discount'
  return undefined
}

/**
 * Every problem of a draft; empty when WeChat Pay takes it by its documented rules (facts: payscore 1.9).
 * @param maxCharge the most that one session may cost at this offer, in fen
 */
export function planProblems({ name, durationDays, details }: PlanDraft, maxCharge: Fen): PlanProblem[] {
  const problems: PlanProblem[] = []
  if (!isName(name, PLAN_LIMITS.name)) problems.push({ problem: 'name' })
  if (!Number.isInteger(durationDays) || durationDays < 1 || durationDays > PLAN_LIMITS.days)
    problems.push({ problem: 'days' })
  if (details.length === 0) problems.push({ problem: 'empty' })
  if (details.length > PLAN_LIMITS.details) problems.push({ problem: 'too-many' })
  details.forEach((detail, at) => {
    const problem = detailProblem(detail, details[at - 1], maxCharge)
    if (problem) problems.push({ at, problem })
  })
  return problems
}

/** What a plan comes to, in fen: without the plan, and with it. */
export const planTotals = (
  details: readonly Pick<PlanDetail, 'original' | 'actual'>[],
): { original: Fen; actual: Fen } => ({
  original: sumFen(details.map(({ original }) => original)),
  actual: sumFen(details.map(({ actual }) => actual)),
})

/** Where a plan is: WeChat Pay's `NORMAL` and `STOP`, and before it is known to exist our own words for that. */
export type PlanState = 'CREATING' | 'NOT_CREATED' | 'NORMAL' | 'STOP'

/** Where a signing is, in WeChat Pay's words and our own two. `EXPIRE`: its time is over. */
export type SignState =
  | 'CREATING'
  | 'NOT_CREATED'
  | 'UNSIGNED'
  | 'SIGNED'
  | 'COMPLETE'
  | 'SIGN_PLAN_CANCEL'
  | 'EXPIRE'

/** Where a session is, in WeChat Pay's words (`plan_detail_state`). */
export type SessionState = 'NOT_USED' | 'USING' | 'USED' | 'SIGN_PLAN_DETAIL_CANCEL'

/** A plan as its customers see it. */
export interface PlanView {
  planId: string
  offerId: string
  state: PlanState
  name: string
  durationDays: number
  details: PlanDetail[]
  /** What all sessions come to, in fen, without the plan and with it. */
  original: Fen
  total: Fen
  createdAt: Moment
}

/** One session of somebody's plan. */
export interface SessionView extends PlanDetail {
  state: SessionState
  /** Its order, once it was started. */
  orderId?: string
  orderState?: OrderState
  outcome?: Outcome
  /** What was billed, once it was, and what was really paid, in fen. */
  billed?: Fen
  paid?: Fen
  startedAt?: Moment
  endedAt?: Moment
}

/** What a customer can do with their plan now; the function decides, the page shows. */
export type SignAction =
  /** Open WeChat Pay's page again with the stored package (two hours). */
  | 'reopen'
  /** Sign anew: the same bytes if nothing was heard, else the old attempt is ended and a new one made. */
  | 'retry'
  /** Before it is confirmed: not after all. Afterwards: the sessions that are left are cancelled. */
  | 'cancel'
  /** Begin the next session. */
  | 'start'

/** What an operator can do with somebody's plan now. */
export type OperatorSignAction = 'start' | 'cancel'

/** Why the next session cannot begin yet. */
export type Waiting = 'in-use' | 'unpaid' | 'pending'

/** Somebody's plan, as they see it. */
export interface SignView {
  signId: string
  planId: string
  offerId: string
  state: SignState
  /** Something was sent whose result is not known. */
  pending?: 'sign' | 'cancel'
  name: string
  merchant: Merchant
  durationDays: number
  sessions: SessionView[]
  original: Fen
  total: Fen
  /** What was paid so far, in fen. */
  paid: Fen
  /** The number of the session that is next, while there is one; `waiting` says why it cannot begin. */
  next?: number
  waiting?: Waiting
  /** Who ended it, where somebody did. */
  cancelledBy?: 'customer' | 'merchant' | 'service-closed'
  signedAt?: Moment
  /** Its last moment (`plan_over_time`). */
  overAt?: Moment
  /** `merchant_sign_plan_no` of the attempt that counts, for support calls. */
  number: string
  createdAt: Moment
  actions: SignAction[]
  /** No real money moves here. Absent in production. */
  sandbox?: true
}
