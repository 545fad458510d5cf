import { planTotals, type SignView } from '#domain/lines/sign-plan'
import type { ConsoleSignView } from '#domain/view'
import { given } from '../given'
import type { OrderDocument } from '../orders/document'
import type { ViewFacts } from '../orders/view'
import { progressOf } from '../sessions/progress'
import { operatorSignActions, signActions } from './actions'
import { currentAttempt, type SignDocument } from './document'

type Progress = ReturnType<typeof progressOf>

function commonView(
  sign: SignDocument,
  { sessions, paid, next, waiting }: Progress,
  { sandbox }: ViewFacts,
): Omit<SignView, 'actions'> {
  const { _id, planId, offerId, state, pending, name, merchant, durationDays, signed = {}, createdAt } = sign
  const { original, actual } = planTotals(sign.details)
  return {
    signId: _id,
    planId,
    offerId,
    state,
    ...given('pending', pending?.action),
    name,
    merchant,
    durationDays,
    sessions,
    original,
    total: actual,
    paid,
    ...given('next', next),
    ...given('waiting', waiting),
    ...given('cancelledBy', signed.cancelledBy),
    ...given('signedAt', signed.signedAt),
    ...given('overAt', signed.overAt),
    number: currentAttempt(sign).number,
    createdAt,
    ...(sandbox ? { sandbox } : {}),
  }
}

/** A signing for its customer: nothing in it is a secret, and nothing is of another person. @param orders of its sessions */
export function customerSignView(
  sign: SignDocument,
  orders: readonly OrderDocument[],
  facts: ViewFacts,
): SignView {
  const progress = progressOf(sign, orders)
  return { ...commonView(sign, progress, facts), actions: signActions(sign, progress, facts.now) }
}

/** A signing for an operator: with attempts, audit trail and alerts; who the customer is stays out. */
export function consoleSignView(
  sign: SignDocument,
  orders: readonly OrderDocument[],
  facts: ViewFacts,
): ConsoleSignView {
  const progress = progressOf(sign, orders)
  return {
    ...commonView(sign, progress, facts),
    actions: operatorSignActions(sign, progress, facts.now),
    attempts: sign.attempts.map(({ number, state, at }) => ({ number, state, at })),
    audit: sign.audit,
    alerts: sign.alerts,
  }
}
