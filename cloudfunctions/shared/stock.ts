import { boundGoods } from '#domain/lines/delivery'
import type { CartLine, CartProblem } from '#domain/lines/pay-on-delivery'
import { Failed } from './failed'
import { cartFailure } from './lines/pay-on-delivery'
import { readAgain } from './orders/change'
import type { Desk } from './orders/desk'
import { withAlert, type OrderDocument } from './orders/document'
import { SHORT } from './orders/for-a-person'
import { countOf, isUnbalanced } from './orders/holding'
import { withNextCheck } from './orders/schedule'
import { type Store, StoreConflict } from './store'

/** How many of one kind of goods can still be ordered. Goods without such a document are not counted. */
export interface StockDocument {
  /** `<offerId>.<goodsId>` */
  _id: string
  schema: 1
  version: number
  offerId: string
  left: number
}

type Keeper = Pick<Store, 'find' | 'read' | 'insert' | 'compareAndSet' | 'together'>

/** More kinds of goods than an offer has. */
const MOST = 1000

/** Somebody else took of the same goods in between: read again so often. */
const TRIES = 8

const stockId = (offerId: string, goodsId: string): string => `${offerId}.${goodsId}`

/** The stock of these offers' goods, as far as it is counted. */
export const findStock = (
  store: Pick<Store, 'find'>,
  offerIds: readonly string[],
): Promise<StockDocument[]> =>
  offerIds.length === 0
    ? Promise.resolve([])
    : store.find<StockDocument>('stock', { where: { offerId: { in: offerIds } }, limit: MOST })

/** Goods with how many are left of them. */
export const withLeft = <G extends { id: string }>(
  offerId: string,
  goods: readonly G[],
  stock: readonly StockDocument[],
): (G & { left?: number })[] =>
  goods.map((one) => {
    const counted = stock.find(({ _id }) => _id === stockId(offerId, one.id))
    return counted ? { ...one, left: leftOf(counted) } : one
  })

/** Whatever somebody typed that is no number of goods counts as none: nothing is sold that may not be there. */
const leftOf = ({ left }: StockDocument): number => (Number.isSafeInteger(left) ? Math.max(0, left) : 0)

/** The change of one stock document. */
interface Move {
  collection: 'stock'
  before: StockDocument
  after: StockDocument
}

const takeFrom = (before: StockDocument, count: number): Move => ({
  collection: 'stock',
  before,
  after: { ...before, left: before.left - count },
})

/**
 * Puts a new order there together with what it takes of the stock: both or neither, so that nothing is sold twice and nothing
 * is lost when the function dies in between.
 * @throws Failed SOLD_OUT; STOCK_BUSY when the stock never held still: nothing was ordered
 */
export async function insertHolding(
  store: Keeper,
  order: OrderDocument,
): Promise<{ order: OrderDocument } | 'exists'> {
  const bound = boundGoods(order)
  if (bound.length === 0) {
    const inserted = await store.insert('orders', order)
    return inserted === 'exists' ? 'exists' : { order }
  }
  for (let tries = 0; tries < TRIES; tries++) {
    const stock = await findStock(store, [order.offerId])
    const moves: Move[] = []
    const held: CartLine[] = []
    for (const { id, count } of bound) {
      const counted = stock.find(({ _id }) => _id === stockId(order.offerId, id))
      if (!counted) continue
      if (leftOf(counted) < count) {
        // The same intention, sent twice at once: the other call took the last ones for this very order.
        if (await store.read('orders', order._id)) return 'exists'
        throw cartFailure({ goods: id, problem: 'sold-out', most: leftOf(counted) })
      }
      held.push({ id, count })
      moves.push(takeFrom(counted, count))
    }
    const holding: OrderDocument = held.length > 0 ? { ...order, held } : order
    if (moves.length === 0) {
      if ((await store.insert('orders', holding)) === 'exists') return 'exists'
      return { order: holding }
    }
    if (await together(store, [{ collection: 'orders', insert: holding }, ...moves]))
      return { order: holding }
    if (await store.read('orders', order._id)) return 'exists'
  }
  throw new Failed('STOCK_BUSY')
}

/**
 * The steps in one transaction. Its documents are another one's as long as that one lives, which is until its time is over
 * where the function that began it died.
 * @throws Failed STOCK_BUSY
 */
async function together(keeper: Keeper, steps: Parameters<Keeper['together']>[0]): Promise<boolean> {
  try {
    return await keeper.together(steps)
  } catch (error) {
    throw error instanceof StoreConflict ? new Failed('STOCK_BUSY') : error
  }
}

/** What brings the stock to what an order should hold. */
interface Balance {
  moves: Move[]
  held: CartLine[]
  /** The first goods that are not there any more. */
  short?: CartProblem
}

/** Goods that the merchant stopped counting are held no longer; goods that are not there stay as they were. */
function balanceOf(
  { held = [], offerId }: OrderDocument,
  bound: readonly CartLine[],
  stock: readonly StockDocument[],
): Balance {
  const result: Balance = { moves: [], held: [] }
  for (const line of held) {
    const counted = stock.find(({ _id }) => _id === stockId(offerId, line.id))
    if (!counted) continue
    const more = countOf(bound, line.id) - line.count
    if (more > leftOf(counted)) {
      result.short ??= { goods: line.id, problem: 'sold-out', most: leftOf(counted) }
      result.held.push(line)
      continue
    }
    result.held.push({ id: line.id, count: line.count + more })
    if (more !== 0) result.moves.push(takeFrom(counted, more))
  }
  return result
}

/** Order and stock move together; where nothing of the stock moves, the order alone. */
async function store(
  keeper: Keeper,
  before: OrderDocument,
  after: OrderDocument,
  moves: Move[],
): Promise<boolean> {
  return moves.length === 0
    ? keeper.compareAndSet('orders', before, after)
    : together(keeper, [{ collection: 'orders', before, after }, ...moves])
}

/**
 * Brings the stock to what the order holds: gives back what it no longer keeps, takes what it keeps again. What is not there
 * any more is for a person, and is tried again later.
 */
export async function balance(desk: { store: Keeper }, order: OrderDocument): Promise<OrderDocument> {
  let before = order
  for (let tries = 0; tries < TRIES && isUnbalanced(before); tries++) {
    const stock = await findStock(desk.store, [before.offerId])
    const { moves, held, short } = balanceOf(before, boundGoods(before), stock)
    if (short && moves.length === 0 && before.alerts.includes(SHORT)) return before
    const after = short ? withAlert({ ...before, held }, SHORT) : withoutShort({ ...before, held })
    if (await store(desk.store, before, after, moves)) return { ...after, version: before.version + 1 }
    before = await readAgain(desk, before)
  }
  return before
}

/** There were enough again. */
const withoutShort = (order: OrderDocument): OrderDocument => ({
  ...order,
  alerts: order.alerts.filter((alert) => alert !== SHORT),
})

/**
 * Takes the goods of an order that ended, for a customer who orders it anew.
 * @throws Failed SOLD_OUT; STATE_CHANGED when somebody changed the order since it was read; STOCK_BUSY
 */
export async function takeAgain(
  desk: { store: Keeper; clock: Desk['clock'] },
  order: OrderDocument,
): Promise<OrderDocument> {
  const bound = boundGoods({ ...order, state: 'CREATING' })
  for (let tries = 0; tries < TRIES; tries++) {
    const { held = [] } = order
    if (held.every(({ id, count }) => count === countOf(bound, id))) return order
    const stock = await findStock(desk.store, [order.offerId])
    const { moves, held: next, short } = balanceOf(order, bound, stock)
    if (short) throw cartFailure(short)
    // Nothing may come of it: then `reconcile` gives them back.
    const after = withNextCheck({ ...order, held: next }, desk.clock())
    if (await store(desk.store, order, after, moves)) return { ...after, version: order.version + 1 }
    const now = await readAgain(desk, order)
    if (now.version !== order.version) throw new Failed('STATE_CHANGED')
  }
  throw new Failed('STOCK_BUSY')
}
