import type { Evidence } from '#domain/order'
import type { Moment } from '#domain/period'
import { isHeld, judgeRefund, type RefundState } from '#domain/refund'
import { given } from '../given'
import { change, readAgain, type Keeper } from '../orders/change'
import { withAlert, withAudit, type OrderDocument } from '../orders/document'
import { REFUND_ABNORMAL, REFUND_AMOUNT, REFUND_LATE, REFUND_WORD } from './for-a-person'
import { withReservation } from '../orders/reservation'
import { withNextCheck } from '../orders/schedule'
import type { Refund, RefundStatus } from '../wechatpay/refunds/refund'
import { withNextLook, type RefundDocument } from './document'
import { changeRefund } from './save'

const STATES: Readonly<Record<RefundStatus, RefundState>> = {
  PROCESSING: 'processing',
  SUCCESS: 'succeeded',
  CLOSED: 'closed',
  ABNORMAL: 'abnormal',
}

/** What is heard of a refund, and where it comes from. */
export interface HeardRefund {
  told: Refund
  evidence: Evidence
  at: Moment
}

/** A refund after something was heard of it, and its order. */
export interface Believed {
  refund: RefundDocument
  order: OrderDocument
}

/**
 * Believes what was heard of a refund: only forward, but for what a query proves. The order is written first and the refund
 * afterwards, which stays due until then: whoever dies between them is made up for by the next look.
 */
export async function believeRefund(
  keeper: Keeper,
  refund: RefundDocument,
  heard: HeardRefund,
): Promise<Believed> {
  const { told, evidence, at } = heard
  const state = told.status && STATES[told.status]
  const trusted = state !== undefined && isSame(refund, told)
  const order = await changeOrderOf(keeper, refund, (now) => {
    if (!trusted) return withAlert(now, `${state === undefined ? REFUND_WORD : REFUND_AMOUNT}：${refund._id}`)
    return withRefund(now, refund._id, state, heard)
  })
  const held = order.refunds?.find(({ out_refund_no }) => out_refund_no === refund._id)
  const saved = await changeRefund(keeper, refund, (now) => {
    const { missingAt: _found, proven, ...found } = now
    // An order that was restored knows nothing of its refunds.
    const { state: believed = trusted ? state : found.state, doneAt } = held ?? {}
    const changed = believed !== now.state
    // Told to have gone back where we took its amount for free: a notification proves nothing against a query, but it is asked.
    const doubted = trusted && state === 'succeeded' && !isHeld(believed)
    const last = trusted && evidence === 'query' ? state : doubted ? undefined : proven
    const next = withNextLook(
      {
        ...found,
        known: true,
        state: believed,
        ...given('doneAt', doneAt),
        ...given('proven', last),
        checks: changed ? 0 : now.checks + (evidence === 'query' ? 1 : 0),
      },
      at,
    )
    // A notification moves a refund, and only a query proves it: asked about soon.
    return evidence === 'notification' && next.nextCheckAt !== undefined ? { ...next, nextCheckAt: at } : next
  })
  return { refund: saved, order }
}

/** Whether what was told is about this very refund's money. */
const isSame = ({ transactionId, amount }: RefundDocument, { transaction_id, refund }: Refund): boolean =>
  (transaction_id === undefined || transaction_id === transactionId) &&
  (refund === undefined || refund === amount)

/** Changes the order of a refund. */
export async function changeOrderOf(
  keeper: Keeper,
  { orderId }: Pick<RefundDocument, 'orderId'>,
  apply: (order: OrderDocument) => OrderDocument,
): Promise<OrderDocument> {
  const order = await readAgain(keeper, { _id: orderId } as OrderDocument)
  return change(keeper, order, apply)
}

/** The order after hearing where its refund is; alone what is new leaves a trace. */
export function withRefund(
  before: OrderDocument,
  out_refund_no: string,
  state: RefundState,
  { told, evidence, at }: { told?: Refund; evidence: Evidence; at: Moment },
): OrderDocument {
  const reservation = before.refunds?.find((one) => one.out_refund_no === out_refund_no)
  if (!reservation) return before
  const order = withoutAlert(before, `${REFUND_LATE}：${out_refund_no}`)
  const { unsent, ...known } = reservation
  const step = judgeRefund(reservation.state, state, evidence)
  if (step === 'same' || step === 'ignore') {
    if (!unsent) return order
    return withNextCheck(withReservation(order, known), at)
  }
  const doneAt = state === 'succeeded' ? (told?.succeededAt ?? at) : undefined
  const { doneAt: _doneAt, ...rest } = known
  const moved = withReservation(order, { ...rest, state, ...given('doneAt', doneAt) })
  const audited = withAudit(moved, {
    at,
    by: evidence === 'notification' ? 'notify' : evidence === 'query' ? 'reconcile' : 'operator',
    what: `refund ${state}`,
    note: step === 'correction' ? `${out_refund_no}: ${reservation.state} → ${state}` : out_refund_no,
  })
  const alert = `${REFUND_ABNORMAL}：${out_refund_no}`
  const next = state === 'abnormal' ? withAlert(audited, alert) : withoutAlert(audited, alert)
  const over = step === 'correction' && isHeld(state) && isOverdrawn(next)
  return withNextCheck(over ? withAlert(next, `${REFUND_AMOUNT}：${out_refund_no}`) : next, at)
}

const withoutAlert = (order: OrderDocument, alert: string): OrderDocument =>
  order.alerts.includes(alert)
    ? { ...order, alerts: order.alerts.filter((sentence) => sentence !== alert) }
    : order

/** A refund that was taken for closed went back after all, and its amount was refunded again meanwhile. */
function isOverdrawn({ refunds = [] }: OrderDocument): boolean {
  return refunds.some(({ transactionId, total }) => {
    const same = refunds.filter((one) => one.transactionId === transactionId && isHeld(one.state))
    return same.reduce((sum, { amount }) => sum + amount, 0) > total
  })
}
