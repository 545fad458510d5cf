import { given } from '../given'
import type { Desk } from '../orders/desk'
import type { PreparedCall } from '../wechatpay'
import { ConfigError } from '../wechatpay/errors'
import * as userSignPlans from '../wechatpay/user-sign-plans'
import { attemptOf, type SignAttempt, type SignDocument } from './document'

/** What names one attempt to WeChat Pay. */
export const keyOf = (sign: SignDocument, n: number): userSignPlans.SignPlanKey => ({
  merchant_sign_plan_no: attemptOf(sign, n).number,
  ...given('sub_mchid', sign.sub_mchid),
})

/** The customer as WeChat Pay knows them: by our own mini-program, or by the shop's where they sign there. */
export const customerOf = ({ openid, sub_appid }: Pick<SignDocument, 'openid' | 'sub_appid'>) =>
  sub_appid === undefined ? { openid } : { sub_appid, sub_openid: openid }

/**
 * The bytes of one attempt to sign.
 * @throws ConfigError without an address for notifications; ValidationError when WeChat Pay would refuse it by its documented rules
 */
export function signCall(
  { prepare, notifyUrl }: Pick<Desk, 'prepare' | 'notifyUrl'>,
  sign: Omit<SignDocument, 'attempts' | 'current' | 'state'>,
  { number, numbers }: SignAttempt,
): PreparedCall {
  if (notifyUrl === undefined)
    throw new ConfigError(
      'WECHATPAY_NOTIFY_URL',
      'is not set. A signing itself says where its notifications go: set it to the https address of the function notify.',
    )
  const { service_id, plan_id, appid, details } = sign
  return userSignPlans.prepareSign(
    {
      merchant_sign_plan_no: number,
      ...given('sub_mchid', sign.sub_mchid),
      service_id,
      plan_id,
      appid,
      ...customerOf(sign),
      notify_url: notifyUrl,
      sign_plan_detail: numbers.map((merchant_plan_detail_no, index) => ({
        plan_detail_no: index + 1,
        merchant_plan_detail_no,
      })),
    },
    { ...prepare, plan: { deduction_quantity: details.length } },
  )
}

/** The bytes that end one attempt. */
export const cancelCall = (
  { prepare }: Pick<Desk, 'prepare'>,
  sign: SignDocument,
  n: number,
  stop_reason: string,
): PreparedCall => userSignPlans.prepareSignStop({ ...keyOf(sign, n), stop_reason }, prepare)
