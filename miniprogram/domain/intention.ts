import type { FailureCode } from './failure'
import type { CartLine } from './lines/pay-on-delivery'
import type { Moment } from './period'

/**
 * One wish of a customer to order something: made at the first tap and kept until the order is known, so that a double
 * tap, a lost answer or a killed app leads to the same order (design 4.2).
 */
export interface Intention {
  /** Sent as `requestKey`. */
  key: string
  /** What was wished for; another wish is another intention. */
  wish: string
  at: Moment
}

/** How long a wish whose answer was lost is taken up again; afterwards a tap is a new wish (design 4.4: 10 minutes). */
export const INTENTION_LIFE = 10 * 60 * 1000

/** The wish as text: the same offer, revision, choices and goods give the same text, in whatever order they were picked. */
export function wishOf(
  offerId: string,
  revision: number,
  choices: Readonly<Record<string, string>>,
  cart: readonly CartLine[] = [],
): string {
  const picked = Object.keys(choices)
    .sort()
    .map((id) => [id, choices[id]])
  const goods = cart.map(({ id, count }) => `${id} ${count}`).sort()
  return JSON.stringify([offerId, revision, picked, ...(goods.length > 0 ? [goods] : [])])
}

/** Whether a stored intention is this very wish and still fresh. */
export function isSameWish(stored: Intention | undefined, wish: string, now: Moment): stored is Intention {
  return stored !== undefined && stored.wish === wish && now >= stored.at && now - stored.at < INTENTION_LIFE
}

/** Refusals that prove that no order came of it; after all others the next tap repeats the same key. */
const REFUSED: readonly FailureCode[] = [
  'INVALID_REQUEST',
  'UNKNOWN_ACTION',
  'UNKNOWN_OFFER',
  'UNKNOWN_CHOICE',
  'CART_INVALID',
  'SOLD_OUT',
  'PERSON_REQUIRED',
  'PRICE_CHANGED',
  'PAY_UNAVAILABLE',
  'PAY_REFUSED',
  'PLAN_NOT_FOUND',
  'PLAN_STOPPED',
  'PLAN_INVALID',
  'ALREADY_SIGNED',
]

/** Whether an intention is over after this failure. */
export const endsIntention = (code: FailureCode): boolean => REFUSED.includes(code)
