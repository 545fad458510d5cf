import type { PlanDetail } from '#domain/lines/sign-plan'
import type { Preview } from '#domain/offer'
import type { Moment } from '#domain/period'
import type { AuditEntry } from '#domain/view'
import { given } from '../given'
import type { Desk } from '../orders/desk'
import type { OrderDocument, Pending } from '../orders/document'
import { withNextCheck } from '../orders/schedule'
import { customerOf } from '../signs/calls'
import { currentAttempt, type SignDocument } from '../signs/document'
import type { PreparedCall } from '../wechatpay'
import { ON_ACCEPT } from '../wechatpay/checks/times'
import { ConfigError } from '../wechatpay/errors'
import { prepareSession } from '../wechatpay/sign-plan-orders'
import { orderIdOfSession } from './orders'

/** A signing that WeChat Pay told to be signed, with its number there. */
export interface SignedPlan extends SignDocument {
  sign_plan_id: string
}

/** What takes the original price down to what was signed; WeChat Pay has no name for it. */
const DISCOUNT = '计划优惠'
const DISCOUNT_WORDS = '按签约计划优惠'

/** A session costs what was signed, and never more: its price is also its limit. */
function previewOf({ details, riskName }: SignedPlan, no: number): Preview {
  const { name, original, actual, discount } = detailOf(details, no)
  const less = original - actual
  return {
    fees: [{ name, amount: original }],
    discounts: less > 0 ? [{ name: DISCOUNT, description: discount ?? DISCOUNT_WORDS, amount: less }] : [],
    estimate: actual,
    riskName,
    riskAmount: actual,
    maxCharge: actual,
  }
}

/** @throws RangeError when the plan has no such session */
function detailOf(details: SignedPlan['details'], no: number): PlanDetail {
  const detail = details.find((one) => one.no === no)
  if (!detail) throw new RangeError(`The plan has no session ${no}.`)
  return detail
}

/**
 * The call that makes a session's order. Made of what was signed, so that it is the same one whoever starts the session, and when.
 * It begins with its creation: the start is said like that of every order, because a time in the future would be none by the time
 * the same bytes are sent again (facts 1.11, 3.3).
 * @throws ConfigError without an address for notifications; ValidationError when WeChat Pay would refuse it by its documented rules
 */
export function sessionCall(
  { prepare, notifyUrl }: Pick<Desk, 'prepare' | 'notifyUrl'>,
  sign: SignedPlan,
  no: number,
): PreparedCall {
  const { service_id, sign_plan_id, appid, sub_mchid, startLocation, endLocation } = sign
  if (notifyUrl === undefined)
    throw new ConfigError(
      'WECHATPAY_NOTIFY_URL',
      'is not set. The order of a session itself says where its notifications go: set it to the https address of the function notify.',
    )
  const signed = currentAttempt(sign).numbers.map((number, index) => ({
    plan_detail_no: index + 1,
    merchant_plan_detail_no: number,
  }))
  return prepareSession(
    {
      service_id,
      sign_plan_id,
      plan_detail_no: no,
      appid,
      ...given('sub_mchid', sub_mchid),
      ...customerOf(sign),
      notify_url: notifyUrl,
      service_introduction: sign.name,
      time_range: { start_time: ON_ACCEPT },
      location: { start_location: startLocation, ...given('end_location', endLocation) },
      out_trade_no: signed[no - 1]?.merchant_plan_detail_no ?? '',
    },
    { ...prepare, signed },
  )
}

/** The order of a session with the intent to create it; nothing is stored or sent yet. */
export function newSession(
  desk: Desk,
  sign: SignedPlan,
  no: number,
  by: AuditEntry['by'],
): { order: OrderDocument; pending: Pending } {
  const at = desk.clock()
  const pending: Pending = { action: 'create', n: 1, call: sessionCall(desk, sign, no), by, at, sentAt: at }
  return { order: withNextCheck(orderOf(sign, no, pending), at), pending }
}

function orderOf(sign: SignedPlan, no: number, pending: Pending): OrderDocument {
  const { at, by } = pending
  return {
    _id: orderIdOfSession(sign, no),
    schema: 1,
    version: 1,
    openid: sign.openid,
    appid: sign.appid,
    line: 'sign-plan',
    protocol: 'service-orders',
    mode: sign.mode,
    ...given('sub_mchid', sign.sub_mchid),
    ...given('sub_appid', sign.sub_appid),
    service_id: sign.service_id,
    offerId: sign.offerId,
    revision: sign.revision,
    name: sign.name,
    introduction: sign.name,
    merchant: sign.merchant,
    preview: previewOf(sign, no),
    startLocation: sign.startLocation,
    ...given('endLocation', sign.endLocation),
    session: { signId: sign._id, no, of: sign.details.length, sign_plan_id: sign.sign_plan_id },
    asks: [],
    attempts: [attemptOf(sign, no, at)],
    current: 1,
    pending,
    state: 'CREATING',
    filter: 'open',
    events: [{ what: 'CREATING', at }],
    audit: [{ at, by, what: 'create' }],
    alerts: [],
    checks: 0,
    createdAt: at,
    updatedAt: at,
  }
}

const attemptOf = (sign: SignDocument, no: number, at: Moment): OrderDocument['attempts'][number] => ({
  n: 1,
  out_order_no: currentAttempt(sign).numbers[no - 1] ?? '',
  state: 'CREATING',
  at,
})
