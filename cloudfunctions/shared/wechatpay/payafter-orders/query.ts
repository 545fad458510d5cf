import { prepared, type PrepareContext, type PreparedCall, queryText } from '../call'
import { Fields } from '../checks/fields'
import { checkQuestion, type OrderQuestion, QUESTION } from '../question'

/** 查询先享后付订单. */
export type QueryParams = OrderQuestion

/**
 * `GET /v3/payscore/payafter-orders` (facts: 1.2).
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function prepareQuery(params: QueryParams, context: PrepareContext): PreparedCall {
  const { appid, service_id, out_order_no, query_id } = params
  const fields = new Fields('query')
  checkQuestion(fields, params, QUESTION)
  fields.check()
  return prepared(context, {
    action: 'query',
    path: `/v3/payscore/payafter-orders?${queryText({ service_id, out_order_no, query_id, appid })}`,
    safeToRepeat: true,
    repeats: out_order_no === undefined ? undefined : { out_order_no },
  })
}
