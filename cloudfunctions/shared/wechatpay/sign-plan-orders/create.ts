import { given } from '../../given'
import { prepared, type PrepareContext, type PreparedCall } from '../call'
import { address } from '../checks/address'
import { encodeAttach } from '../checks/attach'
import { checkCustomer } from '../checks/customer'
import { Fields } from '../checks/fields'
import { checkPlannedPeriod } from '../checks/period'
import { checkShape, type Shape } from '../checks/shape'
import { checkShop } from '../checks/shop'
import { placeOf } from '../place'
import { ATTACH_BYTES, PLACE, type TimeRange, TIMES } from '../service-orders/new-order'
import type { SessionNumber } from '../user-sign-plans/create'

/**
 * 创建用户的签约计划服务订单: the service order of one session. It has no amounts, WeChat Pay writes them from the plan; no
 * package, for nobody confirms it; and its number is the one that was signed (facts 1.11).
 */
export interface NewSession {
  service_id: string
  /** WeChat Pay's number of the signing. */
  sign_plan_id: string
  plan_detail_no: number
  /** Our own; a service provider's, when `sub_mchid` is given. */
  appid: string
  /** The shop, when we call as its service provider. */
  sub_mchid?: string
  /** The shop's own app. */
  sub_appid?: string
  /** The customer; a service provider gives one of the two. */
  openid?: string
  sub_openid?: string
  /** Where this order's notifications go: https, without a query. */
  notify_url: string
  /** At most 20 characters. */
  service_introduction: string
  time_range: TimeRange
  /** At most 20 characters each. */
  location?: { start_location?: string; end_location?: string }
  /** Plain text; it is sent url-encoded, at most 256 bytes then. */
  attach?: string
  /** The session's signed number. The answer, and every later call, name it `out_order_no`. */
  out_trade_no: string
}

export interface SessionContext extends PrepareContext {
  /** What was signed: not sent, but decides which number a session has. */
  signed: readonly SessionNumber[]
}

const SESSION: Shape<keyof NewSession> = {
  service_id: 32,
  sign_plan_id: 32,
  plan_detail_no: 'elsewhere',
  appid: 32,
  sub_mchid: { optional: 32 },
  sub_appid: { optional: 32 },
  openid: 'elsewhere',
  sub_openid: 'elsewhere',
  notify_url: address,
  service_introduction: 20,
  time_range: TIMES,
  location: PLACE,
  attach: 'elsewhere',
  out_trade_no: 'number',
}

/** Whether this session was signed, with this number. */
function checkNumber(
  fields: Fields,
  { plan_detail_no, out_trade_no }: NewSession,
  signed: readonly SessionNumber[],
): void {
  const session = signed.find((one) => one.plan_detail_no === plan_detail_no)
  if (!session) fields.add('plan_detail_no', 'is no session that was signed')
  else if (session.merchant_plan_detail_no !== out_trade_no)
    fields.add('out_trade_no', 'is not the number that this session was signed with')
}

/**
 * `POST /v3/payscore/sign-plan/serviceorder` or, with `sub_mchid`, `/v3/payscore/sign-plan/partner/serviceorder` (facts 1.11). The
 * same bytes lead to the same order. What follows it are the calls about service orders.
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function prepareSession(session: NewSession, context: SessionContext): PreparedCall {
  const fields = new Fields('session')
  const { out_trade_no: out_order_no, sub_mchid } = session
  const period = session.time_range as Partial<TimeRange> | null | undefined
  checkShape(fields, '', session, SESSION)
  checkShop(fields, session)
  checkCustomer(fields, session)
  checkNumber(fields, session, context.signed)
  checkPlannedPeriod(
    fields,
    ['time_range.start_time', period?.start_time],
    ['time_range.end_time', period?.end_time],
    context.clock(),
  )
  const attach = encodeAttach(fields, session.attach, ATTACH_BYTES)
  fields.check()
  return prepared(context, {
    action: 'session',
    path: placeOf('/v3/payscore/sign-plan', 'serviceorder', sub_mchid),
    body: { ...session, ...given('attach', attach) },
    safeToRepeat: true,
    repeats: { out_order_no, ...given('sub_mchid', sub_mchid) },
  })
}
