import { type Reply } from '../ground'
import { type Side } from '../service-orders/ground'

export const refunds = '/v3/refund/domestic/refunds'

/** Asks for a refund of so many fen of an order over 600. */
export function refund(
  side: Side,
  transaction_id: string,
  out_refund_no: string,
  fen: number,
  more: object = {},
): Promise<Reply> {
  const amount = { refund: fen, total: 600, currency: 'CNY' }
  const sub = side.mode === 'partner' ? { sub_mchid: side.sandbox.credentials.subMchid } : {}
  return side.call('POST', refunds, { data: { ...sub, transaction_id, out_refund_no, amount, ...more } })
}
