import type { OrderState } from '../order'
import type { Moment } from '../period'
import type { CartLine, CartProblem, OrderedGoods } from './pay-on-delivery'

/** Where goods are after they were ordered: sent, received, given back (facts: payscore 1.8). */

/** Sent: free text about the parcel, as an operator typed it. */
export interface Shipment {
  note: string
  at: Moment
}

/** What a customer wants to give back before the goods are paid, and what came of it. */
export interface GoodsReturn {
  goods: CartLine[]
  reason: string
  at: Moment
  state: 'asked' | 'accepted' | 'declined'
  /** What the operator answered. */
  note?: string
  answeredAt?: Moment
}

/** Where the goods of an order are. That they were received is what its bill says. */
export interface Delivery {
  shipped?: Shipment
  /** When the goods count as received if nobody says anything: a time that the offer sets, from the shipment on. */
  receiveAt?: Moment
  /** In the order of time; only the last one can be open. */
  returns?: GoodsReturn[]
}

/** What decides what can be done with an order of goods. */
export interface DeliveryFacts {
  state: OrderState
  goods?: readonly OrderedGoods[]
  delivery?: Delivery
  pending?: unknown
}

/** The return that waits for an answer. */
export const openReturn = ({ delivery }: Pick<DeliveryFacts, 'delivery'>): GoodsReturn | undefined =>
  delivery?.returns?.find(({ state }) => state === 'asked')

/** The goods that the customer keeps: what was ordered without what was given back. */
export function keptGoods({
  goods = [],
  delivery,
}: Pick<DeliveryFacts, 'goods' | 'delivery'>): OrderedGoods[] {
  const back = (delivery?.returns ?? [])
    .filter(({ state }) => state === 'accepted')
    .reduce<CartLine[]>((all, one) => [...all, ...one.goods], [])
  const given = (id: string) => back.reduce((sum, line) => (line.id === id ? sum + line.count : sum), 0)
  return goods.map((one) => ({ ...one, count: one.count - given(one.id) })).filter(({ count }) => count > 0)
}

/** A customer asks for so many returns of one order at most. */
export const MOST_RETURNS = 5

const isConfirmed = ({ state, pending }: DeliveryFacts): boolean =>
  state === 'USER_ACCEPTED' && pending === undefined

/** Whether an operator can say that the goods were sent, or correct what was said. */
export const canShip = (order: DeliveryFacts): boolean =>
  order.goods !== undefined && isConfirmed(order) && openReturn(order) === undefined

/** Whether the goods can be received now: they were sent, and no return waits for an answer. */
export const canReceive = (order: DeliveryFacts): boolean =>
  isConfirmed(order) && order.delivery?.shipped !== undefined && openReturn(order) === undefined

/** Whether the customer can ask to give goods back. */
export const canAskReturn = (order: DeliveryFacts): boolean =>
  order.goods !== undefined &&
  isConfirmed(order) &&
  openReturn(order) === undefined &&
  (order.delivery?.returns?.length ?? 0) < MOST_RETURNS &&
  keptGoods(order).length > 0

/** Whether an operator can answer a return. */
export const canAnswerReturn = (order: DeliveryFacts): boolean =>
  isConfirmed(order) && openReturn(order) !== undefined

/** Why goods cannot be given back: what is asked for is not among what the customer keeps. */
export function returnProblem(order: DeliveryFacts, cart: readonly CartLine[]): CartProblem | undefined {
  if (cart.length === 0) return { problem: 'empty' }
  const kept = keptGoods(order)
  const seen = new Set<string>()
  for (const { id, count } of cart) {
    const found = kept.find((one) => one.id === id)
    if (!found) return { goods: id, problem: 'unknown' }
    if (seen.has(id)) return { goods: id, problem: 'twice' }
    seen.add(id)
    if (!Number.isInteger(count) || count < 1 || count > found.count)
      return { goods: id, problem: 'count', most: found.count }
  }
  return undefined
}

/**
 * When the order is to be billed without anybody's doing: its time to be received is over, or nothing of it is left to wait
 * for. `undefined` while it is not confirmed, not sent, or a return waits for an answer.
 */
export function dueToReceive(order: DeliveryFacts): Moment | undefined {
  if (order.goods === undefined || !isConfirmed(order) || openReturn(order)) return undefined
  if (keptGoods(order).length === 0) return order.delivery?.returns?.slice(-1)[0]?.answeredAt
  return order.delivery?.shipped && order.delivery.receiveAt
}

/** States in which goods are bound to an order: it may still be confirmed, or it was. */
const BINDING: readonly OrderState[] = ['CREATING', 'CREATED', 'USER_ACCEPTED', 'FINISHED', 'USER_PAID']

/** How many of which goods an order keeps from being sold to somebody else. What was sent is gone until it is given back. */
export const boundGoods = (order: DeliveryFacts): CartLine[] =>
  BINDING.includes(order.state) || order.delivery?.shipped
    ? keptGoods(order).map(({ id, count }) => ({ id, count }))
    : []

/** How long a customer still has to receive goods after a return was declined. */
const AFTER_DECLINED = 3 * 86_400_000

/** The delivery once goods were sent, or the note of it corrected; the time to receive them runs from the first time. */
export const shippedWith = (
  delivery: Delivery | undefined,
  { note, at, days }: { note: string; at: Moment; days: number },
): Delivery =>
  delivery?.shipped
    ? { ...delivery, shipped: { ...delivery.shipped, note } }
    : { ...delivery, shipped: { note, at }, receiveAt: at + days * 86_400_000 }

/** The delivery with another return that waits for an answer. */
export const returnAsked = (
  delivery: Delivery | undefined,
  asked: Pick<GoodsReturn, 'goods' | 'reason' | 'at'>,
): Delivery => ({ ...delivery, returns: [...(delivery?.returns ?? []), { ...asked, state: 'asked' }] })

/** The delivery with the open return answered; after a refusal there is time left to receive the goods. */
export function returnAnswered(
  delivery: Delivery,
  { accept, note, at }: { accept: boolean; note?: string; at: Moment },
): Delivery {
  const state = accept ? ('accepted' as const) : ('declined' as const)
  const returns = (delivery.returns ?? []).map((one): GoodsReturn =>
    one.state === 'asked' ? { ...one, state, answeredAt: at, ...(note === undefined ? {} : { note }) } : one,
  )
  const { receiveAt } = delivery
  const later =
    accept || receiveAt === undefined ? {} : { receiveAt: Math.max(receiveAt, at + AFTER_DECLINED) }
  return { ...delivery, ...later, returns }
}
