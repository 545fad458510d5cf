import { canonical } from '../../canonical'
import { Fields } from '../../fields'
import { newOrder } from '../../orders/order'
import { replayed } from '../../orders/repeat'
import { checkPlannedTimes } from '../../orders/times'
import { accept } from '../../orders/user'
import { type Answer, type Call } from '../../protocol'
import { tellConfirmed } from '../../service-orders/events'
import { type CreateRequest, type Order } from '../../service-orders/order'
import { createdView } from '../../service-orders/order-view'
import { type World } from '../../world'
import { type ModePlanDesk } from '../desk'
import { type PlanDetail } from '../payscore-plans/plan'
import { checkTurn, readSession, signedPlan, type SessionRequest } from './rules'

/**
 * `POST /v3/payscore/sign-plan/(partner/)serviceorder` (facts 1.11): the service order of a session. Nobody has to confirm
 * it; from then on it is queried, completed and cancelled as a service order.
 */
export function createSession(desk: ModePlanDesk, call: Call): Answer {
  const { world, book, mode } = desk
  const asked = readSession(world, mode, new Fields(call.body))
  const sentAs = canonical(call.body)
  const earlier = book.find(asked.out_trade_no)
  if (earlier) return answer(world, replayed(world, earlier, earlier.sentAs === sentAs))
  const { sign, detail } = signedPlan(desk, asked)
  checkTurn(desk, sign, asked.plan_detail_no)
  const now = world.time.business()
  const { time_range } = asked.own
  checkPlannedTimes(
    { field: '/time_range/start_time', text: time_range.start_time },
    { field: '/time_range/end_time', text: time_range.end_time },
    now,
  )
  const request = requestOf(world, asked, sign.plan.plan_name, detail)
  const { sub_openid, openid } = asked.parties
  const made: Order = {
    ...newOrder(asked.out_trade_no, now, false),
    line: 'sign-plan',
    ...{ request, sentAs, modifications: [], messages: {} },
  }
  const begun = book.save(accept(made, now, sub_openid ?? openid))
  if (world.switches().sessionConfirmNotified === 'yes') tellConfirmed(world, begun)
  return answer(world, begun)
}

/** What a merchant would have sent for it as any other service order: the money comes from the plan. */
function requestOf(
  world: World,
  asked: SessionRequest,
  plan_name: string,
  detail: PlanDetail,
): CreateRequest {
  const { sessionPayments, sessionRiskFund } = world.switches()
  const { plan_detail_name: name, plan_discount_description: description } = detail
  const { plan_detail_no, original_price, actual_price } = detail
  const discounted = sessionPayments === 'original-and-discount' && original_price > actual_price
  const why = description === undefined ? {} : { description }
  return {
    ...asked.parties,
    ...asked.own,
    out_order_no: asked.out_trade_no,
    service_introduction: asked.service_introduction ?? plan_name,
    post_payments: [{ name, amount: discounted ? original_price : actual_price, ...why }],
    post_discounts: discounted ? [{ name: '计划优惠', amount: original_price - actual_price }] : [],
    risk_fund: { amount: sessionRiskFund === 'original-price' ? original_price : actual_price },
    need_user_confirm: false,
    session: { sign_plan_id: asked.sign_plan_id, plan_detail_no, actual_price },
  }
}

/** As any new service order, without a package; a switch says whether it is called CREATED here. */
function answer(world: World, order: Order): Answer {
  const view = createdView(world, order)
  const asCreated = order.state === 'USER_ACCEPTED' && world.switches().sessionCreateState !== 'DOING'
  return { status: 200, body: asCreated ? { ...view, state: 'CREATED' } : view }
}
