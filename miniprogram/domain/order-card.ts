import { type Charge, chargeOf } from './charge'
import type { Line } from './offer'
import { formatShortMoment } from './period'
import type { ConsoleOrderView, OrderView } from './view'
import { type Tone, wordsOf } from './words'

/** One order in a list, and nothing that the list does not show. */
export interface OrderCard {
  orderId: string
  line: Line
  name: string
  state: string
  tone: Tone
  /** `11月20日 18:03`. */
  time: string
  /** Absent when no money was or will be asked for. */
  charge?: Charge
  /** For operators: the number at WeChat Pay. */
  number?: string
}

/** The card of an order, for its customer. */
export function orderCard(order: OrderView | ConsoleOrderView): OrderCard {
  const { title, tone } = wordsOf(order)
  const charge = chargeOf(order)
  return {
    orderId: order.orderId,
    line: order.line,
    name: order.session ? `${order.name} · 第 ${order.session.no} 次` : order.name,
    state: title,
    tone,
    time: formatShortMoment(order.createdAt),
    ...(charge ? { charge } : {}),
  }
}

/** The card of an order, for operators, who search by number. */
export const consoleCard = (order: ConsoleOrderView): OrderCard => ({
  ...orderCard(order),
  number: order.out_order_no,
})

/** The list after news: changed orders in their places; `unknown` when one is not in the list, which then starts anew. */
export function withNews(
  cards: readonly OrderCard[],
  news: readonly OrderCard[],
): { changes: { index: number; card: OrderCard }[]; unknown: boolean } {
  const changes = news.map((card) => ({
    index: cards.findIndex(({ orderId }) => orderId === card.orderId),
    card,
  }))
  return {
    changes: changes.filter(({ index }) => index >= 0),
    unknown: changes.some(({ index }) => index < 0),
  }
}
