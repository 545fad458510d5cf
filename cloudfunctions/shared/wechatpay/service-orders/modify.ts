import type { Fen } from '#domain/money'
import type { PrepareContext, PreparedCall } from '../call'
import { onOrder, type OrderCall, type ServiceOrderKey } from './key'
import { type Bill, checkBill } from './lines'

/** 修改订单金额: a lower bill for an order that is completed and not paid. */
export interface ModifyParams extends ServiceOrderKey, Bill {
  /** At most 30 characters. */
  reason: string
}

export interface ModifyContext extends PrepareContext {
  order: {
    risk_amount: Fen
    /** What was completed, or modified last. */
    total_amount: Fen
  }
}

const MODIFY: OrderCall = {
  action: 'modify',
  end: 'modify',
  shape: { post_payments: 'elsewhere', post_discounts: 'elsewhere', total_amount: 'elsewhere', reason: 30 },
  safeToRepeat: false,
  appid: true,
}

/**
 * `POST …/{out_order_no}/modify` (facts 1.7.2): lower only. Never repeated by itself: it may be possible only once.
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function prepareModify(params: ModifyParams, context: ModifyContext): PreparedCall {
  return onOrder(MODIFY, params, context, (fields) => {
    const { risk_amount, total_amount: before } = context.order
    const { post_payments, post_discounts, total_amount, reason } = params
    checkBill(fields, params, risk_amount)
    if (total_amount >= before)
      fields.add('total_amount', `is not lower than the bill before (${total_amount}, but ${before})`)
    return { post_payments, post_discounts, total_amount, reason }
  })
}
