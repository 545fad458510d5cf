import type { Kept } from '../intents/kind'

/** How signings are stored; apart from their calls, because `notify` listens, calls nobody, and need not carry them. */
export const KEPT: Kept = {
  collection: 'signs',
  notFound: 'SIGN_NOT_FOUND',
  changed: '签约刚刚有了变化',
}
