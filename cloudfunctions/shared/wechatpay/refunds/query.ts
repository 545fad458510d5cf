import { fillPath, prepared, type PrepareContext, type PreparedCall, queryText } from '../call'
import { Fields } from '../checks/fields'
import { checkShape, type Shape } from '../checks/shape'
import { refundNumber } from './create'

/** 查询单笔退款, by our number. */
export interface RefundQueryParams {
  out_refund_no: string
  sub_mchid?: string
}

const QUERY: Shape<keyof RefundQueryParams> = { out_refund_no: refundNumber, sub_mchid: { optional: 32 } }

/**
 * `GET /v3/refund/domestic/refunds/{out_refund_no}`; a service provider's names the shop.
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function prepareRefundQuery(params: RefundQueryParams, context: PrepareContext): PreparedCall {
  const { out_refund_no, sub_mchid } = params
  const fields = new Fields('refund-query')
  checkShape(fields, '', params, QUERY)
  fields.check()
  const path = fillPath('refund-query', '/v3/refund/domestic/refunds/{out_refund_no}', { out_refund_no })
  return prepared(context, {
    action: 'refund-query',
    path: sub_mchid === undefined ? path : `${path}?${queryText({ sub_mchid })}`,
    safeToRepeat: true,
    repeats: { out_refund_no },
  })
}
