import { given } from '../../given'
import { prepared, type PrepareContext, type PreparedCall, queryText } from '../call'
import { Fields } from '../checks/fields'
import { checkQuestion, type OrderQuestion, QUESTION } from '../question'
import { repeatsOf, rootOf } from './key'

/** 查询支付分订单. */
export interface QueryParams extends OrderQuestion {
  /** The shop, when we ask as its service provider. */
  sub_mchid?: string
}

/**
 * `GET /v3/payscore/serviceorder`; a service provider's names the shop instead of the app (facts: 1.7.2).
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function prepareQuery(params: QueryParams, context: PrepareContext): PreparedCall {
  const { service_id, out_order_no, query_id, appid, sub_mchid } = params
  const fields = new Fields('query')
  checkQuestion(fields, params, { ...QUESTION, sub_mchid: { optional: 32 } })
  fields.check()
  const whose = sub_mchid === undefined ? { appid } : { sub_mchid }
  const named = out_order_no !== undefined
  return prepared(context, {
    action: 'query',
    path: `${rootOf(sub_mchid)}?${queryText({ service_id, out_order_no, query_id, ...whose })}`,
    safeToRepeat: true,
    repeats: named ? repeatsOf({ out_order_no, ...given('sub_mchid', sub_mchid) }) : undefined,
  })
}
