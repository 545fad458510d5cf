import { protocolOf } from '../protocols'
import { PayApiError, type PayError } from '../wechatpay/errors'
import { act, sendPending } from './act'
import { learn, query } from './ask'
import { save } from './change'
import type { Desk } from './desk'
import { keyOf, type OrderDocument, type Pending } from './document'
import { LONGEST_WAIT, openAttempts, withNextCheck } from './schedule'

/** What WeChat Pay reads when an attempt that nobody needs any more is ended. */
const SUPERSEDED = '已由另一笔订单替代'

/** What a look at one order came to. `busy`: WeChat Pay asks for fewer calls, so the run ends (design 4.10). */
export type Checked = 'done' | 'changed-meanwhile' | 'busy'

/**
 * Looks after one order, as `reconcile` does: asks about every attempt that is not proven over, settles what is pending (by
 * the answer, else by the same bytes), and ends attempts that another one replaced. Never creates anything (design 4.4).
 */
export async function check(desk: Desk, order: OrderDocument): Promise<Checked> {
  const now = desk.clock()
  let next: OrderDocument = order
  for (const { n } of attemptsToAsk(order)) {
    const reply = await query(desk, order, n)
    if ('silent' in reply) {
      if (isBusy(reply.silent)) return 'busy'
      // Nothing was learned: the interval stays as it is, so that an outage does not put orders off for a day.
      continue
    }
    if (next.checkedAt !== now) next = { ...next, checks: order.checks + 1, checkedAt: now }
    next = learn(next, n, reply, now)
  }
  const saved = await save(desk, order, withNextCheck(next, now))
  if (!saved) return 'changed-meanwhile'
  return follow(desk, saved)
}

/** Every attempt that is not proven over, and the one that something is pending for. */
function attemptsToAsk(order: OrderDocument): { n: number }[] {
  const open = openAttempts(order)
  const { pending } = order
  return pending && !open.some(({ n }) => n === pending.n) ? [...open, { n: pending.n }] : open
}

/** After the questions: the pending call again, or the end of a superseded attempt. */
async function follow(desk: Desk, order: OrderDocument): Promise<Checked> {
  const { pending } = order
  const now = desk.clock()
  if (pending) {
    // A create is sent again only by the customer; anything else only after its longest wait.
    if (pending.action === 'create' || now - pending.sentAt < LONGEST_WAIT) return 'done'
    const again: Pending = { ...pending, sentAt: now }
    const claimed = await save(desk, order, withNextCheck({ ...order, pending: again }, now))
    if (!claimed) return 'changed-meanwhile'
    await sendPending(desk, claimed, again, 'again')
    return 'done'
  }
  const superseded = order.attempts.find(({ n, state }) => n !== order.current && state === 'CREATED')
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
