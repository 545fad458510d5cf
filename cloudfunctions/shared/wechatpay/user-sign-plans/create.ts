import { prepared, type PrepareContext, type PreparedCall } from '../call'
import { address } from '../checks/address'
import { checkCustomer } from '../checks/customer'
import { Fields } from '../checks/fields'
import { checkShape, type Shape } from '../checks/shape'
import { checkShop } from '../checks/shop'
import { MOST_DETAILS } from '../payscore-plans/details'
import { repeatsOf, SIGN_PLAN_KEY, type SignPlanKey, signPlansOf } from './key'

/** Our number for one session: the `out_trade_no` of its service order later. */
export interface SessionNumber {
  /** From 1 on, as the plan has them. */
  plan_detail_no: number
  /** Unique among all orders of the merchant. */
  merchant_plan_detail_no: string
}

/** 创建用户的签约计划: what one customer is asked to sign. */
export interface NewSignPlan extends SignPlanKey {
  service_id: string
  /** WeChat Pay's number of the plan. */
  plan_id: string
  /** Our own; a service provider's, when `sub_mchid` is given. */
  appid: string
  /** The shop's own app, whose customers sign there. */
  sub_appid?: string
  /** The customer; a service provider gives one of the two. */
  openid?: string
  sub_openid?: string
  /** Where the notifications of signing and of its end go: https, without a query. */
  notify_url: string
  /** One number per session, in the plan's order and all of them. */
  sign_plan_detail: readonly SessionNumber[]
}

export interface SignContext extends PrepareContext {
  /** The plan that is signed: not sent, but decides how many numbers there must be. */
  plan: { deduction_quantity: number }
}

const DETAIL: Shape<keyof SessionNumber> = {
  plan_detail_no: 'elsewhere',
  merchant_plan_detail_no: 'number',
}

const SIGN_PLAN: Shape<Exclude<keyof NewSignPlan, keyof SignPlanKey>> = {
  service_id: 32,
  plan_id: 32,
  appid: 32,
  sub_appid: { optional: 32 },
  openid: 'elsewhere',
  sub_openid: 'elsewhere',
  notify_url: address,
  sign_plan_detail: { each: { object: DETAIL }, atMost: MOST_DETAILS },
}

/** Whether the sessions are all there, in the plan's order, each with a number of its own. */
function checkDetails(fields: Fields, list: unknown, quantity: number): void {
  if (!Array.isArray(list)) return
  const seen = new Set<unknown>()
  list.forEach((one: Partial<SessionNumber> | null, index) => {
    const path = `sign_plan_detail[${index}]`
    const number = one?.merchant_plan_detail_no
    if (one?.plan_detail_no !== index + 1)
      fields.add(
        `${path}.plan_detail_no`,
        `is not ${index + 1}: sessions stand in the plan's order, from 1 on`,
      )
    if (typeof number === 'string' && seen.has(number))
      fields.add(`${path}.merchant_plan_detail_no`, 'stands twice')
    seen.add(number)
  })
  if (list.length !== quantity)
    fields.add('sign_plan_detail', `does not have one entry per session (${list.length}, but ${quantity})`)
}

/**
 * `POST /v3/payscore/sign-plan/user-sign-plans` or, with `sub_mchid`, `/v3/payscore/sign-plan/partner/user-sign-plans` (facts 1.10).
 * Our number is unique, so the same bytes cannot be signed twice.
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function prepareSign(signing: NewSignPlan, context: SignContext): PreparedCall {
  const fields = new Fields('sign')
  checkShape(fields, '', signing, { ...SIGN_PLAN_KEY, ...SIGN_PLAN })
  checkShop(fields, signing)
  checkCustomer(fields, signing)
  checkDetails(fields, signing.sign_plan_detail, context.plan.deduction_quantity)
  fields.check()
  return prepared(context, {
    action: 'sign',
    path: signPlansOf(signing.sub_mchid),
    body: signing,
    safeToRepeat: true,
    repeats: repeatsOf(signing),
  })
}
