import { type Mode } from '../../account'
import { invalidRequest, paramError } from '../../failure'
import { type Fields } from '../../fields'
import { readNotifyUrl } from '../../notify-url'
import { readAttach } from '../../orders/attach'
import { present } from '../../present'
import { readParties } from '../../service-orders/mode'
import { type CreateRequest, type Parties } from '../../service-orders/order'
import { readPlaces, readTimeRange } from '../../service-orders/place-rules'
import { type World } from '../../world'
import { type ModePlanDesk } from '../desk'
import { forbidden, ownedBy } from '../owned'
import { type PlanDetail } from '../payscore-plans/plan'
import { planNumber } from '../payscore-plans/rules'
import { isInUse } from '../user-sign-plans/detail-life'
import { type SignPlan } from '../user-sign-plans/sign-plan'
import { isSameUser, readUser, type User } from '../user'

/** The body of a session's create, apart from what the plan says. */
export interface SessionRequest {
  readonly parties: Parties & User
  readonly sign_plan_id: string
  readonly plan_detail_no: number
  readonly out_trade_no: string
  /** Undefined only where a switch lets the plan's name stand for it. */
  readonly service_introduction: string | undefined
  readonly own: Pick<CreateRequest, 'notify_url' | 'time_range' | 'location' | 'attach'>
}

/** Checks form and permissions (facts 1.11); its money is the plan's. @throws ApiFailure 400, 403 */
export function readSession(world: World, mode: Mode, fields: Fields): SessionRequest {
  const { service: _, ...parties } = readParties(fields, mode, 'sign-plan')
  const range = readTimeRange(fields)
  if (range.start_time === undefined) throw fields.error('time_range/start_time', 'is required')
  const rule = { max: 20 }
  const byPlan = world.switches().sessionIntroduction === 'plan-name'
  const { location } = readPlaces(fields)
  return {
    parties: { ...parties, ...readUser(fields, mode, parties.sub_appid) },
    sign_plan_id: fields.text('sign_plan_id', { max: 32 }),
    plan_detail_no: fields.integer('plan_detail_no', 1),
    out_trade_no: fields.text('out_trade_no', planNumber),
    service_introduction: byPlan
      ? fields.optionalText('service_introduction', rule)
      : fields.text('service_introduction', rule),
    own: {
      notify_url: readNotifyUrl(fields, 256),
      time_range: { ...range, start_time: range.start_time },
      ...present({ location, attach: readAttach(fields, 256) }),
    },
  }
}

/**
 * The signed plan that a session names, if it is the merchant's own, of this service, app and user, and the number is the
 * session's.
 * @throws ApiFailure 400, 403, 404
 */
export function signedPlan(
  { world, signings, mode }: ModePlanDesk,
  asked: SessionRequest,
): { readonly sign: SignPlan; readonly detail: PlanDetail } {
  const { parties, plan_detail_no, out_trade_no } = asked
  const sign = ownedBy(world, signings.findById(asked.sign_plan_id), mode, parties.sub_mchid)
  const { request } = sign
  if (request.service_id !== parties.service_id) throw invalidRequest('商户暂无权限使用此服务', '268503786')
  if (!isSameUser(request, parties)) throw invalidRequest('用户与签约计划不一致')
  const detail = sign.plan.plan_detail_list.find((one) => one.plan_detail_no === plan_detail_no)
  if (!detail) throw paramError('/plan_detail_no', 'is not one of the plan')
  const numbered = request.sign_plan_detail.find((one) => one.plan_detail_no === plan_detail_no)
  if (numbered?.merchant_plan_detail_no !== out_trade_no) {
    throw paramError('/out_trade_no', 'must be the merchant_plan_detail_no of this session')
  }
  return { sign, detail }
}

/** One session at a time, none skipped: those before must be cancelled, or completed and paid (facts 1.11). */
export function checkTurn({ world, signings }: ModePlanDesk, sign: SignPlan, plan_detail_no: number): void {
  const { state, details } = signings.life(sign)
  if (state !== 'SIGNED') throw forbidden(world, '签约计划不是已签约状态')
  if (details.some(isInUse)) throw forbidden(world, '上一个服务订单未取消，或未完结并支付')
  const next = details.find(({ order }) => order === undefined)
  if (next?.plan_detail_no !== plan_detail_no) throw forbidden(world, '计划明细必须按序号依次使用')
}
