import type { Moment } from '#domain/period'
import { intervalAfter, LONGEST_WAIT, RESEND_WINDOW } from '../orders/schedule'
import type { Intending } from './document'

const MINUTE = 60_000

/**
 * Sets when reconcile looks next, as for orders (design 4.10): when a pending call's longest wait is over, never again when all
 * is over.
 */
export function withNextLook<D extends Intending>(document: D, now: Moment, isOver: boolean): D {
  const { nextCheckAt: _old, ...rest } = document
  const interval = intervalAfter(document.checks)
  const { pending } = document
  if (pending) {
    const waited = pending.sentAt + LONGEST_WAIT
    // Somebody waits for the result of a young one.
    const patience = now - pending.at < RESEND_WINDOW ? MINUTE : interval
    return { ...rest, nextCheckAt: waited > now ? waited : now + patience } as D
  }
  return (isOver ? rest : { ...rest, nextCheckAt: now + interval }) as D
}
