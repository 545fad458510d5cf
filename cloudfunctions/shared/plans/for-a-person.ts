import type { Intent } from '../intents/document'

/** What operators read beside a plan when it needs a person: WeChat Pay has another plan under our number. Nobody can sign it. */
export const PLAN_DIFFERS = '微信支付的计划与本店记录不一致，已暂停签约，请到微信支付商户平台核对'

/** … it has a state that we do not know. */
export const PLAN_WORD = '微信支付返回了未知的计划状态，请到微信支付商户平台核对'

/** … WeChat Pay knew it and does not find it any more. */
export const PLAN_LOST = '微信支付查不到已创建的计划，请联系微信支付'

/** … the result of a call is missing for an hour. A create is not among them: nobody can sign what is not known to be there. */
export const LATE: Partial<Record<Intent<'create' | 'stop'>['action'], string>> = {
  stop: '停止计划的结果超过 1 小时没有确认，系统会继续确认，请留意',
}

/** … a stop that was sent again was refused. */
export const REFUSED: typeof LATE = { stop: '停止计划被微信支付拒绝，计划仍可签约，请刷新后重新停止' }
