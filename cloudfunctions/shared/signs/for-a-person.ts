import type { SignPending } from './document'

type ForAPerson = Partial<Record<SignPending['action'], string>>

/** What operators read beside a signing when it needs a person: WeChat Pay tells of another plan or other prices than ours. */
export const SIGN_DIFFERS = '微信支付的签约内容与本店记录不一致，请到微信支付商户平台核对'

/** … it has a state that we do not know. */
export const SIGN_WORD = '微信支付返回了未知的签约状态，请到微信支付商户平台核对'

/** … WeChat Pay knew it and does not find it any more. */
export const SIGN_LOST = '微信支付查不到已创建的签约，请联系微信支付'

/** … two attempts of one signing are signed; their numbers follow. */
export const TWO_SIGNED = '两次签约都有效'

/** … the result of a call is missing for an hour. Of a signing nobody need do anything: without its answer nothing can be signed. */
export const LATE: ForAPerson = { cancel: '取消签约的结果超过 1 小时没有确认，系统会继续确认，请留意' }

/** … a cancel that was sent again was refused. */
export const REFUSED: ForAPerson = { cancel: '取消签约被微信支付拒绝，签约仍有效，请刷新后重新取消' }
