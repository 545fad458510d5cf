import type { Ours, Notified } from '../orders/notified'
import type { ToldRefund } from '../wechatpay/refunds/refund'
import { believeRefund } from './believe'
import { orderIdOfRefund, type RefundDocument } from './document'

/**
 * Applies a notification's refund, which was verified and decrypted. Idempotent and only forward; `reconcile` asks soon
 * afterwards, because only a query proves it, and only a proven end frees the amount.
 */
export async function applyNotifiedRefund(ours: Ours, told: ToldRefund): Promise<Notified> {
  if (orderIdOfRefund(told.out_refund_no) === undefined) return 'unknown'
  const refund = await ours.store.read<RefundDocument>('refunds', told.out_refund_no)
  if (!refund) return 'unknown'
  if (!isOurs(ours, refund, told)) return 'foreign'
  await believeRefund(ours, refund, { told, evidence: 'notification', at: ours.clock() })
  return 'applied'
}

/** Whether it is about this very refund: of our merchant, the same shop (named exactly where there is one), and payment. */
function isOurs(
  ours: Ours,
  refund: RefundDocument,
  { mchid, sub_mchid, transaction_id, refund: back }: ToldRefund,
): boolean {
  return (
    (mchid === undefined || mchid === ours.mchid) &&
    sub_mchid === refund.sub_mchid &&
    (transaction_id === undefined || transaction_id === refund.transactionId) &&
    (back === undefined || back === refund.amount)
  )
}
