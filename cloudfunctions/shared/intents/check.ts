import type { Checked } from '../orders/check'
import type { Desk } from '../orders/desk'
import { withAlert } from '../orders/document'
import { LONGEST_WAIT, SOON } from '../orders/schedule'
import { PayApiError, type PayError } from '../wechatpay/errors'
import { query } from './ask'
import type { Intending } from './document'
import type { Kind, PendingOf } from './kind'
import { save } from './save'
import { act, sendPending } from './send'

/** A result that is missing for so long is for a person. */
const TOO_LONG = 60 * 60_000

/**
 * Looks after one document, as `reconcile` does: asks about every attempt that is not proven over, settles what is pending (by
 * the answer, else by the same bytes), and does what is its own duty. Never makes anything (design 4.4).
 */
export async function check<D extends Intending, Told>(
  desk: Desk,
  kind: Kind<D, Told>,
  document: D,
): Promise<Checked> {
  const now = desk.clock()
  const told = new Map<number, Told>()
  let next: D = document
  let silent = false
  for (const n of attemptsToAsk(kind, document)) {
    const reply = await query(desk, kind, document, n)
    if ('silent' in reply) {
      if (isBusy(reply.silent)) return 'busy'
      silent = true
      continue
    }
    if ('told' in reply) told.set(n, reply.told)
    if (next.checkedAt !== now) next = { ...next, checks: document.checks + 1, checkedAt: now }
    next = kind.learn(next, n, reply, now)
  }
  const scheduled = kind.scheduled(withLateAlert(kind, next, now), now)
  // Something was not learned: looked at again soon, so that an outage does not put it off for a day.
  const saved = await save(desk, kind, document, silent ? soon(scheduled, now) : scheduled)
  return saved ? follow(desk, kind, saved, told) : 'changed-meanwhile'
}

/** Every attempt that is not proven over, and the one that something is pending for. */
function attemptsToAsk<D extends Intending, Told>(kind: Kind<D, Told>, document: D): number[] {
  const { pending } = document
  return [...new Set([...kind.open(document), ...(pending ? [pending.n] : [])])]
}

function soon<D extends Intending>(document: D, now: number): D {
  const { nextCheckAt = Infinity } = document
  return { ...document, nextCheckAt: Math.min(nextCheckAt, now + SOON) }
}

function withLateAlert<D extends Intending, Told>(kind: Kind<D, Told>, document: D, now: number): D {
  const pending = document.pending as PendingOf<D> | undefined
  const sentence = pending && now - pending.at >= TOO_LONG ? kind.late(pending) : undefined
  return sentence === undefined ? document : withAlert(document, sentence)
}

/** After the questions: the pending call again, or what is to be done; only as the answers say. */
async function follow<D extends Intending, Told>(
  desk: Desk,
  kind: Kind<D, Told>,
  document: D,
  told: ReadonlyMap<number, Told>,
): Promise<Checked> {
  const pending = document.pending as PendingOf<D> | undefined
  if (!pending) {
    const duty = kind.duty?.(document, told, desk)
    if (!duty) return 'done'
    const { lost } = await act(desk, kind, document, duty)
    return lost && isBusy(lost) ? 'busy' : 'done'
  }
  const now = desk.clock()
  const said = told.get(pending.n)
  if (said === undefined || !kind.repeats(pending, said) || now - pending.sentAt < LONGEST_WAIT) return 'done'
  const again: PendingOf<D> = { ...pending, sentAt: now }
  const claimed = await save(desk, kind, document, kind.scheduled({ ...document, pending: again }, now))
  if (!claimed) return 'changed-meanwhile'
  const { lost } = await sendPending(desk, kind, claimed, again, 'again')
  return lost && isBusy(lost) ? 'busy' : 'done'
}

const isBusy = (error: PayError): boolean => error instanceof PayApiError && error.status === 429
