import { formatMoment, type Moment } from '../../../domain/period'
import type { ConsoleOrderView } from '../../../domain/view'

export const USUAL_WAYS: readonly string[] = ['现金', '微信转账', '刷卡', '其他方式']

const REASON_LIMIT = 30

/** What is wrong with a reason; empty = good. */
export function reasonProblem(typed: string): string {
  const length = [...typed.trim()].length
  if (length === 0) return '请填写收款方式'
  return length > REASON_LIMIT ? `说明不超过 ${REASON_LIMIT} 个字` : ''
}

/** When the order was completed: nothing can have been paid for it before. */
export const endOf = ({ events }: Pick<ConsoleOrderView, 'events'>): Moment | undefined =>
  events.reduce<Moment | undefined>((found, { what, at }) => (what === 'FINISHED' ? at : found), undefined)

/**
 * The moment that was picked. Pickers know full minutes and WeChat Pay wants seconds after the completion (facts/payscore
 * 1.5), so within the minute of the completion it is the second after it.
 */
export function paidMoment(picked: Moment, endedAt: Moment | undefined): Moment {
  if (endedAt === undefined || picked >= endedAt) return picked
  return picked === endedAt - (endedAt % 60_000) ? endedAt + 1000 : picked
}

/** WeChat Pay wants: completed < paid < now. Empty = good. */
export function paidTimeProblem(paidAt: Moment, endedAt: Moment | undefined, now: Moment): string {
  if (paidAt > now) return '收款时间不能晚于现在'
  return endedAt !== undefined && paidAt <= endedAt
    ? `收款时间须晚于订单完结的时间 ${formatMoment(endedAt)}`
    : ''
}
