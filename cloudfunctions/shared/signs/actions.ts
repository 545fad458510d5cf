import type { OperatorSignAction, SignAction } from '#domain/lines/sign-plan'
import type { Moment } from '#domain/period'
import { RESEND_WINDOW } from '../orders/schedule'
import { currentAttempt, type SignDocument } from './document'
import { isEnded } from './states'

const MINUTE = 60_000

/** How long a stored package is opened again; WeChat Pay lets it live two hours (facts: payscore 1.10). */
export const PACKAGE_LIFE = 115 * MINUTE

/** How long a function may still be at work on a call; only then may the customer send it again. */
const RESEND_AFTER = 20_000

/** More attempts than any honest customer makes; the document stays small and the numbers short. */
export const MOST_ATTEMPTS = 50

/** Whether the stored package may be opened again. Not while a cancel has no result: it may end what is signed then. */
export function canReopen(sign: SignDocument, now: Moment): boolean {
  const { state, package: stored, packageAt } = currentAttempt(sign)
  const live = packageAt !== undefined && now - packageAt < PACKAGE_LIFE
  return sign.pending?.action !== 'cancel' && state === 'UNSIGNED' && stored !== undefined && live
}

/** Whether the customer's retry sends the pending call again, byte for byte, to learn its answer (design 4.4). */
export function canResend({ pending, state, current }: SignDocument, now: Moment): boolean {
  if (pending?.action !== 'sign' || pending.n !== current) return false
  if (state !== 'CREATING' && state !== 'UNSIGNED') return false
  return now - pending.sentAt >= RESEND_AFTER && now - pending.at < RESEND_WINDOW
}

/** Whether the pending call is known to have worked, so that only its answer, the package, is missing. */
const isKnown = ({ pending, state }: SignDocument, now: Moment): boolean =>
  pending?.action === 'sign' && state === 'UNSIGNED' && now - pending.sentAt >= RESEND_AFTER

/** Whether nothing stands between the signing and another call about it. */
export const isFree = (sign: SignDocument, now: Moment): boolean =>
  sign.pending === undefined || isKnown(sign, now)

/** Whether the signing may get another attempt: it was not signed, and no other signing of the plan followed it. */
export function canStartAnew(sign: SignDocument, now: Moment): boolean {
  const { state, signed, retrying, followedBy, attempts } = sign
  if (!isFree(sign, now) || followedBy !== undefined || attempts.length >= MOST_ATTEMPTS) return false
  if (state === 'UNSIGNED' || state === 'NOT_CREATED') return true
  if (signed?.signedAt !== undefined) return false
  // What nobody signed in time WeChat Pay may also call cancelled, by nobody.
  if (state === 'SIGN_PLAN_CANCEL') return retrying === true || signed?.cancelledBy === undefined
  return state === 'EXPIRE'
}

/** Whether it may be ended: before it is confirmed, and with the sessions that are left afterwards. */
export const canCancel = (sign: SignDocument, now: Moment): boolean =>
  (sign.state === 'UNSIGNED' || sign.state === 'SIGNED') && isFree(sign, now)

/** Whether sessions can be started, as far as the signing says: signed, and nothing about it is under way. */
export const isSigned = ({ state, pending }: SignDocument): boolean => state === 'SIGNED' && !pending

/** Whether a query proved that nothing more can be signed or started. */
export const isOver = (sign: SignDocument): boolean =>
  !sign.pending && isEnded(sign.state) && currentAttempt(sign).proven === sign.state

/** Whether a session can be started: there is a next one and nothing to wait for. */
interface Next {
  next?: number
  waiting?: unknown
}

const canStart = (sign: SignDocument, { next, waiting }: Next): boolean =>
  isSigned(sign) && next !== undefined && waiting === undefined

/** What the customer can do now. */
export function signActions(sign: SignDocument, progress: Next, now: Moment): SignAction[] {
  const actions: SignAction[] = []
  if (canReopen(sign, now)) actions.push('reopen')
  if (canResend(sign, now) || canStartAnew(sign, now)) actions.push('retry')
  if (canStart(sign, progress)) actions.push('start')
  if (canCancel(sign, now)) actions.push('cancel')
  return actions
}

/** What an operator can do now. */
export function operatorSignActions(sign: SignDocument, progress: Next, now: Moment): OperatorSignAction[] {
  const actions: OperatorSignAction[] = []
  if (canStart(sign, progress)) actions.push('start')
  if (canCancel(sign, now)) actions.push('cancel')
  return actions
}
