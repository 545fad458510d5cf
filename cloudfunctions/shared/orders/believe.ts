import { judgeStep, outcomeOf, type Evidence, type OrderState } from '#domain/order'
import type { Moment } from '#domain/period'
import type { Bill } from '#domain/view'
import { given } from '../given'
import { isConfirmedAlone } from '../lines/confirmed'
import type { Facts } from '../protocol'
import {
  attemptOf,
  currentAttempt,
  withAlert,
  withAttempt,
  withAudit,
  withFilter,
  withoutBill,
  withoutPending,
  type Attempt,
  type OrderDocument,
} from './document'
import { expectedBills } from './expected-bill'
import { OVER_LIMIT, PAID_PARTLY, TWO_LIVE } from './for-a-person'
import { isPaidElsewhere, paidTwice, wasPaidToUs } from './paid-elsewhere'
import { LONGEST_WAIT } from './schedule'
import { settle, type Heard } from './settle'

/** States that a customer reaches only by confirming: such an attempt is live and money may follow. */
const ACCEPTED: readonly OrderState[] = ['USER_ACCEPTED', 'FINISHED', 'USER_PAID']

/** States from which nothing follows, as far as we were told. */
const DEAD: readonly OrderState[] = ['NOT_CREATED', 'REVOKED', 'EXPIRED']

/** Whether money may follow: confirmed, and not completed without a charge. */
const isLive = ({ state, free }: Attempt): boolean => ACCEPTED.includes(state) && free !== true

/** Whether what was heard says that an attempt was completed without a charge. */
function isFree({ pending }: OrderDocument, { n, facts }: Heard): boolean {
  if (facts.state !== 'FINISHED' && facts.state !== 'USER_PAID') return false
  const finishType = facts.finishType ?? (pending?.n === n ? pending.finishType : undefined)
  return facts.total === undefined ? finishType === 1 : facts.total === 0
}

const BY: Record<Evidence, 'notify' | 'reconcile'> = {
  notification: 'notify',
  query: 'reconcile',
  answer: 'reconcile',
}

/**
 * What to believe after hearing facts of one attempt (design 4.5, 4.6). Pure: the caller stores the result by compare-and-set
 * on the version it read before the question was asked.
 */
export function believe(order: OrderDocument, heard: Heard): OrderDocument {
  const { facts, evidence, at } = heard
  if (facts.state === undefined) return withAlert(order, `微信支付返回了未知状态 ${facts.raw.slice(0, 40)}`)
  const before = attemptOf(order, heard.n)
  if (contradictsBill(order, heard)) {
    const alerted = withAlert(
      order,
      `金额与本店账单不一致：本店 ${expectedBills(order)[0]?.total ?? 0} 分，微信支付 ${facts.total ?? 0} 分`,
    )
    // A notification alone does not change what we billed; the query that follows it decides.
    if (evidence !== 'query') return { ...alerted, checks: 0 }
    order = alerted
  }
  const step = judgeStep(before.state, facts.state, evidence)
  let next = order
  if (step === 'ignore') return settle(withDoubt(next, before, heard), heard, before.state)
  // A notification of what we know already may be an old one: its other facts prove nothing.
  if (step === 'same' && evidence === 'notification') return next
  const { missingAt: _found, free: _was, ...found } = before
  const free = isFree(order, heard) || (step === 'same' && facts.total === undefined && before.free === true)
  const after: Attempt = { ...found, state: facts.state, raw: facts.raw, ...(free ? { free } : {}) }
  if (evidence === 'query') after.proven = facts.state
  // A call changed something: what a query said before proves nothing of it.
  if (evidence === 'answer') delete after.proven
  next = withAttempt(next, after)
  if (step === 'correction')
    next = withAudit(next, {
      at,
      by: BY[evidence],
      what: 'correction',
      note: `${before.state} → ${facts.state}`,
    })
  next = chooseCurrent(next, after, at)
  if (after.n === next.current) next = followCurrent(next, heard)
  return settle(withOneLive(next, heard), heard, facts.state)
}

/**
 * WeChat Pay tells of a confirmation where we took the attempt for over. A notification proves nothing against a query, but
 * the attempt may live: it is asked about again (design 4.5).
 */
function withDoubt(order: OrderDocument, before: Attempt, { facts }: Heard): OrderDocument {
  if (!DEAD.includes(before.state) || facts.state === undefined || !ACCEPTED.includes(facts.state))
    return order
  const { proven: _doubted, ...rest } = before
  return withAttempt(order, rest)
}

/** A completed order whose total at WeChat Pay is another one than we billed. */
function contradictsBill(order: OrderDocument, { n, facts }: Heard): boolean {
  if (n !== order.current || facts.total === undefined) return false
  if (facts.state !== 'FINISHED' && facts.state !== 'USER_PAID') return false
  const expected = expectedBills(order)
  return expected.length > 0 && !expected.some(({ total }) => total === facts.total)
}

/** An older attempt that proves to be live becomes the current one; two live ones are for a person (design 4.5). */
function chooseCurrent(order: OrderDocument, changed: Attempt, at: Moment): OrderDocument {
  if (changed.n === order.current || !isLive(changed)) return order
  if (isLive(currentAttempt(order)))
    return withAlert(
      order,
      `${TWO_LIVE}：${changed.out_order_no} 与 ${currentAttempt(order).out_order_no}，请取消其中一笔`,
    )
  const note = `${currentAttempt(order).out_order_no} → ${changed.out_order_no}`
  const { outcome: _outcome, ...rest } = withoutBill(order)
  return withAudit({ ...rest, current: changed.n }, { at, by: 'reconcile', what: 'current-attempt', note })
}

/** Two attempts were live and one of them ended: the alert goes, and the audit trail keeps it. */
function withOneLive(order: OrderDocument, { n, evidence, at }: Heard): OrderDocument {
  const alert = order.alerts.find((sentence) => sentence.startsWith(TWO_LIVE))
  if (alert === undefined || order.attempts.filter(isLive).length > 1) return order
  const resolved = { ...order, alerts: order.alerts.filter((sentence) => sentence !== alert) }
  const note = attemptOf(order, n).out_order_no
  return withAudit(resolved, { at, by: BY[evidence], what: 'two-confirmed resolved', note })
}

/** What the current attempt's facts say about the order as a whole. */
function followCurrent(order: OrderDocument, { facts, evidence, at }: Heard): OrderDocument {
  const state = currentAttempt(order).state
  const finished = state === 'FINISHED' || state === 'USER_PAID'
  // A completion that only a notification told of and a query denies never was; one that WeChat Pay took is kept.
  const next: OrderDocument = {
    ...(finished || order.charged !== undefined ? order : withoutBill(order)),
    state,
  }
  if (state !== order.state) {
    const when = state === 'USER_PAID' ? (facts.paidAt ?? at) : at
    next.events = [...order.events, { what: state, at: when }].slice(-30)
    next.checks = 0
  }
  const finishType = facts.finishType ?? finishTypeOfPending(order, state)
  if (finishType !== undefined) next.finishType = finishType
  if (facts.transactionId !== undefined) next.transactionId = facts.transactionId
  if (facts.payments !== undefined) next.payments = [...facts.payments]
  if (finished) {
    const bill = billOf(order, facts)
    if (bill) next.bill = bill
    if (bill && evidence !== 'notification') next.charged = bill.total
  }
  if (ACCEPTED.includes(state)) {
    delete next.retrying
    delete next.lapsed
  }
  const synced = isPaidElsewhere(order, facts, evidence)
  const outcome = outcomeOf({
    state,
    ...(next.bill === undefined ? {} : { total: next.bill.total }),
    ...(next.finishType === undefined ? {} : { finishType: next.finishType }),
    synced,
  })
  if (outcome === undefined) delete next.outcome
  else next.outcome = outcome
  if (outcome === 'paid') next.paidAt = facts.paidAt ?? next.paidAt ?? at
  else delete next.paidAt
  // A sync whose answer was lost is known by its result, also when its intent is gone.
  const twice = outcome === 'paid' && wasPaidToUs(order) ? paidTwice(facts, next.bill?.total) : undefined
  if ((outcome === 'paidElsewhere' && wasPaidToUs(order)) || twice === PAID_PARTLY) next.synced = true
  return withFilter(withMoneyAlerts(next, twice))
}

/** What a person must give back. */
function withMoneyAlerts(order: OrderDocument, twice: string | undefined): OrderDocument {
  const alerted = twice === undefined ? order : withAlert(order, twice)
  return (order.charged ?? 0) > order.preview.maxCharge ? withAlert(alerted, OVER_LIMIT) : alerted
}

/** A completion whose answer was lost is known by its result; WeChat Pay need not repeat the finish type. */
function finishTypeOfPending({ pending, current }: OrderDocument, state: OrderState): number | undefined {
  if (pending?.action !== 'complete' || pending.n !== current || state === 'USER_ACCEPTED') return undefined
  return pending.finishType
}

/** Our own lines where we have them and WeChat Pay does not contradict their total; else only what it says. */
function billOf(order: OrderDocument, facts: Facts): Bill | undefined {
  const ours = expectedBills(order)
  const total = facts.total ?? ours[0]?.total
  if (total === undefined) return undefined
  const base: Bill = ours.find((bill) => bill.total === total) ?? { fees: [], discounts: [], total }
  return {
    ...base,
    ...(facts.startedAt === undefined ? {} : { startedAt: facts.startedAt }),
    ...(facts.endedAt === undefined ? {} : { endedAt: facts.endedAt }),
  }
}

/**
 * What to believe after a verified ORDER_NOT_EXIST. Only a second one, at least a minute after the first and after the last
 * sending, proves that the attempt was never created (design 4.4).
 */
export function believeMissing(order: OrderDocument, n: number, at: Moment): OrderDocument {
  const attempt = attemptOf(order, n)
  if (attempt.state === 'NOT_CREATED') return order
  if (attempt.state !== 'CREATING') {
    // Just created, and not everywhere at WeChat Pay yet.
    if (at - attempt.at < LONGEST_WAIT) return order
    return withAlert(order, `微信支付查不到已创建的服务单 ${attempt.out_order_no}，请联系微信支付`)
  }
  const sentAt = order.pending?.n === n ? order.pending.sentAt : attempt.at
  if (at - sentAt < LONGEST_WAIT) return order
  if (attempt.missingAt === undefined) return withAttempt(order, { ...attempt, missingAt: at })
  if (at - attempt.missingAt < LONGEST_WAIT) return order
  return notCreated(order, n, at)
}

/** The attempt is proven never to have existed; its bytes go, unless its number is to be tried again. */
export function notCreated(order: OrderDocument, n: number, at: Moment): OrderDocument {
  const attempt = attemptOf(order, n)
  const { missingAt: _missing, ...rest } = attempt
  const sent = order.pending?.n === n ? order.pending.call : undefined
  const bytes = isConfirmedAlone(order) ? undefined : sent
  let next = withAttempt(order, {
    ...rest,
    ...given('bytes', bytes),
    state: 'NOT_CREATED',
    proven: 'NOT_CREATED',
  })
  if (sent) next = withoutPending(next)
  if (n !== order.current) return next
  return withFilter({
    ...next,
    state: 'NOT_CREATED',
    events: [...next.events, { what: 'NOT_CREATED', at }],
    checks: 0,
  })
}
