import { prepared, type PrepareContext, type PreparedCall, queryText } from '../call'
import { Fields } from '../checks/fields'
import { checkShape, number, optional, type Shape, text } from '../checks/shape'
import { given } from '../../given'
import { repeatsOf, rootOf, type ServiceOrderKey } from './key'

/** 查询支付分订单: by our number, or by the `query_id` that WeChat Pay's page gave back; never both. */
export interface QueryParams extends Omit<ServiceOrderKey, 'out_order_no'> {
  out_order_no?: string
  query_id?: string
}

const QUERY: Shape<keyof QueryParams> = {
  service_id: text(32),
  out_order_no: optional(number),
  query_id: optional(text(64)),
  appid: text(32),
  sub_mchid: optional(text(32)),
}

/**
 * `GET /v3/payscore/serviceorder`; a service provider's names the shop instead of the app (facts: 1.7.2).
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function prepareQuery(params: QueryParams, context: PrepareContext): PreparedCall {
  const { service_id, out_order_no, query_id, appid, sub_mchid } = params
  const fields = new Fields('query')
  checkShape(fields, '', params, QUERY)
  fields.exactlyOne('out_order_no', out_order_no, 'query_id', query_id)
  fields.check()
  const whose = sub_mchid === undefined ? { appid } : { sub_mchid }
  return prepared(context, {
    action: 'query',
    path: `${rootOf(sub_mchid)}?${queryText({ service_id, out_order_no, query_id, ...whose })}`,
    safeToRepeat: true,
    repeats:
      out_order_no === undefined ? undefined : repeatsOf({ out_order_no, ...given('sub_mchid', sub_mchid) }),
  })
}
