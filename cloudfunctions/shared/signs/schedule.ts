import type { Moment } from '#domain/period'
import { withNextLook } from '../intents/schedule'
import { SOON } from '../orders/schedule'
import { attemptOf, currentAttempt, type SignDocument } from './document'
import { isEnded } from './states'

const MINUTE = 60_000
const DAY = 1440 * MINUTE

/** Its package lives two hours (facts: payscore 1.10); a few minutes later it is certain that nobody can sign with it. */
const UNSIGNED_LIFE = 125 * MINUTE

/** What WeChat Pay does not let us end is looked at for so long; nothing can be signed with it anyway. */
const PATIENCE = 30 * DAY

/** Whether WeChat Pay can do nothing more with an attempt, proven by a query. */
const isOver = (sign: SignDocument, n: number): boolean => {
  const { state, proven } = attemptOf(sign, n)
  return isEnded(state) && proven === state
}

/** The attempts that must still be asked about. */
export const openAttempts = (sign: SignDocument): number[] =>
  sign.attempts.map(({ n }) => n).filter((n) => !isOver(sign, n))

/** Whether the current attempt was not signed in time: nobody can any more. */
export const hasLapsed = (sign: SignDocument, now: Moment): boolean =>
  sign.state === 'UNSIGNED' && now >= currentAttempt(sign).at + UNSIGNED_LIFE

/** Sets when reconcile looks next; an unsigned one also just after its package died. */
export function scheduled(sign: SignDocument, now: Moment): SignDocument {
  const next = withNextLook(sign, now, openAttempts(sign).length === 0)
  const { nextCheckAt, pending, state } = next
  if (pending || nextCheckAt === undefined || state !== 'UNSIGNED') return next
  const { at } = currentAttempt(next)
  if (now >= at + PATIENCE) {
    const { nextCheckAt: _never, ...rest } = next
    return rest
  }
  const lapse = at + UNSIGNED_LIFE
  const look = lapse > now ? lapse : now < lapse + UNSIGNED_LIFE ? now + SOON : Infinity
  return { ...next, nextCheckAt: Math.min(nextCheckAt, look) }
}
