import type { SignState } from '#domain/lines/sign-plan'
import type { Evidence } from '#domain/order'

/** Where each state may go by an answer to an action; only forward (facts: payscore 2.4). */
const NEXT: Readonly<Record<SignState, readonly SignState[]>> = {
  CREATING: ['NOT_CREATED', 'UNSIGNED', 'SIGNED', 'COMPLETE', 'SIGN_PLAN_CANCEL', 'EXPIRE'],
  NOT_CREATED: ['UNSIGNED'],
  UNSIGNED: ['SIGNED', 'COMPLETE', 'SIGN_PLAN_CANCEL', 'EXPIRE'],
  SIGNED: ['COMPLETE', 'SIGN_PLAN_CANCEL', 'EXPIRE'],
  COMPLETE: [],
  SIGN_PLAN_CANCEL: [],
  EXPIRE: [],
}

/**
 * What to believe after hearing `next`. Only a query may correct what was believed, and only a query is believed that nothing
 * was signed in time or that all is used. A notification moves to SIGNED alone: that of an end contradicts the states in the
 * documents' own example (facts 9-12).
 */
export function judgeSign(
  current: SignState,
  next: SignState,
  evidence: Evidence,
): 'same' | 'forward' | 'correction' | 'ignore' {
  if (current === next) return 'same'
  if (evidence === 'notification' && next !== 'SIGNED') return 'ignore'
  if (evidence === 'answer' && (next === 'NOT_CREATED' || next === 'EXPIRE')) return 'ignore'
  if (NEXT[current].includes(next)) return 'forward'
  return evidence === 'query' ? 'correction' : 'ignore'
}

/** Nothing can be signed or used any more. */
export const isEnded = (state: SignState): boolean =>
  state === 'NOT_CREATED' || state === 'COMPLETE' || state === 'SIGN_PLAN_CANCEL' || state === 'EXPIRE'
