import { Failed } from '../failed'
import { given } from '../given'
import type { LineRules } from '../line'
import { factsOf } from '../wechatpay/service-orders/facts'
import { priceOf, readSession } from '../wechatpay/sign-plan-orders'
import { factsFor } from './confirmed'

/** 签约计划: a plan is signed once, and each session of it is an order that nobody places or prices (facts 1.11). */
export const signPlan: LineRules = {
  price() {
    throw new Failed('UNKNOWN_OFFER', { sentence: '该服务需要先签约计划' })
  },
  readCreate(answer) {
    const order = readSession(answer)
    const { state } = factsFor({ line: 'sign-plan' }, factsOf(order))
    return {
      ...given('state', state),
      ...given('price', priceOf(order)),
      ...given('order_id', order.order_id),
    }
  },
  completedBy: 'operator',
}
