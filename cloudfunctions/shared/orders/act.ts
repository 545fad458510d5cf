import { Failed } from '../failed'
import { lineOf } from '../lines'
import { protocolOf } from '../protocols'
import type { Facts } from '../protocol'
import { given } from '../given'
import type { PayAnswer } from '../wechatpay'
import { PayApiError, PayError } from '../wechatpay/errors'
import { ask } from './ask'
import { believe, notCreated } from './believe'
import { change, save } from './change'
import type { Desk } from './desk'
import {
  attemptOf,
  withAlert,
  withAttempt,
  withAudit,
  withoutPending,
  type OrderDocument,
  type Pending,
} from './document'
import { ANOTHER_PRICE, REFUSED } from './for-a-person'
import { withMessage } from './messages'
import { withNextCheck } from './schedule'

/** An order after a changing call; why WeChat Pay refused it, if it did; why its result is unknown, if it is. */
export interface Acted {
  order: OrderDocument
  refusal?: PayError
  lost?: PayError
}

/**
 * Stores the intent, sends it, and believes what comes back (design 4.3). Whatever happens, the order afterwards either
 * shows the effect or still holds the pending call for `reconcile`.
 * @param order as it is stored
 * @param changed what else changes with the intent
 * @throws Failed STATE_CHANGED when somebody changed the order since it was read: nothing was sent
 */
export async function act(
  desk: Desk,
  order: OrderDocument,
  pending: Pending,
  changed: OrderDocument = order,
): Promise<Acted> {
  const audited = withAudit(changed, {
    at: pending.at,
    by: pending.by,
    what: auditOf(pending),
    ...(pending.reason === undefined ? {} : { note: pending.reason }),
  })
  const intent = await save(desk, order, withNextCheck({ ...audited, pending, checks: 0 }, desk.clock()))
  if (!intent) throw new Failed('STATE_CHANGED')
  return sendPending(desk, intent, pending, 'first')
}

/**
 * Sends a stored pending call.
 * @param sending `again` when the same bytes may have been carried out before: then a refusal proves nothing by itself
 */
export async function sendPending(
  desk: Desk,
  order: OrderDocument,
  pending: Pending,
  sending: 'first' | 'again',
): Promise<Acted> {
  try {
    const answer = await desk.pay.send(pending.call, { deadline: desk.deadline })
    return {
      order: await change(desk, order, (now) =>
        withNextCheck(succeed(desk, now, pending, answer), desk.clock()),
      ),
    }
  } catch (error) {
    if (!(error instanceof PayError)) throw error
    desk.log(`${pending.action} failed`, {
      outcome: error.outcome,
      out_order_no: attemptOf(order, pending.n).out_order_no,
    })
    if (error.outcome === 'unknown') return { order, lost: error }
    if (error.outcome === 'notSent')
      return sending === 'first' ? giveUp(desk, order, pending, error) : { order }
    return refused(desk, order, pending, sending, error)
  }
}

/**
 * WeChat Pay said no, verifiably. A query tells whether that is because it already happened: a create may also be refused
 * because its number exists with other parameters (facts 4.2, tail 271316598).
 */
async function refused(
  desk: Desk,
  order: OrderDocument,
  pending: Pending,
  sending: 'first' | 'again',
  error: PayError,
): Promise<Acted> {
  const firstCreate = pending.action === 'create' && sending === 'first'
  if (firstCreate && isRefusedUnread(error)) return giveUp(desk, order, pending, error)
  const { order: asked, reply } = await ask(desk, order, pending.n)
  if (!isStill(asked, pending)) return { order: asked }
  if (firstCreate && 'missing' in reply) return giveUp(desk, asked, pending, error)
  // Without an answer we cannot tell a refusal from a repetition: the intent stays, and reconcile asks.
  if (!('facts' in reply)) return { order: asked }
  const alert = sending === 'again' ? REFUSED[pending.action] : undefined
  const acted = await drop(desk, asked, pending, error, 'exists', alert)
  // The order exists: whoever placed it sees it, and what can be done with it.
  return firstCreate ? { order: acted.order } : acted
}

/** Who we are was not believed, or we may not do this at all: nobody looked at the order's number. */
const isRefusedUnread = (error: PayError): boolean =>
  error instanceof PayApiError && (error.status === 401 || error.status === 403)

/** The call had no effect: the intent goes. A first create that had none means that the attempt never came to be. */
async function giveUp(desk: Desk, order: OrderDocument, pending: Pending, refusal: PayError): Promise<Acted> {
  return drop(desk, order, pending, refusal, pending.action === 'create' ? 'never-created' : 'exists')
}

/** The intent goes, and the refusal is told: to the caller, and by `alert` where nobody waits for it. */
async function drop(
  desk: Desk,
  order: OrderDocument,
  pending: Pending,
  refusal: PayError,
  attempt: 'exists' | 'never-created' = 'exists',
  alert?: string,
): Promise<Acted> {
  const dropped = await change(desk, order, (now) => {
    if (!isStill(now, pending)) return now
    const at = desk.clock()
    const without = attempt === 'never-created' ? notCreated(now, pending.n, at) : withoutPending(now)
    const told = alert === undefined ? without : withAlert(without, alert)
    return withNextCheck(withAudit(told, { at, by: pending.by, what: `${auditOf(pending)} refused` }), at)
  })
  return { order: dropped, refusal }
}

/** Whether the order still holds this very pending call. */
export const isStill = (order: OrderDocument, pending: Pending): boolean =>
  order.pending?.action === pending.action && order.pending.n === pending.n && order.pending.at === pending.at

/** What the audit trail calls a call: what it means, where one call of WeChat Pay's serves several ends. */
function auditOf({ action, from, lapsed, message }: Pending): string {
  if (action === 'cancel' && from === 'FINISHED') return 'waive'
  if (action === 'cancel' && lapsed) return 'lapse'
  return message ? `message-${message.kind}` : action
}

/** Whether an answer still tells the bill: once a query settled its call, somebody may have lowered the bill further. */
const tellsTotal = (order: OrderDocument, pending: Pending): boolean =>
  order.bill === undefined || isStill(order, pending)

const currentRaw = (order: OrderDocument, n: number): string => attemptOf(order, n).raw ?? 'FINISHED'

/** The order after WeChat Pay carried the call out. */
function succeed(desk: Desk, order: OrderDocument, pending: Pending, answer: PayAnswer): OrderDocument {
  const at = desk.clock()
  const { n } = pending
  switch (pending.action) {
    case 'create':
      return created(order, pending, answer, at)
    case 'cancel':
      return believe(order, { n, facts: { state: 'REVOKED', raw: 'REVOKED' }, evidence: 'answer', at })
    case 'complete': {
      const facts: Facts = { state: 'FINISHED', raw: 'FINISHED', finishType: pending.finishType ?? 2 }
      if (pending.bill && tellsTotal(order, pending)) facts.total = pending.bill.total
      return believe(order, { n, facts, evidence: 'answer', at })
    }
    case 'modify': {
      const facts: Facts = {
        state: 'FINISHED',
        raw: currentRaw(order, n),
        ...given('total', tellsTotal(order, pending) ? pending.bill?.total : undefined),
      }
      return believe(order, { n, facts, evidence: 'answer', at })
    }
    case 'collect':
      // A 200 is not a payment (design 4.8): the caller asks.
      return isStill(order, pending) ? withoutPending({ ...order, checks: 0 }) : order
    case 'message': {
      const told = withMessage(order, pending, 'sent')
      return isStill(order, pending) ? withoutPending(told) : told
    }
    case 'sync': {
      // The answer carries no state: a query shows it (the caller asks), and `synced` tells how it was paid.
      const synced = { ...order, synced: true, checks: 0 }
      return isStill(order, pending) ? withoutPending(synced) : synced
    }
  }
}

/** The answer of create: how to open the confirm page where there is one, and a state where WeChat Pay says one. */
function created(order: OrderDocument, pending: Pending, answer: PayAnswer, at: number): OrderDocument {
  const { readCreate } = lineOf(order.line)
  const created = readCreate ? readCreate(answer) : protocolOf(order.protocol).readCreate(answer)
  const before = attemptOf(order, pending.n)
  const state =
    created.state ??
    (before.state === 'CREATING' || before.state === 'NOT_CREATED' ? 'CREATED' : before.state)
  // A verified answer of create proves existence, even against an earlier proof that there was none.
  const evidence = before.state === 'NOT_CREATED' ? 'query' : 'answer'
  const told = believe(order, { n: pending.n, facts: { state, raw: state }, evidence, at })
  const attempt = withAttempt(told, {
    ...attemptOf(told, pending.n),
    ...(created.package === undefined ? {} : { package: created.package, packageAt: pending.at }),
    ...given('businessType', created.businessType),
    ...(created.appId === undefined ? {} : { launchAppId: created.appId }),
    ...(created.path === undefined ? {} : { launchPath: created.path }),
  })
  const { price = order.preview.maxCharge } = created
  const priced = price === order.preview.maxCharge ? attempt : withAlert(attempt, ANOTHER_PRICE)
  return isStill(priced, pending) ? withoutPending(priced) : priced
}
