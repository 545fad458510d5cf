import { canAnswerReturn, canAskReturn, canReceive, canShip } from '#domain/lines/delivery'
import type { Fen } from '#domain/money'
import { isSettled } from '#domain/order'
import type { Moment } from '#domain/period'
import type { RefundView } from '#domain/refund'
import type {
  AttemptView,
  ConsoleOrderView,
  CustomerAction,
  OperatorAction,
  OrderView,
  PendingAction,
} from '#domain/view'
import { given } from '../given'
import { lineOf } from '../lines'
import { isConfirmedAlone } from '../lines/confirmed'
import { protocolOf } from '../protocols'
import { currentAttempt, type OrderDocument } from './document'
import { openMessages } from './messages'
import { mostRefundable, type Reservation } from './reservation'
import { PACKAGE_LIFE, RESEND_WINDOW } from './schedule'

/** How long a function may still be at work on a create; only then may the customer send it again. */
const RESEND_AFTER = 20_000

/**
 * Whether the stored package may still be opened (design 4.5). Not while a cancel has no result: what the customer confirms
 * then, it may end.
 */
export function canReopen(order: OrderDocument, now: Moment): boolean {
  if (order.pending?.action === 'cancel') return false
  const { state, package: stored, packageAt } = currentAttempt(order)
  return (
    state === 'CREATED' && stored !== undefined && packageAt !== undefined && now - packageAt < PACKAGE_LIFE
  )
}

/** Whether the customer's retry sends the pending create again, byte for byte, to learn its answer (design 4.4). */
export function canResend(order: OrderDocument, now: Moment): boolean {
  if (!isConfirmedAlone(order)) return false
  const { pending, state } = order
  if (pending?.action !== 'create' || pending.n !== order.current) return false
  if (state !== 'CREATING' && state !== 'CREATED') return false
  return now - pending.sentAt >= RESEND_AFTER && now - pending.at < RESEND_WINDOW
}

/** Whether the pending call is a create that is known to have worked, so that only its answer is missing. */
const isKnownCreate = ({ pending, state }: OrderDocument, now: Moment): boolean =>
  pending?.action === 'create' && state === 'CREATED' && now - pending.sentAt >= RESEND_AFTER

/** More attempts than any honest customer makes; the document stays small and the numbers short. */
const MOST_ATTEMPTS = 50

/** Whether the order may get another attempt: it is unconfirmed, expired, or never came to be. */
export function canStartAnew(order: OrderDocument, now: Moment): boolean {
  if (!isConfirmedAlone(order)) return false
  if (order.pending && !isKnownCreate(order, now)) return false
  if (order.attempts.length >= MOST_ATTEMPTS) return false
  if (order.state === 'REVOKED') return order.retrying === true
  return ['CREATED', 'EXPIRED', 'NOT_CREATED'].includes(order.state)
}

/** Whether the customer may cancel: only what they have to confirm, and have not (design 4.8). */
export const canCancel = (order: OrderDocument, now: Moment): boolean =>
  isConfirmedAlone(order) && isUnconfirmed(order, now)

/** Whether it can be cancelled as an order that nobody confirmed. */
export const isUnconfirmed = (order: OrderDocument, now: Moment): boolean =>
  order.state === 'CREATED' && (order.pending === undefined || isKnownCreate(order, now))

function customerActions(order: OrderDocument, now: Moment, canOpenDetail: boolean): CustomerAction[] {
  const actions: CustomerAction[] = []
  if (canReopen(order, now)) actions.push('reopen')
  if (canResend(order, now) || canStartAnew(order, now)) actions.push('retry')
  if (canCancel(order, now)) actions.push('cancel')
  if (canReceive(order)) actions.push('receive')
  if (canAskReturn(order)) actions.push('return')
  if (canOpenDetail && ['USER_ACCEPTED', 'FINISHED', 'USER_PAID'].includes(order.state))
    actions.push('detail')
  return actions
}

/** Completed, not paid, and nobody told WeChat Pay otherwise: what is owed can still be changed. */
export const isOwed = ({ state, outcome, synced }: OrderDocument): boolean =>
  state === 'FINISHED' && !isSettled({ state, ...given('outcome', outcome) }) && synced !== true

/** What an operator may do now, as far as the order's protocol knows it. */
export function operatorActions(order: OrderDocument, now: Moment): OperatorAction[] {
  const { state, pending } = order
  const { rules, prepareModify, prepareCollect, prepareMessage } = protocolOf(order.protocol)
  if (pending && !isKnownCreate(order, now)) return []
  if (state === 'CREATED') return ['cancel']
  if (state === 'USER_ACCEPTED') {
    const tells = prepareMessage !== undefined && openMessages(order).length > 0
    return [
      ...(lineOf(order.line).completedBy === 'operator' ? (['complete'] as const) : []),
      ...(canShip(order) ? (['ship'] as const) : []),
      ...(canAnswerReturn(order) ? (['answer-return'] as const) : []),
      ...(tells ? (['message'] as const) : []),
      'cancel',
    ]
  }
  if (state === 'USER_PAID') return mostRefundable(order) > 0 && canRefundMore(order) ? ['refund'] : []
  if (!isOwed(order)) return []
  return [
    ...(prepareCollect ? (['collect'] as const) : []),
    ...(prepareModify && (order.bill?.total ?? 0) > 0 ? (['modify'] as const) : []),
    'sync',
    ...(rules.waives && deductedOf(order) === undefined ? (['waive'] as const) : []),
  ]
}

/** A payment can be refunded in so many parts (facts 3.7); refused tries of ours count too, which no honest operator makes. */
const MOST_REFUNDS = 50

/** Whether the order may get another refund. */
export const canRefundMore = ({ refunds = [] }: Pick<OrderDocument, 'refunds'>): boolean =>
  refunds.length < MOST_REFUNDS

const refundView = ({ out_refund_no, amount, state, reason, at, doneAt }: Reservation): RefundView => ({
  out_refund_no,
  amount,
  state,
  reason,
  at,
  ...given('doneAt', doneAt),
})

/** A deduction that needs longer than this is more than slow: the customer hears how to pay. */
const DEDUCTION_TIME = 10 * 60_000

/** Whether a bill is unpaid although the deduction had its time. */
function isOverdue(order: OrderDocument, now: Moment): boolean {
  const { at } = order.events.filter(({ what }) => what === 'FINISHED').at(-1) ?? {}
  return isOwed(order) && (at === undefined || now - at >= DEDUCTION_TIME)
}

/** What was deducted of a bill, where it is only a part of it and the rest is owed or went to the merchant. */
export function deductedOf({ state, payments = [], bill, synced }: OrderDocument): Fen | undefined {
  const sum = payments.reduce((all, { amount }) => all + amount, 0)
  const tells = state === 'FINISHED' || (state === 'USER_PAID' && synced === true)
  return tells && sum > 0 && sum < (bill?.total ?? 0) ? sum : undefined
}

/** What was billed of an order that was cancelled after its bill. */
const waivedOf = ({ state, bill, charged }: OrderDocument): number | undefined =>
  state === 'REVOKED' && bill !== undefined && charged !== undefined && bill.total > 0
    ? bill.total
    : undefined

/** Phones keep a package for days, and one of the previous release breaks on a word that it does not know. */
const KNOWN_LONG: readonly PendingAction[] = ['create', 'cancel', 'complete', 'sync']

function pendingView(action: PendingAction | undefined): Pick<OrderView, 'pending' | 'pendingCall'> {
  if (action === undefined) return {}
  return KNOWN_LONG.includes(action) ? { pending: action } : { pending: 'complete', pendingCall: action }
}

/** Which session of whose plan; WeChat Pay's own number of the plan is nobody's business. */
function sessionOf({ session }: OrderDocument): OrderView['session'] {
  if (!session) return undefined
  const { signId, no, of } = session
  return { signId, no, of }
}

function commonView(order: OrderDocument, { now, sandbox }: ViewFacts): Omit<OrderView, 'actions'> {
  const {
    line,
    protocol,
    state,
    outcome,
    pending,
    offerId,
    name,
    introduction,
    merchant,
    preview,
    bill,
    events,
  } = order
  return {
    orderId: order._id,
    line,
    protocol,
    state,
    ...(outcome === undefined ? {} : { outcome }),
    ...pendingView(pending?.action),
    offerId,
    name,
    introduction,
    merchant,
    preview,
    ...given('bill', bill),
    ...given('goods', order.goods),
    ...given('delivery', order.delivery),
    ...given('session', sessionOf(order)),
    ...given('modified', order.modified),
    ...given('deducted', deductedOf(order)),
    ...given('waived', waivedOf(order)),
    ...given('refunds', order.refunds?.map(refundView)),
    ...(order.lapsed ? { lapsed: true } : {}),
    ...(isOverdue(order, now) ? { overdue: true } : {}),
    events,
    out_order_no: currentAttempt(order).out_order_no,
    createdAt: order.createdAt,
    ...(sandbox ? { sandbox } : {}),
  }
}

/** What a view says about the deployment rather than about the order. */
export interface ViewFacts {
  now: Moment
  /** Whether no real money moves: `WECHATPAY_SANDBOX`. */
  sandbox: boolean
}

/** An order for its customer: nothing in it is a secret, and nothing is of another person. */
export function customerView(
  order: OrderDocument,
  { now, sandbox, canOpenDetail }: ViewFacts & { canOpenDetail: boolean },
): OrderView {
  const { pending, pendingCall, refunds, ...view } = commonView(order, { now, sandbox })
  // What WeChat Pay never took on is the operators' business.
  const told = refunds?.filter((one) => one.state !== 'refused')
  return {
    ...view,
    // A message on its way is the operators' business; the customer gets it or not.
    ...(pendingCall === 'message'
      ? {}
      : { ...given('pending', pending), ...given('pendingCall', pendingCall) }),
    ...given('refunds', told?.length ? told : undefined),
    actions: customerActions(order, now, canOpenDetail),
  }
}

/** An order for an operator: with attempts, audit trail and alerts; who the customer is stays out. */
export function consoleView(order: OrderDocument, facts: ViewFacts): ConsoleOrderView {
  const attempts = order.attempts.map(({ n, out_order_no, state, at, raw }): AttemptView => ({
    out_order_no,
    state,
    at,
    ...(raw === undefined ? {} : { raw }),
    ...(n !== order.current && state === 'USER_ACCEPTED' && !order.pending ? { canEnd: true } : {}),
  }))
  return {
    ...commonView(order, facts),
    actions: operatorActions(order, facts.now),
    attempts,
    audit: order.audit,
    alerts: order.alerts,
    ...given('messages', order.messages),
    ...given('refundable', order.outcome === 'paid' ? mostRefundable(order) : undefined),
    ...(order.transactionId === undefined ? {} : { transactionId: order.transactionId }),
    ...(order.checkedAt === undefined ? {} : { checkedAt: order.checkedAt }),
  }
}
