import type { Evidence } from '#domain/order'
import type { Facts } from '../protocol'
import type { OrderDocument } from './document'

/** A sync that is under way or whose answer was lost. */
const isSyncPending = ({ pending, current }: OrderDocument): boolean =>
  pending?.action === 'sync' && pending.n === current

/** Whether we told WeChat Pay, or tried to, that the customer paid us. */
export const wasPaidToUs = (order: OrderDocument): boolean => order.synced === true || isSyncPending(order)

/**
 * Whether a paid order was paid to the merchant and not by WeChat Pay Score. A transaction of WeChat Pay's that is not called
 * the merchant's own channel is a deduction, even where we told it to stop; a notification, which leaves fields out, does not
 * undo what is known.
 */
export function isPaidElsewhere(order: OrderDocument, facts: Facts, evidence: Evidence): boolean {
  if (facts.paidElsewhere === true) return true
  const deducted = facts.transactionId !== undefined
  if (deducted && (evidence === 'query' || order.synced !== true)) return false
  return wasPaidToUs(order) || order.outcome === 'paidElsewhere'
}
