import { type Moment, parseTimeText, toDayText } from '#domain/period'
import type { Fields } from './fields'

/** The service starts when the customer confirms. */
export const ON_ACCEPT = 'OnAccept'

/** A time as WeChat Pay reads it: to the second or to the day, in Beijing time. */
export interface PayTime {
  precision: 'second' | 'day'
  /** A day's midnight. */
  moment: Moment
  text: string
}

/** `undefined` for anything that is no existing `yyyyMMddHHmmss` or `yyyyMMdd`. */
export function readPayTime(text: unknown): PayTime | undefined {
  if (typeof text !== 'string') return undefined
  const moment = parseTimeText(text)
  return moment === undefined ? undefined : { precision: text.length === 8 ? 'day' : 'second', moment, text }
}

/** Reads a time field and reports what is wrong with it. */
export function checkTime(fields: Fields, path: string, value: unknown): PayTime | undefined {
  const time = readPayTime(value)
  if (value === undefined) fields.add(path, 'is missing')
  else if (!time) fields.add(path, 'is not an existing time yyyyMMddHHmmss or day yyyyMMdd')
  return time
}

/** Whether `a` is before `b`, compared by the day when one of them is a day. */
export function isBefore(a: PayTime, b: PayTime): boolean {
  if (a.precision === 'second' && b.precision === 'second') return a.moment < b.moment
  return a.text.slice(0, 8) < b.text.slice(0, 8)
}

/** Whether a day lies before today in Beijing. */
export function isPastDay({ text }: PayTime, now: Moment): boolean {
  return text.slice(0, 8) < toDayText(now)
}
