import { prepared, type PrepareContext, type PreparedCall, queryText } from '../call'
import { Fields } from '../checks/fields'
import { checkShape, number, optional, type Shape, text } from '../checks/shape'

/** 查询先享后付订单: by our number, or by the `query_id` that WeChat Pay's page gave back; never both. */
export interface QueryParams {
  appid: string
  service_id: string
  out_order_no?: string
  query_id?: string
}

const QUERY: Shape<keyof QueryParams> = {
  service_id: text(32),
  out_order_no: optional(number),
  query_id: optional(text(64)),
  appid: text(32),
}

/**
 * `GET /v3/payscore/payafter-orders` (facts: 1.2).
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function prepareQuery(params: QueryParams, context: PrepareContext): PreparedCall {
  const { appid, service_id, out_order_no, query_id } = params
  const fields = new Fields('query')
  checkShape(fields, '', params, QUERY)
  fields.exactlyOne('out_order_no', out_order_no, 'query_id', query_id)
  fields.check()
  return prepared(context, {
    action: 'query',
    path: `/v3/payscore/payafter-orders?${queryText({ service_id, out_order_no, query_id, appid })}`,
    safeToRepeat: true,
    repeats: out_order_no === undefined ? undefined : { out_order_no },
  })
}
