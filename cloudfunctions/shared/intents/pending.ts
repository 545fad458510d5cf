import type { Intending } from './document'
import type { PendingOf } from './kind'

/** The document without its intent. */
export function withoutPending<D extends Intending>(document: D): D {
  const { pending: _settled, ...rest } = document
  return rest as D
}

/** Whether the document still holds this very intent. */
export const isStill = <D extends Intending>({ pending: now }: D, { action, n, at }: PendingOf<D>): boolean =>
  now?.action === action && now.n === n && now.at === at
