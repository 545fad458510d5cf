import { protocolOf } from '../protocols'
import type { Facts } from '../protocol'
import { makeUp } from '../refunds/prepare'
import { balance } from '../stock'
import { PayApiError, type PayError } from '../wechatpay/errors'
import { act, sendPending } from './act'
import { learn, query } from './ask'
import { save } from './change'
import type { Desk } from './desk'
import { keyOf, withAlert, type OrderDocument, type Pending } from './document'
import { LATE } from './for-a-person'
import { hasLapsed, LONGEST_WAIT, openAttempts, withNextCheck, withinMinutes } from './schedule'

/** What WeChat Pay reads when an attempt that nobody needs any more is ended. */
const SUPERSEDED = '已由另一笔订单替代'

/** … and when one was not confirmed in time. */
const LAPSED = '超时未确认'

/** A result that is missing for so long is for a person. */
const TOO_LONG = 60 * 60_000

/**
 * Whether what WeChat Pay just said lets a pending call be sent again. A cancel above all: sent without this answer it could
 * end an order that the customer confirmed meanwhile, or waive a debt. A modification only ever lowers, so the same one twice
 * does nothing more; while the bill is the former one it was not carried out. A create is sent again only by the customer;
 * nobody can ask whether a message arrived or a collection began, so these are not sent again.
 */
function isToRepeat({ action, from, before }: Pending, { state, total }: Facts): boolean {
  switch (action) {
    case 'cancel':
      return state === (from ?? 'CREATED')
    case 'complete':
      return state === 'USER_ACCEPTED'
    case 'sync':
      return state === 'FINISHED'
    case 'modify':
      return state === 'FINISHED' && total !== undefined && total === before
    default:
      return false
  }
}

/** What a look at one order came to. `busy`: WeChat Pay asks for fewer calls, so the run ends (design 4.10). */
export type Checked = 'done' | 'changed-meanwhile' | 'busy'

/**
 * Looks after one order, as `reconcile` does: asks about every attempt that is not proven over, settles what is pending (by
 * the answer, else by the same bytes), and ends attempts that another one replaced or that nobody confirmed in time. Never
 * creates anything (design 4.4, 4.5).
 */
export async function check(desk: Desk, found: OrderDocument): Promise<Checked> {
  const order = await balance(desk, await makeUp(desk, found))
  const now = desk.clock()
  let next: OrderDocument = order
  const said = new Map<number, Facts>()
  let silent = false
  for (const { n } of attemptsToAsk(order)) {
    const reply = await query(desk, order, n)
    if ('silent' in reply) {
      if (isBusy(reply.silent)) return 'busy'
      silent = true
      continue
    }
    if ('facts' in reply) said.set(n, reply.facts)
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

/** After the questions: the pending call again, or the end of an attempt that is of no more use; only as the answers say. */
async function follow(desk: Desk, order: OrderDocument, said: ReadonlyMap<number, Facts>): Promise<Checked> {
  const { pending } = order
  const now = desk.clock()
  if (pending) {
    const facts = said.get(pending.n)
    if (!facts || !isToRepeat(pending, facts)) return 'done'
    if (now - pending.sentAt < LONGEST_WAIT) return 'done'
    const again: Pending = { ...pending, sentAt: now }
    const claimed = await save(desk, order, withNextCheck({ ...order, pending: again }, now))
    if (!claimed) return 'changed-meanwhile'
    const { lost } = await sendPending(desk, claimed, again, 'again')
    return lost && isBusy(lost) ? 'busy' : 'done'
  }
  const useless = order.attempts.find(
    ({ n }) => said.get(n)?.state === 'CREATED' && (n !== order.current || hasLapsed(order, now)),
  )
  if (!useless) return 'done'
  const { lost } = await act(desk, order, endOf(desk, order, useless.n))
  return lost && isBusy(lost) ? 'busy' : 'done'
}

/** The intent to cancel an attempt that nobody needs or confirmed. */
function endOf(desk: Desk, order: OrderDocument, n: number): Pending {
  const lapsed = n === order.current
  const reason = lapsed ? LAPSED : SUPERSEDED
  const at = desk.clock()
  const call = protocolOf(order.protocol).prepareCancel({ ...keyOf(order, n), reason }, desk.prepare)
  return {
    action: 'cancel',
    n,
    call,
    by: 'reconcile',
    at,
    sentAt: at,
    reason,
    ...(lapsed ? { lapsed, forRetry: true } : {}),
  }
}

const isBusy = (error: PayError): boolean => error instanceof PayApiError && error.status === 429
