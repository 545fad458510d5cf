import type { Fen } from './money'
import type { Moment } from './period'

/**
 * How a day's bill and our orders differ. `missing-here`: WeChat Pay collected what we do not know of; `missing-there`: we
 * think that it was paid, and no bill says so; `amount`: both know it, with different amounts. The same of refunds. `no-bill`:
 * the day's bill cannot be had, so that nobody compared it.
 */
export type DifferenceKind =
  | 'missing-here'
  | 'missing-there'
  | 'amount'
  | 'refund-missing-here'
  | 'refund-missing-there'
  | 'refund-amount'
  | 'no-bill'

/** A difference as the console shows it. Amounts in fen; absent where a side knows none. */
export interface DifferenceView {
  id: string
  kind: DifferenceKind
  state: 'open' | 'settled'
  /** The bill's day, `yyyyMMdd` in Beijing. */
  day: string
  /** Our order, where there is one. */
  orderId?: string
  out_order_no?: string
  out_refund_no?: string
  transactionId?: string
  here?: Fen
  there?: Fen
  at: Moment
  settledAt?: Moment
  note?: string
}
