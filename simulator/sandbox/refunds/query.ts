import { Fields } from '../fields'
import { type Answer, type Call } from '../protocol'
import { type World } from '../world'
import { type Refunds } from './book'
import { fittingSubMerchant } from './sub-merchant'
import { refundView } from './view'

/** `GET /v3/refund/domestic/refunds/{out_refund_no}`; a service provider names the sub-merchant. */
export function queryRefund(world: World, refunds: Refunds, call: Call): Answer {
  const fields = new Fields(Object.fromEntries(call.query), '', 'query')
  const sub_mchid = fields.optionalText('sub_mchid', { max: 32 })
  const refund = refunds.find(call.params['out_refund_no'] ?? '')
  const paid = refund && world.transactions.find(refund.transaction_id)
  const transaction = fittingSubMerchant(paid, sub_mchid, '退款单不存在')
  return { status: 200, body: refund ? refundView(refund, transaction) : {} }
}
