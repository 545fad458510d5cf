import { formatYuan } from './money'
import { formatShortMoment } from './period'
import type { RefundState, RefundView } from './refund'

/** One refund as pages show it. */
export interface ShownRefund {
  number: string
  amount: string
  state: string
  /** When, where the money goes, and why. */
  text: string
  at: string
}

const STATES: Readonly<Record<RefundState, string>> = {
  processing: '退款中',
  succeeded: '已退款',
  closed: '已关闭',
  abnormal: '退款异常',
  refused: '没有受理',
}

/** Who reads hears where the money goes, and whom it waits for. */
const TEXTS: Readonly<Record<RefundState, string>> = {
  processing: '原路退回付款账户，到账时间以银行为准',
  succeeded: '已原路退回付款账户',
  closed: '这次退款没有完成，钱没有退回',
  abnormal: '付款账户收不到退款，商家正在处理',
  refused: '微信支付没有受理，钱没有退回',
}

/** The refunds of an order, for its customer and for operators alike. A state of tomorrow is on its way. */
export const shownRefunds = (refunds: readonly RefundView[] = []): ShownRefund[] =>
  refunds.map(({ out_refund_no, amount, state, reason, at, doneAt = at }) => ({
    number: out_refund_no,
    amount: `¥${formatYuan(amount)}`,
    state: (STATES as Readonly<Partial<Record<string, string>>>)[state] ?? STATES.processing,
    text: `${(TEXTS as Readonly<Partial<Record<string, string>>>)[state] ?? TEXTS.processing} · ${reason}`,
    at: formatShortMoment(doneAt),
  }))
