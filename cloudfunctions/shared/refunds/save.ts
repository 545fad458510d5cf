import { Failed } from '../failed'
import type { Keeper } from '../orders/change'
import type { RefundDocument } from './document'

/** How often a change is tried again when somebody else changed the refund in between. */
const TRIES = 5

/** Stores one change of what was read. @returns the stored refund, or `undefined` when somebody else was first */
export async function saveRefund(
  keeper: Keeper,
  before: RefundDocument,
  after: RefundDocument,
): Promise<RefundDocument | undefined> {
  const changed = { ...after, updatedAt: keeper.clock() }
  if (!(await keeper.store.compareAndSet('refunds', before, changed))) return undefined
  return { ...changed, version: before.version + 1 }
}

/**
 * Applies a change that stays true whatever happened in between, re-reading on conflict.
 * @throws Failed STATE_CHANGED when the refund never held still
 */
export async function changeRefund(
  keeper: Keeper,
  refund: RefundDocument,
  apply: (refund: RefundDocument) => RefundDocument,
): Promise<RefundDocument> {
  let before: RefundDocument | undefined = refund
  for (let tries = 0; before && tries < TRIES; tries++) {
    const after = apply(before)
    if (JSON.stringify(after) === JSON.stringify(before)) return before
    const saved = await saveRefund(keeper, before, after)
    if (saved) return saved
    before = await keeper.store.read<RefundDocument>('refunds', refund._id)
  }
  throw new Failed('STATE_CHANGED')
}
