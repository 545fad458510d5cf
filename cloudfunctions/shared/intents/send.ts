import { Failed } from '../failed'
import type { Desk } from '../orders/desk'
import { withAlert, withAudit } from '../orders/document'
import { PayApiError, PayError } from '../wechatpay/errors'
import { ask } from './ask'
import type { Intending } from './document'
import type { Kind, PendingOf } from './kind'
import { isStill, withoutPending } from './pending'
import { change, save } from './save'

/** A document after a changing call; why WeChat Pay refused it, if it did; why its result is unknown, if it is. */
export interface Acted<D extends Intending> {
  document: D
  refusal?: PayError
  lost?: PayError
}

/** The document with an intent: what is stored before the first byte is sent. */
export function withIntent<D extends Intending>(
  kind: Pick<Kind<D, never>, 'scheduled'>,
  document: D,
  pending: PendingOf<D>,
): D {
  const { at, by, action, reason } = pending
  const audited = withAudit(document, {
    at,
    by,
    what: action,
    ...(reason === undefined ? {} : { note: reason }),
  })
  return kind.scheduled({ ...audited, pending, checks: 0 }, at)
}

/**
 * Stores the intent, sends it, and believes what comes back (design 4.3).
 * @param changed what else changes with the intent
 * @throws Failed STATE_CHANGED when somebody changed the document since it was read: nothing was sent
 */
export async function act<D extends Intending, Told>(
  desk: Desk,
  kind: Kind<D, Told>,
  document: D,
  pending: PendingOf<D>,
  changed: D = document,
): Promise<Acted<D>> {
  const intent = await save(desk, kind, document, withIntent(kind, changed, pending))
  if (!intent) throw new Failed('STATE_CHANGED', { sentence: kind.changed })
  return sendPending(desk, kind, intent, pending, 'first')
}

/**
 * Sends a stored intent.
 * @param sending `again` when the same bytes may have been carried out before: then a refusal proves nothing by itself
 */
export async function sendPending<D extends Intending, Told>(
  desk: Desk,
  kind: Kind<D, Told>,
  document: D,
  pending: PendingOf<D>,
  sending: 'first' | 'again',
): Promise<Acted<D>> {
  try {
    const answer = await desk.pay.send(pending.call, { deadline: desk.deadline })
    const done = await change(desk, kind, document, (now) => {
      const at = desk.clock()
      return kind.scheduled(kind.succeed(now, pending, answer, at), at)
    })
    return { document: done }
  } catch (error) {
    if (!(error instanceof PayError)) throw error
    const { number } = kind.question(document, pending.n, desk)
    desk.log(`${pending.call.action} failed`, { outcome: error.outcome, out_order_no: number })
    if (error.outcome === 'unknown') return { document, lost: error }
    if (error.outcome === 'notSent')
      return sending === 'first' ? drop(desk, kind, document, pending, error, 'never-made') : { document }
    return refused(desk, kind, document, pending, sending, error)
  }
}

/** WeChat Pay said no, verifiably: a query tells whether that is because it already happened. */
async function refused<D extends Intending, Told>(
  desk: Desk,
  kind: Kind<D, Told>,
  document: D,
  pending: PendingOf<D>,
  sending: 'first' | 'again',
  error: PayError,
): Promise<Acted<D>> {
  const fresh = kind.makes(pending) && sending === 'first'
  if (fresh && isRefusedUnread(error)) return drop(desk, kind, document, pending, error, 'never-made')
  const { document: asked, reply } = await ask(desk, kind, document, pending.n)
  if (!isStill(asked, pending)) return { document: asked }
  if (fresh && 'missing' in reply) return drop(desk, kind, asked, pending, error, 'never-made')
  // Without an answer we cannot tell a refusal from a repetition: the intent stays, and reconcile asks.
  if (!('told' in reply)) return { document: asked }
  const alert = sending === 'again' ? kind.refused(pending) : undefined
  const acted = await drop(desk, kind, asked, pending, error, 'exists', alert)
  // It is there: whoever asked for it sees it.
  return fresh ? { document: acted.document } : acted
}

/** Who we are was not believed, or we may not do this at all: nobody looked at the number. */
const isRefusedUnread = (error: PayError): boolean =>
  error instanceof PayApiError && (error.status === 401 || error.status === 403)

/** The intent goes, and the refusal is told: to the caller, and by `alert` where nobody waits for it. */
async function drop<D extends Intending, Told>(
  desk: Desk,
  kind: Kind<D, Told>,
  document: D,
  pending: PendingOf<D>,
  refusal: PayError,
  effect: 'never-made' | 'exists',
  alert?: string,
): Promise<Acted<D>> {
  const dropped = await change(desk, kind, document, (now) => {
    if (!isStill(now, pending)) return now
    const at = desk.clock()
    const never = effect === 'never-made' && kind.makes(pending)
    const without = never ? kind.neverMade(now, pending.n, at) : withoutPending(now)
    const told = alert === undefined ? without : withAlert(without, alert)
    const audited = withAudit(told, { at, by: pending.by, what: `${pending.action} refused` })
    return kind.scheduled(audited, at)
  })
  return { document: dropped, refusal }
}
