import { type Fen, formatYuan, parseYuan } from '../domain/money'
import { refundedOf } from '../domain/refund'
import type { ConsoleOrderView } from '../domain/view'

/** What a refund's form shows. */
export interface RefundForm {
  /** What was paid, what went back, and the most that can go back now, in fen. */
  paid: Fen
  refunded: Fen
  most: Fen
  /** Why nothing can be refunded; empty where something can. */
  closed: string
}

/** An order as its refund's form shows it. */
export function refundFormOf({
  bill,
  refunds = [],
  refundable = 0,
  actions,
}: Pick<ConsoleOrderView, 'bill' | 'refunds' | 'refundable' | 'actions'>): RefundForm {
  const closed = actions.includes('refund') ? '' : '这笔订单现在没有可以退款的金额'
  return { paid: bill?.total ?? 0, refunded: refundedOf(refunds), most: refundable, closed }
}

/** What is wrong with an amount as typed, in yuan; empty = good. */
export function refundProblem(typed: string, most: Fen): string {
  if (typed.trim() === '') return '请填写退款金额'
  const fen = parseYuan(typed)
  if (fen === undefined) return '请填写金额，最多两位小数'
  if (fen === 0) return '退款金额须大于 0'
  return fen > most ? `最多可以退\u00a0¥${formatYuan(most)}` : ''
}

/** What is asked before money goes back. */
export const refundQuestion = (fen: Fen): string =>
  `¥${formatYuan(fen)} 将原路退回顾客的付款账户，提交后不能撤销。`
