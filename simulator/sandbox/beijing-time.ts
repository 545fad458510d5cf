/** Times as WeChat Pay writes them: always UTC+8, whatever the machine's zone is. */

const eightHours = 8 * 3600 * 1000

/** @returns `yyyyMMddHHmmss` in UTC+8 */
export function toSeconds(ms: number): string {
  return new Date(ms + eightHours).toISOString().slice(0, 19).replace(/[-T:]/g, '')
}

/** @returns `yyyyMMdd` in UTC+8 */
export function toDay(ms: number): string {
  return toSeconds(ms).slice(0, 8)
}

/** @returns RFC 3339 with offset, as in `create_time` of a notification */
export function toRfc3339(ms: number): string {
  return `${new Date(ms + eightHours).toISOString().slice(0, 19)}+08:00`
}

/** Precision of a time field: `seconds` = 14 digits, `day` = 8 digits. */
export type Precision = 'seconds' | 'day'

export interface MomentText {
  readonly text: string
  readonly precision: Precision
  /** Milliseconds; a day is its first moment. */
  readonly ms: number
}

/** @returns undefined when the text is neither form or names no real moment (for example 20250231) */
export function parseMoment(text: string): MomentText | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?$/.exec(text)
  if (!match) return undefined
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = match
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) - eightHours
  const precision = text.length === 14 ? 'seconds' : 'day'
  if (Number.isNaN(ms)) return undefined
  const back = precision === 'seconds' ? toSeconds(ms) : toDay(ms)
  return back === text ? { text, precision, ms } : undefined
}
