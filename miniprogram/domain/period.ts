/** A moment as milliseconds since 1970-01-01T00:00:00Z, as `Date.now()` gives it. */
export type Moment = number

/** A source of moments. Injected, so that tests can move it. */
export type Clock = () => Moment

/** WeChat Pay writes and reads Beijing time (UTC+8), whatever the zone of the machine is. */
const BEIJING_OFFSET = 8 * 60 * 60 * 1000

const two = (n: number): string => String(n).padStart(2, '0')

function beijing(moment: Moment): { date: string; time: string[] } {
  const shifted = new Date(moment + BEIJING_OFFSET)
  const date = `${shifted.getUTCFullYear()}${two(shifted.getUTCMonth() + 1)}${two(shifted.getUTCDate())}`
  return {
    date,
    time: [two(shifted.getUTCHours()), two(shifted.getUTCMinutes()), two(shifted.getUTCSeconds())],
  }
}

/** `yyyyMMddHHmmss` in Beijing time, WeChat Pay's precision of a second. */
export function toSecondText(moment: Moment): string {
  const { date, time } = beijing(moment)
  return date + time.join('')
}

/** `yyyyMMdd` in Beijing time, WeChat Pay's precision of a day. */
export function toDayText(moment: Moment): string {
  return beijing(moment).date
}

/**
 * Reads `yyyyMMddHHmmss` or `yyyyMMdd` (midnight) as Beijing time.
 * @returns `undefined` when the text is neither, or names a day that does not exist.
 */
export function parseTimeText(text: string): Moment | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?$/.exec(text)
  if (!match) return undefined
  const [year, month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? '0')) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  if (hour > 23 || minute > 59 || second > 59) return undefined
  const moment = Date.UTC(year, month - 1, day, hour, minute, second) - BEIJING_OFFSET
  return toSecondText(moment).startsWith(`${match[1] ?? ''}${match[2] ?? ''}${match[3] ?? ''}`)
    ? moment
    : undefined
}

/** `2026-11-20 18:03` in Beijing time, for people. */
export function formatMoment(moment: Moment): string {
  const { date, time } = beijing(moment)
  return `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)} ${time.slice(0, 2).join(':')}`
}

/** `11月20日 18:03` in Beijing time, for timelines. */
export function formatShortMoment(moment: Moment): string {
  const { date, time } = beijing(moment)
  return `${Number(date.slice(4, 6))}月${Number(date.slice(6))}日 ${time.slice(0, 2).join(':')}`
}
