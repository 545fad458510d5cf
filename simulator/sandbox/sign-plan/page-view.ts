import { merchantName } from '../account'
import { toSeconds } from '../beijing-time'
import { timeText } from '../orders/page-text'
import { type PlanView } from '../pages/plan-view'
import { present } from '../present'
import { type PlanDesk } from './desk'
import { isInUse, settledAt } from './user-sign-plans/detail-life'
import { type DetailState, type SignState } from './user-sign-plans/machine'
import { type SignPlan, signerOf } from './user-sign-plans/sign-plan'

/** What the pages call the states. */
const stateTexts: Readonly<Record<SignState, string>> = {
  UNSIGNED: '待签约',
  SIGNED: '已签约',
  COMPLETE: '已完成',
  SIGN_PLAN_CANCEL: '已取消',
  EXPIRE: '已过期',
}
const detailTexts: Readonly<Record<DetailState, string>> = {
  NOT_USED: '未使用',
  USING: '进行中',
  USED: '已使用',
  SIGN_PLAN_DETAIL_CANCEL: '已取消',
}

/** What the signing page and the user's own page show of a signed plan. */
export function planView({ signings }: PlanDesk, sign: SignPlan): PlanView {
  const { request, plan } = sign
  const { state, details, overAt } = signings.life(sign)
  return {
    appid: request.sub_appid ?? request.appid,
    ...present({ signer: signerOf(sign) }),
    merchant: merchantName(request.sub_mchid),
    merchant_sign_plan_no: request.merchant_sign_plan_no,
    name: plan.plan_name,
    days: plan.plan_duration,
    until: overAt === undefined ? '' : timeText(toSeconds(overAt)),
    state,
    stateText: stateTexts[state],
    total: plan.total_actual_price,
    original: plan.total_original_price,
    sessions: plan.plan_detail_list.map((one, index) => {
      const life = details[index]
      const waits = life?.order?.state === 'FINISHED' && settledAt(life.order) === undefined
      return {
        name: one.plan_detail_name,
        price: one.actual_price,
        original: one.original_price,
        rule: one.plan_discount_description,
        stateText: waits ? '待支付' : detailTexts[life?.state ?? 'NOT_USED'],
      }
    }),
    using: details.some(isInUse),
  }
}
