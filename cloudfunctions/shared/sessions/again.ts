import type { Moment } from '#domain/period'
import type { AuditEntry } from '#domain/view'
import { Failed } from '../failed'
import { type Acted, act, sendPending } from '../orders/act'
import { ask } from '../orders/ask'
import { readAgain, save } from '../orders/change'
import type { Desk } from '../orders/desk'
import {
  currentAttempt,
  withAttempt,
  withFilter,
  withoutBill,
  type OrderDocument,
  type Pending,
} from '../orders/document'
import { withNextCheck } from '../orders/schedule'
import { type SignedPlan, sessionCall } from './new-session'
import { waitingFor } from './progress'

/** How long a function may still be at work on a create; only then may it be sent again. */
const RESEND_AFTER = 20_000

/** So soon after a refusal nothing has changed. */
const GAP = 5000

/** The order after a call, as WeChat Pay tells it now: create's own answer is read, and not relied on (facts 9-11). */
export async function known(desk: Desk, { order, refusal, lost }: Acted): Promise<OrderDocument> {
  if (refusal) throw refusal
  if (lost) return order
  return (await ask(desk, order, order.current)).order
}

/**
 * The session that was started before, once more. One that is there is shown. A create without an answer is asked about and, where
 * there is none, sent again byte for byte; one that is proven never to have been is begun anew with the same number and bytes.
 * @param signed the signing, if it is still signed; asked only before something is sent
 * @throws Failed SESSION_NOT_NEXT when it is over, RESULT_UNKNOWN, TOO_MANY, and what `signed` throws; PayApiError when refused
 */
export async function startAgain(
  desk: Desk,
  stored: OrderDocument,
  by: AuditEntry['by'],
  signed: () => Promise<SignedPlan>,
  no: number,
): Promise<OrderDocument> {
  if (!waitingFor(stored)) throw new Failed('SESSION_NOT_NEXT')
  if (isThere(stored)) return stored
  const now = desk.clock()
  if (stored.pending && now - stored.pending.sentAt < RESEND_AFTER) return stored
  if (!stored.pending && now - currentAttempt(stored).at < GAP) throw new Failed('TOO_MANY')
  const { order, reply } = await ask(desk, stored, stored.current)
  if (!waitingFor(order)) throw new Failed('SESSION_NOT_NEXT')
  if (isThere(order)) return order
  if (!('missing' in reply)) throw new Failed('RESULT_UNKNOWN')
  const plan = await signed()
  return order.pending
    ? resend(desk, order, order.pending)
    : begin(desk, order, currentAttempt(order).bytes ?? sessionCall(desk, plan, no), by)
}

const isThere = ({ state }: OrderDocument): boolean => state !== 'CREATING' && state !== 'NOT_CREATED'

/** The same bytes once more; whoever stores the new sending time first sends. */
async function resend(desk: Desk, order: OrderDocument, before: Pending): Promise<OrderDocument> {
  const at = desk.clock()
  const pending: Pending = { ...before, sentAt: at }
  // A verified answer of before proves nothing about what is sent now (design 4.4).
  const { missingAt: _before, ...attempt } = currentAttempt(order)
  const claimed = await save(desk, order, withNextCheck(withAttempt({ ...order, pending }, attempt), at))
  if (!claimed) return readAgain(desk, order)
  return known(desk, await sendPending(desk, claimed, pending, 'again'))
}

/** Nothing came of the first try: the intent is stored anew, and sent. */
async function begin(
  desk: Desk,
  order: OrderDocument,
  call: Pending['call'],
  by: AuditEntry['by'],
): Promise<OrderDocument> {
  const at = desk.clock()
  const pending: Pending = { action: 'create', n: order.current, call, by, at, sentAt: at }
  try {
    return await known(desk, await act(desk, order, pending, asCreating(order, at)))
  } catch (error) {
    // Somebody else was first, with the same bytes.
    if (error instanceof Failed && error.code === 'STATE_CHANGED') return readAgain(desk, order)
    throw error
  }
}

function asCreating(order: OrderDocument, at: Moment): OrderDocument {
  const { missingAt: _missing, proven: _proven, ...attempt } = currentAttempt(order)
  const { outcome: _outcome, ...rest } = withAttempt(withoutBill(order), {
    ...attempt,
    state: 'CREATING',
    at,
  })
  return withFilter({ ...rest, state: 'CREATING', events: [...order.events, { what: 'CREATING', at }] })
}
