import type { Moment } from '#domain/period'
import type { Fields } from './fields'
import { checkTime, isBefore, isPastDay, ON_ACCEPT, readPayTime } from './times'

/** A time field: where it stands, and what stands there. */
export type TimeField = readonly [path: string, value: unknown]

/** An end to the second lies at least so far ahead when an order is created (facts 3.3). */
const END_MARGIN_MS = 60_000

/** When a service is to start, and to end where that is known: of a new order (facts 3.3). */
export function checkPlannedPeriod(
  fields: Fields,
  [startPath, startValue]: TimeField,
  [endPath, endValue]: TimeField,
  now: Moment,
): void {
  const start = startValue === ON_ACCEPT ? undefined : checkTime(fields, startPath, startValue)
  if (start?.precision === 'second' && start.moment <= now)
    fields.add(startPath, 'is not in the future; OnAccept starts with the confirmation')
  if (start?.precision === 'day' && isPastDay(start, now)) fields.add(startPath, 'is before today')
  if (endValue === undefined) return
  const end = checkTime(fields, endPath, endValue)
  if (!end) return
  if (end.precision === 'second' && end.moment <= now + END_MARGIN_MS)
    fields.add(endPath, 'is not more than a minute in the future')
  if (end.precision === 'day' && isPastDay(end, now)) fields.add(endPath, 'is before today')
  if (start && !isBefore(start, end)) fields.add(endPath, `is not after ${startPath}`)
}

/**
 * When a service really was: as precise as it was planned, and over by now (facts 3.3).
 * @param planned the start that the order was created with
 * @param end `undefined` where none belongs to the call
 */
export function checkRealPeriod(
  fields: Fields,
  planned: string | undefined,
  [startPath, startValue]: TimeField,
  [endPath, endValue]: TimeField,
  endNeeded: boolean,
  now: Moment,
): void {
  const plan = readPayTime(planned)
  const precision = planned === ON_ACCEPT ? 'second' : plan?.precision
  const start = startValue === undefined ? undefined : checkTime(fields, startPath, startValue)
  const end = endNeeded || endValue !== undefined ? checkTime(fields, endPath, endValue) : undefined
  for (const [path, time] of [
    [startPath, start],
    [endPath, end],
  ] as const)
    if (time && precision && time.precision !== precision)
      fields.add(path, `is not as precise as the order was created (to the ${precision})`)
  if (!end) return
  if (end.moment > now) fields.add(endPath, 'is in the future')
  const begin = start ?? plan
  if (begin && !isBefore(begin, end))
    fields.add(endPath, `is not after ${start ? startPath : 'the planned start'}`)
}

/** When the customer paid the merchant: to the second, before now, after the completion where that is known. */
export function checkPaidTime(
  fields: Fields,
  value: unknown,
  { now, completedAt }: { now: Moment; completedAt: Moment | undefined },
): void {
  const paid = checkTime(fields, 'paid_time', value)
  if (paid?.precision === 'day') fields.add('paid_time', 'is not precise to the second')
  else if (paid && paid.moment >= now) fields.add('paid_time', 'is not before now')
  else if (paid && completedAt !== undefined && paid.moment <= completedAt)
    fields.add('paid_time', 'is not after the completion')
}
