import { isDeepStrictEqual } from 'node:util'
import { Failed } from '../failed'
import type { Keeper } from '../orders/change'
import type { Intending } from './document'
import type { Kept } from './kind'

/** How often a change is tried again when somebody else changed the document in between. */
const TRIES = 5

/** Whether two versions say the same, in whatever order their fields stand. */
export const isSame = <D extends Intending>(a: D, b: D): boolean => isDeepStrictEqual(a, b)

/** Stores one change of what was read. @returns the stored document, or `undefined` when somebody else was first */
export async function save<D extends Intending>(
  keeper: Keeper,
  { collection }: Kept,
  before: D,
  after: D,
): Promise<D | undefined> {
  const changed = { ...after, updatedAt: keeper.clock() }
  if (!(await keeper.store.compareAndSet(collection, before, changed))) return undefined
  return { ...changed, version: before.version + 1 }
}

/** The document as it is now, of somebody who was given it before. @throws Failed when it is gone */
export async function readAgain<D extends Intending>(
  keeper: Pick<Keeper, 'store'>,
  { collection, notFound }: Kept,
  { _id }: D,
): Promise<D> {
  const found = await keeper.store.read<D>(collection, _id)
  if (!found) throw new Failed(notFound)
  return found
}

/**
 * Applies a change that stays true whatever happened in between, re-reading on conflict. Not for a query's answer, which may
 * be older than the change it collides with: see `ask`.
 * @throws Failed STATE_CHANGED when the document never held still
 */
export async function change<D extends Intending>(
  keeper: Keeper,
  kind: Kept,
  document: D,
  apply: (document: D) => D,
): Promise<D> {
  let before = document
  for (let tries = 0; tries < TRIES; tries++) {
    const after = apply(before)
    if (isSame(before, after)) return before
    const saved = await save(keeper, kind, before, after)
    if (saved) return saved
    before = await readAgain(keeper, kind, document)
  }
  throw new Failed('STATE_CHANGED', { sentence: kind.changed })
}
