import { given } from '../../given'
import type { ToldOrder } from '../../protocol'
import { saidText } from '../told'
import { factsOf } from './facts'
import { readOrderResource } from './order'

/** What only these orders have, beside a state (facts 9-7). */
const OURS = ['state_description', 'post_payments', 'time_range']

/** States that no other order has: enough where a notification says nothing else. */
const OUR_STATES: readonly unknown[] = ['DOING', 'DONE']

/** The order of a notification's decrypted resource. @returns `undefined` when it is none of this protocol */
export function readResource(resource: unknown): ToldOrder | undefined {
  if (typeof resource !== 'object' || resource === null) return undefined
  if (!('state' in resource) || 'sign_state' in resource) return undefined
  if (!OUR_STATES.includes(resource.state) && !OURS.some((name) => name in resource)) return undefined
  const order = readOrderResource(resource)
  const openid = saidText(resource, order.sub_appid === undefined ? 'openid' : 'sub_openid')
  return {
    out_order_no: order.out_order_no,
    service_id: order.service_id,
    ...given('mchid', saidText(resource, 'mchid')),
    ...given('appid', saidText(resource, 'appid')),
    ...given('sub_mchid', saidText(resource, 'sub_mchid')),
    ...given('sub_appid', saidText(resource, 'sub_appid')),
    facts: { ...factsOf(order), ...given('openid', openid) },
  }
}
