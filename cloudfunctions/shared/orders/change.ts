import { Failed } from '../failed'
import type { Desk } from './desk'
import type { OrderDocument } from './document'

/** How often a change is tried again when somebody else changed the order in between. */
const TRIES = 5

/** Whether two versions of an order say the same; documents are small and plain. */
export const isSame = (a: OrderDocument, b: OrderDocument): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b)

/** What storing a change needs. */
export interface Keeper {
  store: Pick<Desk['store'], 'read' | 'compareAndSet'>
  clock: Desk['clock']
}

/** Stores one change of what was read. @returns the stored order, or `undefined` when somebody else was first. */
export async function save(
  desk: Keeper,
  before: OrderDocument,
  after: OrderDocument,
): Promise<OrderDocument | undefined> {
  const changed = { ...after, updatedAt: desk.clock() }
  if (!(await desk.store.compareAndSet('orders', before, changed))) return undefined
  return { ...changed, version: before.version + 1 }
}

/**
 * An order as it is now, of somebody who was given it before: people get at one by `ownOrder` or `orderFor` alone, which know
 * whose it is.
 * @throws Failed ORDER_NOT_FOUND
 */
export async function readAgain(desk: Pick<Keeper, 'store'>, { _id }: OrderDocument): Promise<OrderDocument> {
  const order = await desk.store.read<OrderDocument>('orders', _id)
  if (!order) throw new Failed('ORDER_NOT_FOUND')
  return order
}

/**
 * Applies a change that stays true whatever happened in between (an answer, a notification), re-reading on conflict.
 * Not for a query's answer: that one may be older than the change it collides with, see `ask`.
 * @throws Failed STATE_CHANGED when the order never held still
 */
export async function change(
  desk: Keeper,
  order: OrderDocument,
  apply: (order: OrderDocument) => OrderDocument,
): Promise<OrderDocument> {
  let before = order
  for (let tries = 0; tries < TRIES; tries++) {
    const after = apply(before)
    if (isSame(before, after)) return before
    const saved = await save(desk, before, after)
    if (saved) return saved
    before = await readAgain(desk, order)
  }
  throw new Failed('STATE_CHANGED')
}
