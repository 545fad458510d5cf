import { given } from '../../given'
import type { ToldOrder } from '../../protocol'
import { saidText } from '../told'
import { factsOf } from './facts'
import { readOrderResource } from './order'

/** A service order of the current protocol has a triple of states and other words; a sign plan has its own id (facts 9-7). */
const NOT_OURS = ['state_description', 'post_payments', 'time_range', 'sign_plan_id']

/** Its states, where a notification says nothing else. */
const NOT_OUR_STATES: readonly unknown[] = ['DOING', 'DONE']

/** The order of a notification's decrypted resource. @returns `undefined` when it is none of this protocol */
export function readResource(resource: unknown): ToldOrder | undefined {
  if (typeof resource !== 'object' || resource === null || !('state' in resource)) return undefined
  if (NOT_OURS.some((name) => name in resource) || NOT_OUR_STATES.includes(resource.state)) return undefined
  const order = readOrderResource(resource)
  return {
    out_order_no: order.out_order_no,
    service_id: order.service_id,
    ...given('mchid', saidText(resource, 'mchid')),
    ...given('appid', saidText(resource, 'appid')),
    // This protocol has no shops: whatever names one is about another order.
    ...given('sub_mchid', saidText(resource, 'sub_mchid')),
    facts: { ...factsOf(order), ...given('openid', saidText(resource, 'openid')) },
  }
}
