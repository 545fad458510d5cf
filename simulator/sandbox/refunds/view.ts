import { toRfc3339 } from '../beijing-time'
import { present } from '../present'
import { type Transaction } from '../transactions'
import { type Refund } from './refund'

/** Where the money went, as WeChat Pay words it. */
export const receivedBy = '支付用户零钱'

/** What create and query answer (OA refunds; official page 4012709253). */
export function refundView(refund: Refund, transaction: Transaction): Record<string, unknown> {
  const { refund: back, total, succeededAt } = refund
  return present({
    refund_id: refund.refund_id,
    out_refund_no: refund.out_refund_no,
    transaction_id: refund.transaction_id,
    out_trade_no: transaction.out_trade_no,
    channel: 'ORIGINAL',
    user_received_account: receivedBy,
    success_time: succeededAt === undefined ? undefined : toRfc3339(succeededAt),
    create_time: toRfc3339(refund.at),
    status: refund.status,
    funds_account: refund.funds_account,
    amount: {
      total,
      refund: back,
      from: [],
      payer_total: total,
      payer_refund: back,
      settlement_refund: back,
      settlement_total: total,
      discount_refund: 0,
      currency: 'CNY',
    },
    promotion_detail: [],
  })
}
