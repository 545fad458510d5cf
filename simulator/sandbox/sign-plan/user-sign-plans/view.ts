import { present } from '../../present'
import { type World } from '../../world'
import { known } from '../empty'
import { type DetailLife, isInUse, paidFor, settledAt } from './detail-life'
import { type SignLife, timeOf } from './life'
import { type SignPlan } from './sign-plan'

/** A signed plan as create (inside `sign_plan`), query, stop and the notifications show it (facts 1.10). */
export function signView(world: World, sign: SignPlan, life: SignLife): Record<string, unknown> {
  const { request, plan, mchid, cancelled, signedAt } = sign
  const { service_id, appid, sub_mchid, sub_appid, openid, sub_openid } = request
  return {
    sign_plan_id: sign.sign_plan_id,
    ...present({ openid, sub_openid, sub_mchid, sub_appid }),
    ...{ service_id, mchid, appid },
    merchant_sign_plan_no: request.merchant_sign_plan_no,
    merchant_callback_url: request.notify_url,
    plan_id: request.plan_id,
    going_detail_no: goingDetail(world, life),
    sign_state: life.state,
    cancel_sign_type: life.state === 'SIGN_PLAN_CANCEL' ? (cancelled?.type ?? 'NOT_CANCEL') : 'NOT_CANCEL',
    ...known(world, { cancel_sign_time: timeOf(cancelled?.at), cancel_reason: cancelled?.reason }),
    plan_name: plan.plan_name,
    ...known(world, { plan_over_time: timeOf(life.overAt), sign_time: timeOf(signedAt) }),
    total_origin_price: plan.total_original_price,
    deduction_quantity: plan.deduction_quantity,
    total_actual_price: plan.total_actual_price,
    signed_detail_list: life.details.map((one) => detailView(world, sign, one)),
  }
}

function goingDetail(world: World, { details }: SignLife): number {
  const latest = details.filter(({ order }) => order !== undefined).at(-1)
  const shown = world.switches().goingDetailNo === 'latest' ? latest : details.find(isInUse)
  return shown?.plan_detail_no ?? 0
}

function detailView(world: World, { plan }: SignPlan, life: DetailLife): Record<string, unknown> {
  const { plan_detail_no, merchant_plan_detail_no, state, order, history } = life
  const promised = plan.plan_detail_list.find((one) => one.plan_detail_no === plan_detail_no)
  const cancelled = state === 'SIGN_PLAN_DETAIL_CANCEL' ? history.at(-1)?.at : undefined
  const paid = paidFor(order)
  return {
    ...promised,
    ...known(world, { plan_discount_description: promised?.plan_discount_description }),
    ...{ plan_detail_state: state, merchant_plan_detail_no },
    ...(paid !== undefined || world.switches().planEmptyFields === 'empty'
      ? { actual_pay_price: paid ?? 0 }
      : {}),
    ...known(world, {
      order_id: order?.order_id,
      use_time: timeOf(order?.createdAt),
      complete_time: timeOf(paid === undefined || !order ? undefined : settledAt(order)),
      cancel_time: timeOf(cancelled),
    }),
  }
}
