import type { Evidence } from '#domain/order'
import type { Fen } from '#domain/money'
import type { Facts } from '../protocol'
import type { OrderDocument } from './document'
import { PAID_PARTLY, PAID_TWICE } from './for-a-person'

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

/**
 * What a person must look at where WeChat Pay deducted what the customer had paid us. What it deducted is the whole bill where
 * it does not tell amounts; of a part of it, what the customer paid us may be just the rest.
 */
export function paidTwice({ payments }: Facts, total: Fen | undefined): string {
  const deducted = payments?.reduce((sum, { amount }) => sum + amount, 0)
  return deducted !== undefined && total !== undefined && deducted < total ? PAID_PARTLY : PAID_TWICE
}
