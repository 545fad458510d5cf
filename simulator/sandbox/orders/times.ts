import { parseMoment, toDay, toSeconds, type MomentText } from '../beijing-time'
import { invalidRequest, paramError } from '../failure'

/** Form of a time that a merchant sends; `OnAccept` is for the beginning alone. */
export const timeRule = { max: 14, pattern: /^(\d{8}|\d{14})$/ }
export const startRule = { max: 14, pattern: /^(\d{8}|\d{14}|OnAccept)$/ }

/** A field with its JSON pointer, for example `/time_range/end_time`. */
export interface TimeField {
  readonly field: string
  readonly text: string | undefined
}

/** Time rules of create (facts 3.3). @param now business ms @throws ApiFailure 400 PARAM_ERROR */
export function checkPlannedTimes(start: TimeField, end: TimeField, now: number): void {
  const from = start.text === 'OnAccept' ? undefined : read(start)
  const to = read(end)
  if (from && isPast(from, now, 0)) throw paramError(start.field, 'must not be in the past')
  if (to && isPast(to, now, 60_000)) {
    throw paramError(end.field, 'must be more than a minute from now, or not before today')
  }
  if (from && to && to.ms <= from.ms) throw paramError(end.field, 'must be after the beginning')
}

/** The beginning as create gave it, and when the user confirmed (business ms). */
export interface Planned {
  readonly start: string
  readonly acceptedAt: number | undefined
}

/**
 * Time rules of complete (facts 3.3): as precise as create, begin before end, end not after this call.
 * @param now business ms @throws ApiFailure 400
 */
export function checkActualTimes(planned: Planned, start: TimeField, end: TimeField, now: number): void {
  const precision = /^\d{8}$/.test(planned.start) ? 'day' : 'seconds'
  for (const one of [start, end]) {
    const moment = read(one)
    if (moment && moment.precision !== precision)
      throw paramError(one.field, 'must be as precise as the beginning that create gave')
  }
  const to = read(end)
  if (!to) return
  if (to.text > (precision === 'day' ? toDay(now) : toSeconds(now))) {
    throw paramError(end.field, 'must not be later than this call')
  }
  const from = read(start)?.ms ?? plannedStart(planned)
  // Within one day a day-precise service begins and ends on the same date.
  if (from !== undefined && (precision === 'day' ? to.ms < from : to.ms <= from)) {
    throw invalidRequest('实际结束时间不能早于实际开始时间', '271316637')
  }
}

/**
 * When the user paid the merchant: after completion, before this call (facts 1.5).
 * @param completedAt business ms @throws ApiFailure 400 PARAM_ERROR
 */
export function checkPaidTime(text: string, completedAt: number, now: number): void {
  const field = '/detail/paid_time'
  const paid = read({ field, text })
  if (!paid) return
  if (paid.ms >= now) throw paramError(field, 'must be before this call')
  const tooEarly =
    paid.precision === 'day'
      ? paid.text < toDay(completedAt)
      : paid.ms <= Math.floor(completedAt / 1000) * 1000
  if (tooEarly) throw paramError(field, 'must be after the order was completed')
}

function read({ field, text }: TimeField): MomentText | undefined {
  if (text === undefined) return undefined
  const moment = parseMoment(text)
  if (!moment) throw paramError(field, 'is no real date')
  return moment
}

/** With seconds: not after now + margin. As a day: before today. */
function isPast(one: MomentText, now: number, marginMs: number): boolean {
  return one.precision === 'seconds' ? one.ms <= now + marginMs : one.text < toDay(now)
}

function plannedStart({ start, acceptedAt }: Planned): number | undefined {
  if (start !== 'OnAccept') return parseMoment(start)?.ms
  return acceptedAt === undefined ? undefined : Math.floor(acceptedAt / 1000) * 1000
}
