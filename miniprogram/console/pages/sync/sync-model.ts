import { formatMoment, type Moment } from '../../../domain/period'
import type { ConsoleOrderView } from '../../../domain/view'

export const USUAL_WAYS: readonly string[] = ['现金', '微信转账', '刷卡', '其他方式']

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
