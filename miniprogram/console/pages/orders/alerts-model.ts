import { formatShortMoment } from '../../../domain/period'
import type { AlertKind, AlertView } from '../../../domain/view'

/** One alert as the console's front page shows it. */
export interface ShownAlert {
  id: string
  count: number
  text: string
  /** The order number that it is about; empty where there is none. */
  number: string
  /** How often, and when last. */
  detail: string
}

const TEXTS: Readonly<Record<AlertKind, string>> = {
  'foreign-notification': '收到了不属于本店设置的微信支付通知，请技术人员核对商户号、小程序和服务 ID',
  'bill-unavailable': '超过一天没有取到微信支付的交易账单，还没有对账，请技术人员查看日志',
  'unknown-notification': '收到了本店没有的订单或事件的微信支付通知，请技术人员核对',
}

/** A function of tomorrow may know kinds that this page does not. */
const textOf = (kind: AlertKind): string =>
  (TEXTS as Readonly<Partial<Record<string, string>>>)[kind] ?? '有需要技术人员核对的情况'

export const shownAlert = ({ id, kind, out_order_no, count, lastAt }: AlertView): ShownAlert => ({
  id,
  count,
  text: textOf(kind),
  number: out_order_no ?? '',
  detail: `${count} 次 · 最近 ${formatShortMoment(lastAt)}`,
})
