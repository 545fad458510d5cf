import { parseMoment } from '../beijing-time'
import { type State } from './machine'

/** What the pages call the states. */
export const stateTexts: Readonly<Record<State, string>> = {
  CREATED: '待确认',
  USER_ACCEPTED: '服务中',
  FINISHED: '待支付',
  USER_PAID: '已支付',
  REVOKED: '已取消',
  EXPIRED: '已失效',
}

/** A time as the pages show it; empty when there is none. */
export function timeText(text: string | undefined): string {
  if (text === undefined) return ''
  if (text === 'OnAccept') return '确认后立即开始'
  if (!parseMoment(text)) return text
  const day = `${text.slice(0, 4)}年${text.slice(4, 6)}月${text.slice(6, 8)}日`
  return text.length === 8 ? day : `${day} ${text.slice(8, 10)}:${text.slice(10, 12)}`
}
