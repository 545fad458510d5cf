import { withoutPending } from '../intents/pending'
import { LONGEST_WAIT, RESEND_WINDOW } from '../orders/schedule'
import type { HeardSign } from './believe'
import { attemptOf, type SignDocument, type SignPending } from './document'
import { isEnded } from './states'

/** Drops the pending call when what was heard proves how it ended, and keeps what follows from its end. */
export function settle(sign: SignDocument, heard: HeardSign): SignDocument {
  const { pending } = sign
  if (!pending || pending.n !== heard.n || !isSettledBy(pending, heard, sign)) return sign
  const settled = withoutPending(sign)
  const ended = attemptOf(sign, heard.n).state === 'SIGN_PLAN_CANCEL'
  return pending.forRetry && ended && heard.n === sign.current ? { ...settled, retrying: true } : settled
}

/** A state that the call would have left says "not done yet" and settles nothing, until the call can no longer be under way. */
function isSettledBy(pending: SignPending, { evidence, at }: HeardSign, sign: SignDocument): boolean {
  const { state } = attemptOf(sign, pending.n)
  if (pending.action === 'sign')
    // Known to exist without its package: the bytes are kept while the customer may send them again to get it.
    return (state !== 'CREATING' && state !== 'UNSIGNED') || at - pending.at >= RESEND_WINDOW
  const asked = evidence === 'query' && at - pending.sentAt >= LONGEST_WAIT
  return state !== (pending.from ?? 'SIGNED') && (isEnded(state) || asked)
}
