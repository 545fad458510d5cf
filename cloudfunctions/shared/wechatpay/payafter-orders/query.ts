import { type PrepareContext, type PreparedCall, queryText } from '../call'
import { Fields } from './fields'

/** 查询先享后付订单: by our number, or by the `query_id` that WeChat Pay's page gave back; never both. */
export interface QueryParams {
  appid: string
  service_id: string
  out_order_no?: string
  query_id?: string
}

/**
 * `GET /v3/payscore/payafter-orders` (facts: 1.2).
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function prepareQuery(params: QueryParams, { keyring, clock }: PrepareContext): PreparedCall {
  const { appid, service_id, out_order_no, query_id } = params
  const fields = new Fields('query')
  fields.known('', params, ['appid', 'service_id', 'out_order_no', 'query_id'])
  fields.text('service_id', service_id, 32)
  if ((out_order_no === undefined) === (query_id === undefined))
    fields.add('out_order_no', 'and query_id: give exactly one of them')
  if (out_order_no !== undefined) fields.number('out_order_no', out_order_no)
  fields.optionalText('query_id', query_id, 64)
  fields.text('appid', appid, 32)
  fields.check()
  return {
    action: 'query',
    method: 'GET',
    path: `/v3/payscore/payafter-orders?${queryText({ service_id, out_order_no, query_id, appid })}`,
    body: '',
    serial: keyring.encryptionKey(clock()).serial,
    safeToRepeat: true,
    ...(out_order_no !== undefined && { repeats: { out_order_no } }),
  }
}
