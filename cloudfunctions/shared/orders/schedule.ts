import { dueToReceive } from '#domain/lines/delivery'
import { isSettled, type OrderState } from '#domain/order'
import type { Moment } from '#domain/period'
import { given } from '../given'
import { isConfirmedAlone } from '../lines/confirmed'
import { rulesOf } from '../protocols'
import { currentAttempt, type Attempt, type OrderDocument } from './document'
import { isShort, isUnbalanced } from './holding'
import { unsentSince } from './reservation'

const MINUTE = 60_000
const DAY = 1440 * MINUTE

/** When reconcile looks after the last change: 1, 5, 15 minutes, 1 and 6 hours, then daily (design 4.10). */
const INTERVALS = [1, 5, 15, 60, 360, 1440].map((minutes) => minutes * MINUTE)

/** How long to wait after so many looks that changed nothing. */
export const intervalAfter = (checks: number): number =>
  INTERVALS[Math.min(checks, INTERVALS.length - 1)] ?? MINUTE

/** After a question without an answer: soon, but not with every run. */
export const SOON = 15 * MINUTE

/** How long a changing call may still be under way after it was sent; only then is it asked about or sent again. */
export const LONGEST_WAIT = MINUTE

/** How long the customer's own retry may send a create again with the same bytes (design 4.4). */
export const RESEND_WINDOW = 10 * MINUTE

/** How long a stored package is opened again; WeChat Pay lets it live an hour (design 4.5). */
export const PACKAGE_LIFE = 55 * MINUTE

/**
 * When an attempt that nobody confirmed is over, after it was made: WeChat Pay ends it after an hour and we look a minute
 * later, or its package dies after an hour and we end it, once it is certain that nobody can confirm it (design 4.5).
 */
const UNCONFIRMED = { expires: 61 * MINUTE, 'cancelled-by-us': 65 * MINUTE } as const

const ENDS: readonly OrderState[] = ['EXPIRED', 'REVOKED', 'NOT_CREATED', 'USER_PAID']

/**
 * Whether WeChat Pay can do nothing more with this attempt, proven by a query: an answer or a notification that ends an
 * order is asked about once more, which also brings what they left out (the transaction, the total).
 */
export function isOver(order: OrderDocument, attempt: Attempt): boolean {
  if (attempt.proven !== attempt.state) return false
  if (attempt.n !== order.current) return ENDS.includes(attempt.state) || attempt.free === true
  const { state, outcome } = order
  return isSettled(outcome === undefined ? { state } : { state, outcome })
}

/** The attempts that must still be asked about. */
export const openAttempts = (order: OrderDocument): Attempt[] =>
  order.attempts.filter((attempt) => !isOver(order, attempt))

/**
 * Sets when reconcile looks next, and when goods count as received. A pending call is looked at when its longest wait is over;
 * an unconfirmed order also just after WeChat Pay ends it; nothing when all is over.
 */
export function withNextCheck(order: OrderDocument, now: Moment): OrderDocument {
  const { receiveAt: _due, ...rest } = withNextLook(order, now)
  const next = { ...rest, ...given('receiveAt', dueToReceive(order)) }
  if (!isUnbalanced(next)) return next
  // What it holds of the stock is not what it keeps: put right soon, even where nothing else is left to do. What is not there
  // any more comes back slowly or never.
  const wait = isShort(next) ? DAY : MINUTE
  return { ...next, nextCheckAt: Math.min(next.nextCheckAt ?? Infinity, now + wait) }
}

function withNextLook(order: OrderDocument, now: Moment): OrderDocument {
  const { nextCheckAt: _old, ...rest } = order
  const interval = intervalAfter(order.checks)
  if (order.pending) {
    const { at, sentAt } = order.pending
    const waited = sentAt + LONGEST_WAIT
    // Somebody waits for the result of a young one.
    const patience = now - at < RESEND_WINDOW ? MINUTE : interval
    return { ...rest, nextCheckAt: waited > now ? waited : now + patience }
  }
  const unsent = unsentSince(order)
  if (unsent !== undefined) return { ...rest, nextCheckAt: Math.max(unsent + LONGEST_WAIT, now + MINUTE) }
  if (openAttempts(order).length === 0) return rest
  const next = now + interval
  const unconfirmed = order.state === 'CREATED' && isConfirmedAlone(order)
  return { ...rest, nextCheckAt: unconfirmed ? Math.min(next, expiryLook(order, now)) : next }
}

/**
 * When to look for the end of an unconfirmed order: just after its hour, and then every few minutes for a while, because a
 * create that WeChat Pay carried out late ends late.
 */
function expiryLook(order: OrderDocument, now: Moment): Moment {
  const { end, life } = unconfirmedEnd(order)
  if (end > now) return end
  return now < end + life ? now + SOON : Infinity
}

function unconfirmedEnd(order: OrderDocument): { end: Moment; life: number } {
  const { at, restoredAt = at } = currentAttempt(order)
  const life = UNCONFIRMED[rulesOf(order.protocol).unconfirmed]
  return { end: restoredAt + life, life }
}

/** Whether the current attempt, if it is still unconfirmed, is ours to end because WeChat Pay would let it live for weeks. */
export const hasLapsed = (order: OrderDocument, now: Moment): boolean =>
  isConfirmedAlone(order) &&
  rulesOf(order.protocol).unconfirmed === 'cancelled-by-us' &&
  now >= unconfirmedEnd(order).end

/** The same, but looked at within a quarter of an hour: WeChat Pay did not answer a question. */
export function withinMinutes(order: OrderDocument, now: Moment): OrderDocument {
  const { nextCheckAt } = order
  return nextCheckAt === undefined ? order : { ...order, nextCheckAt: Math.min(nextCheckAt, now + SOON) }
}
