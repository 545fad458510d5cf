import type { Fen } from '../money'
import { formatMoment, formatShortMoment } from '../period'
import type { OrderView } from '../view'
import { keptGoods, openReturn } from './delivery'
import { type CartLine, type OrderedGoods, worthOf } from './pay-on-delivery'

type Order = Pick<OrderView, 'goods' | 'delivery'>

/** One kind of goods of an order, as pages show it. */
export interface GoodsRow {
  id: string
  name: string
  picture: string
  /** What one costs, in fen. */
  fen: Fen
  count: number
  /** What was given back of it; empty where nothing was. */
  back: string
}

/** What was ordered, with what was given back of it. */
export function goodsRows(order: Order): GoodsRow[] {
  const kept = keptGoods(order)
  return (order.goods ?? []).map(({ id, name, picture, amount, count }) => {
    const back = count - (kept.find((one) => one.id === id)?.count ?? 0)
    return { id, name, picture, fen: amount, count, back: back > 0 ? `已退 ${back} 件` : '' }
  })
}

const pricedOf = (goods: readonly OrderedGoods[], cart: readonly CartLine[]): OrderedGoods[] =>
  goods
    .map((one) => ({ ...one, count: cart.find(({ id }) => id === one.id)?.count ?? 0 }))
    .filter(({ count }) => count > 0)

/** `白毫银针 ×1、手作粗陶茶杯 ×2` */
export const goodsText = (goods: readonly Pick<OrderedGoods, 'name' | 'count'>[]): string =>
  goods.map(({ name, count }) => `${name} ×${count}`).join('、')

/** What some goods of an order come to, in fen, at the price that they were ordered at. */
export const worthOfCart = ({ goods = [] }: Order, cart: readonly CartLine[]): Fen =>
  worthOf(pricedOf(goods, cart))

/** One wish to give goods back, as pages show it. */
export interface ReturnRow {
  key: string
  state: string
  /** Of the asking, and of the answer. */
  at: string
  goods: string
  /** What is not billed if it is accepted, in fen. */
  fen: Fen
  reason: string
  /** What the merchant answered; empty where there is no answer, or one without words. */
  note: string
}

const STATES = { asked: '等待商家处理', accepted: '商家已同意', declined: '商家未同意' } as const

/** What the customer wanted to give back, the newest first. */
export function returnRows(order: Order): ReturnRow[] {
  const { goods = [], delivery } = order
  const rows = (delivery?.returns ?? []).map((one): ReturnRow => {
    const back = pricedOf(goods, one.goods)
    return {
      key: String(one.at),
      state: STATES[one.state],
      at: formatShortMoment(one.answeredAt ?? one.at),
      goods: goodsText(back),
      fen: worthOf(back),
      reason: one.reason,
      note: one.note ?? '',
    }
  })
  return rows.reverse()
}

/** Where the parcel is, as pages show it. */
export interface ShipmentRow {
  note: string
  at: string
  /** When the goods count as received; empty where they were, or where nobody waits for it. */
  until: string
}

/** What was said of the parcel, once something was. */
export function shipmentOf({ delivery, state }: Order & Pick<OrderView, 'state'>): ShipmentRow | null {
  if (!delivery?.shipped) return null
  const { note, at } = delivery.shipped
  const open = openReturn({ delivery }) !== undefined
  const waits = state === 'USER_ACCEPTED' && !open && delivery.receiveAt !== undefined
  return { note, at: formatMoment(at), until: waits ? formatMoment(delivery.receiveAt ?? 0) : '' }
}
