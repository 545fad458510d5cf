import type { Moment } from '#domain/period'
import { currentAttempt, type OrderDocument } from './document'

/** Nobody who looks at an order makes WeChat Pay answer more often than this. */
const GAP = 1000

/** How many numbers an instance remembers; more in one second means that the oldest may be asked about again. */
const REMEMBERED = 1000

/** When this instance last asked about a number. Lost with the instance, which costs a question and nothing else. */
const askedAt = new Map<string, Moment>()

/** Remembers that WeChat Pay is being asked about a number. */
export function noteAsked(out_order_no: string, now: Moment): void {
  askedAt.delete(out_order_no)
  askedAt.set(out_order_no, now)
  const [oldest] = askedAt.keys()
  if (askedAt.size > REMEMBERED && oldest !== undefined) askedAt.delete(oldest)
}

/**
 * Whether the current attempt was asked about less than a second ago: by this instance, or by any one that learned
 * something then. A question that brought nothing new is not stored, because that would make every look at an order a
 * write: other instances do not know of it.
 */
export const wasJustAsked = (order: OrderDocument, now: Moment): boolean =>
  isJustAsked(currentAttempt(order).out_order_no, order.checkedAt, now)

/** The same by the number that is asked about, and when somebody last learned something of it. */
export const isJustAsked = (number: string, checkedAt: Moment | undefined, now: Moment): boolean =>
  [checkedAt, askedAt.get(number)].some((at) => at !== undefined && at <= now && now - at < GAP)
