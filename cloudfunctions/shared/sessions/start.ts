import type { AuditEntry } from '#domain/view'
import { Failed } from '../failed'
import { ask as askAbout } from '../intents/ask'
import { readAgain } from '../intents/save'
import { sendPending } from '../orders/act'
import { ask } from '../orders/ask'
import type { Desk } from '../orders/desk'
import type { OrderDocument } from '../orders/document'
import { SIGNS } from '../signs/kind'
import type { SignDocument } from '../signs/document'
import { known, startAgain } from './again'
import { newSession, type SignedPlan } from './new-session'
import { ordersOfSign } from './orders'
import { waitingFor } from './progress'

/** How often it is tried again when somebody else changed the signing in between. */
const TRIES = 5

/** A signing, and the order of the session that was started. */
export interface Started {
  sign: SignDocument
  order: OrderDocument
}

/**
 * Starts a session: the next one alone, after a query said that the plan is signed, and once the one before it is cancelled, or
 * completed and paid. The signing counts it and the order is there in one transaction, before the first byte is sent: two people at
 * once start one session, and both get its order. Nobody has to confirm it, so what create answers is asked about at once.
 * @throws Failed NOT_SIGNED, SESSION_NOT_NEXT, SESSION_IN_USE, SESSION_UNPAID, PENDING, RESULT_UNKNOWN, TOO_MANY, STATE_CHANGED;
 * PayApiError when WeChat Pay refused
 */
export async function startSession(
  desk: Desk,
  found: SignDocument,
  no: number,
  by: AuditEntry['by'],
): Promise<Started> {
  let sign = found
  for (let tries = 0; tries < TRIES; tries++) {
    checkNumber(sign, no)
    if (no === sign.started) return again(desk, sign, no, by)
    const signed = await signedNow(desk, sign)
    checkNumber(signed, no)
    if (no === signed.started) return again(desk, signed, no, by)
    await checkLast(desk, signed)
    const { order, pending } = newSession(desk, signed, no, by)
    const counted: SignDocument = { ...signed, started: no, updatedAt: desk.clock() }
    if (
      await desk.store.together([
        { collection: 'signs', before: signed, after: counted },
        { collection: 'orders', insert: order },
      ])
    ) {
      const acted = await sendPending(desk, order, pending, 'first')
      return { sign: { ...counted, version: signed.version + 1 }, order: await known(desk, acted) }
    }
    sign = await readAgain(desk, SIGNS, sign)
  }
  throw new Failed('STATE_CHANGED')
}

/** None is skipped, and none is started again after it. @throws Failed SESSION_NOT_NEXT */
function checkNumber({ started, details }: SignDocument, no: number): void {
  if (no < Math.max(started, 1) || no > started + 1 || no > details.length)
    throw new Failed('SESSION_NOT_NEXT')
}

/** The signing, if WeChat Pay says now that it is signed and nothing about it is under way. */
async function signedNow(desk: Desk, sign: SignDocument): Promise<SignedPlan> {
  const { document, reply } = await askAbout(desk, SIGNS, sign, sign.current)
  if (document.pending) throw new Failed('PENDING')
  if ('silent' in reply) throw new Failed('RESULT_UNKNOWN')
  const { state, sign_plan_id } = document
  if (state !== 'SIGNED') throw new Failed('NOT_SIGNED')
  const proven = 'told' in reply && reply.told.sign_state === 'SIGNED'
  if (!proven || sign_plan_id === undefined) throw new Failed('RESULT_UNKNOWN')
  return { ...document, sign_plan_id }
}

/** The order of the last session that was started. @throws Failed STATE_CHANGED when it is not there, which no start leaves behind */
async function lastOrder({ store }: Desk, sign: SignDocument): Promise<OrderDocument> {
  const order = (await ordersOfSign(store, sign)).find(({ session }) => session?.no === sign.started)
  if (!order) throw new Failed('STATE_CHANGED')
  return order
}

/**
 * Whether the last session is over, as WeChat Pay says where we do not know it yet.
 * @throws Failed SESSION_IN_USE, SESSION_UNPAID, PENDING, SESSION_NOT_NEXT, RESULT_UNKNOWN
 */
async function checkLast(desk: Desk, sign: SignDocument): Promise<void> {
  if (sign.started === 0) return
  const stored = await lastOrder(desk, sign)
  if (!waitingFor(stored)) return
  const { order, reply } = await ask(desk, stored, stored.current)
  // What we know may be old: nobody is told that they have not paid by a guess.
  if ('silent' in reply) throw new Failed('RESULT_UNKNOWN')
  // It never came to be: it is the one that is next.
  if (order.state === 'NOT_CREATED') throw new Failed('SESSION_NOT_NEXT')
  switch (waitingFor(order)) {
    case 'in-use':
      throw new Failed('SESSION_IN_USE')
    case 'unpaid':
      throw new Failed('SESSION_UNPAID')
    case 'pending':
      throw new Failed('PENDING')
    default:
      return
  }
}

/** The session that was started last, once more: a second tap, a lost answer, or a create that came to nothing. */
async function again(desk: Desk, sign: SignDocument, no: number, by: AuditEntry['by']): Promise<Started> {
  const stored = await lastOrder(desk, sign)
  const order = await startAgain(desk, stored, by, () => signedNow(desk, sign), no)
  return { sign, order }
}
