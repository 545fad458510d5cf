import type { PendingAction } from '#domain/view'

/**
 * What operators read beside an order when it needs a person. A create is not among them: nothing of it can be confirmed
 * without its answer, so nobody need do anything.
 */
type ForAPerson = Partial<Record<PendingAction, string>>

/** The result of a call is missing for an hour. */
export const LATE: ForAPerson = {
  complete: '完结的结果超过 1 小时没有确认，系统会继续确认，请留意',
  cancel: '取消的结果超过 1 小时没有确认，系统会继续确认，请留意',
  sync: '线下收款同步的结果超过 1 小时没有确认，系统会继续确认，请留意',
  modify: '调低账单的结果超过 1 小时没有确认，系统会继续确认，请留意',
}

/** A call that was sent again when nobody waited for it was refused: what it should have done is still to be done. */
export const REFUSED: ForAPerson = {
  complete: '完结被微信支付拒绝，订单仍在服务中，请重新完结',
  cancel: '取消被微信支付拒绝，请刷新后重新取消',
  sync: '线下收款的同步被微信支付拒绝，请刷新后重新同步',
  modify: '调低账单被微信支付拒绝，账单仍是原来的金额，请刷新后重新处理',
}

/** WeChat Pay has another bill than we ever sent, and above what the customer saw. */
export const OVER_LIMIT = '微信支付的账单超过了顾客确认时的最高金额，请核对并退还多收的款项'

/** A session's price is WeChat Pay's to write, and it wrote another one than was signed. */
export const ANOTHER_PRICE = '微信支付的价格与签约时不一致，请核对后按签约的价格完结'

/** How the alert begins that two attempts of one order are confirmed; their numbers follow. */
export const TWO_LIVE = '两次确认都有效'

/** The customer paid the merchant, and WeChat Pay deducted all the same. */
export const PAID_TWICE = '微信支付已经扣款，请把另收的款项退还顾客'

/** … and WeChat Pay had deducted a part of it before. */
export const PAID_PARTLY = '微信支付已经扣到一部分，请核对另收的款项，把多收的部分退还顾客'

/** The customer paid before a lower bill reached WeChat Pay. */
export const MODIFIED_TOO_LATE = '顾客已在账单调低之前按原金额付款，请把差额退还顾客'

/** The customer paid before WeChat Pay heard that the debt is given up. */
export const WAIVED_TOO_LATE = '顾客已在放弃收款之前付款，如已答应不收取，请退还顾客'

/** The order was confirmed late, and its goods had been sold meanwhile. */
export const SHORT = '库存不足：订单已确认，但商品已售给他人，请联系顾客'

/** Goods were received, and WeChat Pay does not take their bill. */
export const NOT_BILLED = '商品已到结算时间，微信支付拒绝了账单，系统会继续尝试，请核对'

/** The order was restored without the price that the customer saw. */
export const NO_PRICE = '恢复的订单没有价格记录，不能收费：请与顾客核对后处理'
