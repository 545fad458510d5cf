import type { Bill } from '#domain/view'
import { checkLines, totalOf, type DiscountLine, type FeeLine } from '#domain/fee'
import { isFen, type Fen } from '#domain/money'
import type { Moment } from '#domain/period'
import { Failed } from '../failed'
import type { OrderDocument } from './document'

/** How far before WeChat Pay's own clock a service ends at the latest: it refuses an end after the call (facts 3.3). */
const MARGIN = 2000

/** How far ahead an operator's clock may be before a time counts as the future. */
const TOLERANCE = 60_000

/** What the operator says the service cost. */
export interface Said {
  fees: FeeLine[]
  discounts: DiscountLine[]
  total: Fen
  endedAt?: Moment
}

/**
 * Checks a bill against the order's snapshot: every line has an amount, the sum is right, and nobody pays more than was
 * shown before confirmation (design 4.1).
 * @throws Failed LINES_INVALID, SUM_MISMATCH, OVER_LIMIT
 */
export function checkBill(
  { fees, discounts, total }: Said,
  { preview }: Pick<OrderDocument, 'preview'>,
): void {
  const problems = checkLines(fees, discounts)
  for (const [name, lines] of Object.entries({ fees, discounts }))
    lines.forEach(({ amount }, index) => {
      if (amount === undefined) problems.push({ path: `${name}[${index}].amount`, problem: 'is missing' })
    })
  if (problems.length > 0) throw new Failed('LINES_INVALID', { details: { problems } })
  const sum = totalOf(fees, discounts)
  if (!isFen(sum)) throw new Failed('LINES_INVALID', { sentence: '优惠不能超过费用合计' })
  if (sum !== total) throw new Failed('SUM_MISMATCH')
  if (total > preview.maxCharge || total > preview.riskAmount) throw new Failed('OVER_LIMIT')
}

/** The clock, how far WeChat Pay's is ahead of it, and when the service started as far as anybody knows. */
export interface Times {
  now: Moment
  skewMs: number
  /** As WeChat Pay says. */
  startedAt?: Moment
  /** Where it does not say: when we heard of the confirmation, which may be long after it. */
  heardAt?: Moment
  /** When the attempt was made: nothing ended before that. */
  madeAt: Moment
}

/**
 * When the service started and ended, in a form that WeChat Pay takes: to the second, the end after the start and not after
 * its own clock, whichever of the two clocks is behind.
 * @throws Failed TIME_INVALID when the operator's end is in the future, or before the start
 */
export function serviceTimes(
  endedAt: Moment | undefined,
  { now, skewMs, startedAt, heardAt, madeAt }: Times,
): { startedAt: Moment; endedAt: Moment } {
  if (endedAt !== undefined && endedAt > Math.max(now, now + skewMs) + TOLERANCE)
    throw new Failed('TIME_INVALID')
  const latest = Math.floor((Math.min(now, now + skewMs) - MARGIN) / 1000) * 1000
  const end = Math.min(Math.floor((endedAt ?? now) / 1000) * 1000, latest)
  const start = Math.floor((startedAt ?? heardAt ?? end - 1000) / 1000) * 1000
  if (start < end) return { startedAt: start, endedAt: end }
  // A service that was completed within a second or two of its start; an end that somebody typed must be after it.
  if (endedAt !== undefined && endedAt < (startedAt ?? madeAt)) throw new Failed('TIME_INVALID')
  return { startedAt: end - 1000, endedAt: end }
}

/**
 * A completion that WeChat Pay took is never followed by another one, even where a query does not show it yet (design 4.7).
 * @throws Failed ALREADY_COMPLETED
 */
export function checkNotBilled({ charged }: Pick<OrderDocument, 'charged'>, total: Fen): void {
  if (charged !== undefined && charged !== total) throw new Failed('ALREADY_COMPLETED')
}

/** The bill that a completion stores and sends. */
export const billFrom = (
  { fees, discounts, total }: Said,
  times: { startedAt: Moment; endedAt: Moment },
): Bill => ({
  fees,
  discounts,
  total,
  ...times,
})
