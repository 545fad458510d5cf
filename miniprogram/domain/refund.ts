import type { Fen } from './money'
import type { Evidence } from './order'
import type { Moment } from './period'

/**
 * Where a refund is. `processing`: decided, and not known to have ended, which says nothing about money. `succeeded`: it went
 * back. `closed`: WeChat Pay gave it up. `abnormal`: the customer's account did not take it; a person helps it on the merchant
 * platform. `refused`: WeChat Pay did not take it on.
 */
export type RefundState = 'processing' | 'succeeded' | 'closed' | 'abnormal' | 'refused'

/** A refund as pages show it. Amounts in fen. */
export interface RefundView {
  out_refund_no: string
  amount: Fen
  state: RefundState
  /** As the customer reads it. */
  reason: string
  at: Moment
  /** When the money went back. */
  doneAt?: Moment
}

/** Where each state may go by itself; only forward. */
const NEXT: Readonly<Record<RefundState, readonly RefundState[]>> = {
  processing: ['succeeded', 'closed', 'abnormal', 'refused'],
  abnormal: ['succeeded', 'closed'],
  succeeded: [],
  closed: [],
  refused: [],
}

/**
 * What to believe after hearing `next` of a refund. What is over is over for everything but a query that says otherwise; and
 * that a refund came to nothing is believed from a query alone, because its amount can then be refunded again.
 */
export function judgeRefund(
  current: RefundState,
  next: RefundState,
  evidence: Evidence,
): 'same' | 'forward' | 'correction' | 'ignore' {
  if (current === next) return 'same'
  if (next === 'closed' && evidence !== 'query') return 'ignore'
  if (NEXT[current].includes(next)) return 'forward'
  // Asked just after it was told to have ended, WeChat Pay may still say what it said before.
  return evidence === 'query' && next !== 'processing' ? 'correction' : 'ignore'
}

/** Whether a refund's amount cannot be refunded again: it went back, or it may still. */
export const isHeld = (state: RefundState): boolean => state !== 'closed' && state !== 'refused'

/** Whether nothing more can happen to a refund. */
export const isRefundOver = (state: RefundState): boolean => NEXT[state].length === 0

/** What has gone back, in fen. */
export const refundedOf = (refunds: readonly Pick<RefundView, 'state' | 'amount'>[]): Fen =>
  refunds.reduce((sum, { state, amount }) => (state === 'succeeded' ? sum + amount : sum), 0)

/**
 * The name of an intention to refund: the next refund of an order as whoever looks at it sees it. Who taps twice, asks again
 * after a lost answer, or sees the same on another phone means the same refund.
 */
export const refundKey = (orderId: string, refunds: readonly RefundView[]): string =>
  `${orderId}-refund-${refunds.length + 1}`
