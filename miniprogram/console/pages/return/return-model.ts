import { keptGoods, openReturn } from '../../../domain/lines/delivery'
import { worthOf } from '../../../domain/lines/pay-on-delivery'
import { returnRows, type ReturnRow, worthOfCart } from '../../../domain/lines/pay-on-delivery-rows'
import { type Fen, formatYuan } from '../../../domain/money'
import type { Moment } from '../../../domain/period'
import type { ConsoleOrderView } from '../../../domain/view'

/** What the form shows of the return that waits for an answer. */
export interface ReturnForm {
  /** Its own time: nobody answers another one than they saw. */
  at: Moment
  row: ReturnRow
  /** What is no longer billed if it is accepted, and what is left to bill, in fen. */
  less: Fen
  rest: Fen
  /** What becomes of the order, accepted and declined. */
  accepted: string
  declined: string
}

type Order = Pick<ConsoleOrderView, 'goods' | 'delivery'>

/** @returns nothing when no return waits for an answer */
export function returnForm(order: Order): ReturnForm | null {
  const asked = openReturn(order)
  const [row] = returnRows(order)
  if (!asked || !row) return null
  const less = worthOfCart(order, asked.goods)
  const rest = worthOf(keptGoods(order)) - less
  return {
    at: asked.at,
    row,
    less,
    rest,
    accepted: acceptedWords(order, rest),
    declined: order.delivery?.shipped
      ? '不同意：订单照旧，顾客至少还有 3 天确认收货。'
      : '不同意：订单照旧，等待发货。',
  }
}

function acceptedWords({ delivery }: Order, rest: Fen): string {
  if (rest > 0) {
    const then = delivery?.shipped ? '收货后照常扣款' : '照常发货，收货后扣款'
    return `同意：这些商品不再收费，其余\u00a0¥${formatYuan(rest)} ${then}。`
  }
  return delivery?.shipped
    ? '同意：商品全部退回，订单以 0 元结束，不再收费。寄回的商品请与顾客联系。'
    : '同意：商品全部退回，订单随即取消，不再收费。'
}

/** What is asked before an answer is sent. */
export const answerQuestion = ({ less, rest }: ReturnForm, accept: boolean): string => {
  if (!accept) return '顾客会看到您的回复。'
  return rest === 0
    ? `不再收取\u00a0¥${formatYuan(less)}，订单随即结束，不能恢复。`
    : `不再收取\u00a0¥${formatYuan(less)}，不能恢复。`
}
