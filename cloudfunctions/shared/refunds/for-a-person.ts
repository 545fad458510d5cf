/** How the alert begins that a refund needs a person; its number follows. */
export const REFUND_ABNORMAL = '退款异常，顾客的收款账户可能已注销或冻结，请到微信支付商户平台处理'

/** … that WeChat Pay tells of another amount or payment than ours, or of more than was paid. */
export const REFUND_AMOUNT = '微信支付的退款与本店记录不一致，请到微信支付商户平台核对'

/** … that it has a status which we do not know. */
export const REFUND_WORD = '微信支付返回了未知的退款状态，请到微信支付商户平台核对'

/** … that nothing is heard of it for an hour. */
export const REFUND_LATE = '退款的结果超过 1 小时没有确认，系统会继续确认，请留意'

/** … that it was sent again and WeChat Pay did not take it on. */
export const REFUND_REFUSED = '退款没有被微信支付受理，没有退款，请刷新后重新处理'

/** … that WeChat Pay knew it and does not find it any more. */
export const REFUND_LOST = '微信支付查不到已受理的退款，请联系微信支付'

/** … that its number belongs to an earlier one, which the order knew nothing of because it was restored. */
export const REFUND_TAKEN = '订单恢复后补上了一笔以前的退款，刚才的退款没有提交，请刷新后重新处理'

/** What stands for the reason of a refund whose reason nobody kept. */
export const REASON_UNKNOWN = '订单恢复前的退款'
