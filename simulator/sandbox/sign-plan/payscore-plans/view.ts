import { toRfc3339 } from '../../beijing-time'
import { type World } from '../../world'
import { known } from '../empty'
import { planState, type Plan } from './plan'

/** A plan as create, query and stop answer it. */
export function planView(world: World, plan: Plan): Record<string, unknown> {
  const { plan_id, mchid, request, stop } = plan
  const { mode: _, plan_detail_list, service_id, appid, sub_mchid, sub_appid, ...rest } = request
  return {
    plan_id,
    ...{ service_id, mchid, appid },
    ...(sub_mchid !== undefined && { sub_mchid }),
    ...(sub_appid !== undefined && { sub_appid }),
    ...rest,
    plan_state: planState(plan),
    plan_detail_list: plan_detail_list.map((one) => ({
      ...one,
      ...known(world, { plan_discount_description: one.plan_discount_description }),
    })),
    ...known(world, { stop_mchid: stop && mchid, stop_time: stop && toRfc3339(stop.at) }),
  }
}
