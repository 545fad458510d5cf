import type { Evidence, OrderState } from '#domain/order'
import type { Moment } from '#domain/period'
import { isConfirmedAlone } from '../lines/confirmed'
import type { Facts } from '../protocol'
import { withAlert, withoutPending, type OrderDocument, type Pending } from './document'
import { MODIFIED_TOO_LATE, WAIVED_TOO_LATE } from './for-a-person'
import { withMessage } from './messages'
import { LONGEST_WAIT, RESEND_WINDOW } from './schedule'

/** Facts of an attempt and where they come from. `at` is our business time. */
export interface Heard {
  n: number
  facts: Facts
  evidence: Evidence
  at: Moment
}

/** States that no call of ours leaves any more. */
const ENDS: readonly OrderState[] = ['USER_PAID', 'REVOKED', 'EXPIRED', 'NOT_CREATED']

/**
 * Drops the pending call when what was heard proves how it ended, and keeps what follows from its end.
 * @param state what the attempt is believed to be, which is not what was heard where that was stale
 */
export function settle(order: OrderDocument, heard: Heard, state: OrderState): OrderDocument {
  const { pending } = order
  if (!pending || pending.n !== heard.n) return order
  // Nobody opens the package of an attempt that another one replaced: its bytes need not be sent again to get it.
  const replaced = pending.action === 'create' && heard.n !== order.current
  // There is no package to get by sending it again: that it exists is all there is to know.
  const known = pending.action === 'create' && !isConfirmedAlone(order)
  if (!replaced && !known && !isSettledBy(pending, heard, state)) return order
  return withEnd(withoutPending(order), pending, heard, state)
}

/**
 * Whether what was heard proves how a pending call ended. A state that the call would have left says "not done yet" and
 * settles nothing: then the same bytes are sent again after the longest wait.
 */
function isSettledBy(pending: Pending, { facts, evidence, at }: Heard, state: OrderState): boolean {
  // Asked after the call can no longer be under way.
  const asked = evidence === 'query' && at - pending.sentAt >= LONGEST_WAIT
  switch (pending.action) {
    case 'create':
      // Known to exist without its package: the bytes are kept while the customer may send them again to get it.
      return state !== 'CREATED' || at - pending.at >= RESEND_WINDOW
    case 'cancel':
      if (asked && isPartlyPaid(pending, facts)) return true
      return state !== (pending.from ?? 'CREATED') && (ENDS.includes(state) || asked)
    case 'complete':
      return state !== 'CREATED' && state !== 'USER_ACCEPTED'
    case 'sync':
      return state === 'USER_PAID' || state === 'REVOKED'
    case 'modify':
      if (isModified(pending, facts, state)) return true
      return evidence === 'query' && (ENDS.includes(state) || (asked && state !== 'FINISHED'))
    case 'collect':
    case 'message':
      // No query shows whether WeChat Pay heard of it: it is not sent again by itself, and nothing waits for it.
      return asked || (pending.action === 'collect' && state !== 'FINISHED')
  }
}

/** Whether a part of a debt that should be given up came in: what a cancel makes of it is unknown, so it is not sent again. */
const isPartlyPaid = ({ from }: Pending, { state, paid = 0 }: Facts): boolean =>
  from === 'FINISHED' && state === 'FINISHED' && paid > 0

/** Whether the facts that were just believed show another bill than before the modification: ours, or somebody else's. */
const isModified = (pending: Pending, { state, total }: Facts, believed: OrderState): boolean =>
  state === believed && (state === 'FINISHED' || state === 'USER_PAID') && isAnother(total, pending.before)

const isAnother = (total: number | undefined, before: number | undefined): boolean =>
  total !== undefined && total !== before

/** What stays of a call that ended: room for a new attempt, the former bill, a message that may have arrived. */
function withEnd(order: OrderDocument, pending: Pending, { facts }: Heard, state: OrderState): OrderDocument {
  switch (pending.action) {
    case 'cancel':
      if (state === 'REVOKED' && pending.forRetry)
        return { ...order, retrying: true, ...(pending.lapsed ? { lapsed: true } : {}) }
      return pending.from === 'FINISHED' && (state === 'USER_PAID' || state === 'FINISHED')
        ? withAlert(order, WAIVED_TOO_LATE)
        : order
    case 'modify': {
      if (facts.total !== undefined && facts.total === pending.bill?.total)
        return {
          ...order,
          modified: { before: order.modified?.before ?? pending.before ?? facts.total, at: pending.at },
        }
      return state === 'USER_PAID' ? withAlert(order, MODIFIED_TOO_LATE) : order
    }
    case 'message':
      return withMessage(order, pending, 'unknown')
    default:
      return order
  }
}
