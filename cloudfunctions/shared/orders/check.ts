import type { OrderState } from '#domain/order'
import type { PendingAction } from '#domain/view'
import { protocolOf } from '../protocols'
import { PayApiError, type PayError } from '../wechatpay/errors'
import { act, sendPending } from './act'
import { learn, query } from './ask'
import { save } from './change'
import type { Desk } from './desk'
import { keyOf, withAlert, type OrderDocument, type Pending } from './document'
import { LATE } from './for-a-person'
import { LONGEST_WAIT, openAttempts, withNextCheck, withinMinutes } from './schedule'

/** What WeChat Pay reads when an attempt that nobody needs any more is ended. */
const SUPERSEDED = '已由另一笔订单替代'

/** A result that is missing for so long is for a person. */
const TOO_LONG = 60 * 60_000

/**
 * What WeChat Pay must just have said for a pending call to be sent again. A cancel above all: sent without this answer it
 * could end an order that the customer confirmed meanwhile. A create is sent again only by the customer.
 */
const SENT_AGAIN_AT: Partial<Record<PendingAction, OrderState>> = {
  cancel: 'CREATED',
  complete: 'USER_ACCEPTED',
  sync: 'FINISHED',
}

/** What a look at one order came to. `busy`: WeChat Pay asks for fewer calls, so the run ends (design 4.10). */
export type Checked = 'done' | 'changed-meanwhile' | 'busy'

/**
 * Looks after one order, as `reconcile` does: asks about every attempt that is not proven over, settles what is pending (by
 * the answer, else by the same bytes), and ends attempts that another one replaced. Never creates anything (design 4.4).
 */
export async function check(desk: Desk, order: OrderDocument): Promise<Checked> {
  const now = desk.clock()
  let next: OrderDocument = order
  const said = new Map<number, OrderState>()
  let silent = false
  for (const { n } of attemptsToAsk(order)) {
    const reply = await query(desk, order, n)
    if ('silent' in reply) {
      if (isBusy(reply.silent)) return 'busy'
      silent = true
      continue
    }
    if ('facts' in reply && reply.facts.state !== undefined) said.set(n, reply.facts.state)
    if (next.checkedAt !== now) next = { ...next, checks: order.checks + 1, checkedAt: now }
    next = learn(next, n, reply, now)
  }
  const scheduled = withNextCheck(withLateAlert(next, now), now)
  // Something was not learned: looked at again soon, so that an outage does not put orders off for a day.
  const saved = await save(desk, order, silent ? withinMinutes(scheduled, now) : scheduled)
  if (!saved) return 'changed-meanwhile'
  return follow(desk, saved, said)
}

/** Every attempt that is not proven over, and the one that something is pending for. */
function attemptsToAsk(order: OrderDocument): { n: number }[] {
  const open = openAttempts(order)
  const { pending } = order
  return pending && !open.some(({ n }) => n === pending.n) ? [...open, { n: pending.n }] : open
}

function withLateAlert(order: OrderDocument, now: number): OrderDocument {
  const { pending } = order
  const sentence = pending && now - pending.at >= TOO_LONG ? LATE[pending.action] : undefined
  return sentence === undefined ? order : withAlert(order, sentence)
}

/** After the questions: the pending call again, or the end of a superseded attempt; both only as far as the answers say. */
async function follow(
  desk: Desk,
  order: OrderDocument,
  said: ReadonlyMap<number, OrderState>,
): Promise<Checked> {
  const { pending } = order
  const now = desk.clock()
  if (pending) {
    const state = said.get(pending.n)
    if (state === undefined || state !== SENT_AGAIN_AT[pending.action]) return 'done'
    if (now - pending.sentAt < LONGEST_WAIT) return 'done'
    const again: Pending = { ...pending, sentAt: now }
    const claimed = await save(desk, order, withNextCheck({ ...order, pending: again }, now))
    if (!claimed) return 'changed-meanwhile'
    const { lost } = await sendPending(desk, claimed, again, 'again')
    return lost && isBusy(lost) ? 'busy' : 'done'
  }
  const superseded = order.attempts.find(({ n }) => n !== order.current && said.get(n) === 'CREATED')
  if (!superseded) return 'done'
  const { n } = superseded
  const call = protocolOf(order.protocol).prepareCancel(
    { ...keyOf(order, n), reason: SUPERSEDED },
    desk.prepare,
  )
  await act(desk, order, {
    action: 'cancel',
    n,
    call,
    by: 'reconcile',
    at: now,
    sentAt: now,
    reason: SUPERSEDED,
  })
  return 'done'
}

const isBusy = (error: PayError): boolean => error instanceof PayApiError && error.status === 429
