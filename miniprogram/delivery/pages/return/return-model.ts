import { canAskReturn, keptGoods, returnProblem } from '../../../domain/lines/delivery'
import type { CartLine } from '../../../domain/lines/pay-on-delivery'
import { goodsText, worthOfCart } from '../../../domain/lines/pay-on-delivery-rows'
import { formatYuan } from '../../../domain/money'
import type { OrderView } from '../../../domain/view'

/** One kind of goods that can be given back. */
export interface ReturnableRow {
  id: string
  name: string
  picture: string
  fen: number
  /** How many are to go back, of how many. */
  count: number
  most: number
}

/** How many of which goods are to go back. */
export type Counts = Readonly<Record<string, number>>

export const USUAL_REASONS: readonly string[] = ['不想要了', '与描述不符', '破损或变质', '发货太慢']

type Order = Pick<OrderView, 'state' | 'goods' | 'delivery' | 'pending'>

export const returnableRows = (order: Order, counts: Counts): ReturnableRow[] =>
  keptGoods(order).map(({ id, name, picture, amount, count }) => ({
    id,
    name,
    picture,
    fen: amount,
    count: Math.min(counts[id] ?? 0, count),
    most: count,
  }))

export const cartOf = (rows: readonly ReturnableRow[]): CartLine[] =>
  rows.filter(({ count }) => count > 0).map(({ id, count }) => ({ id, count }))

/** Everything that the customer still keeps. */
export const allOf = (order: Order): Counts =>
  keptGoods(order).reduce<Counts>((all, { id, count }) => ({ ...all, [id]: count }), {})

/** Why nothing can be given back; empty where something can. */
export const closedWords = (order: Order): string =>
  canAskReturn(order) ? '' : '这笔订单现在不能申请退货。已经确认收货的，请联系商家退款。'

/** What is wrong with what was picked; empty = good. */
export function goodsProblem(order: Order, cart: readonly CartLine[]): string {
  const problem = returnProblem(order, cart)
  if (!problem) return ''
  return problem.problem === 'empty' ? '请选择要退的商品和数量' : '所选数量超过了可退的数量'
}

/** What is asked before the wish is sent. */
export const returnQuestion = (rows: readonly ReturnableRow[], order: Order): string => {
  const back = rows.filter(({ count }) => count > 0)
  return `退回 ${goodsText(back)}，商家同意后少收\u00a0¥${formatYuan(worthOfCart(order, cartOf(back)))}。处理前不会扣款。`
}
