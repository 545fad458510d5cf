import type { OrderDocument } from '../../../cloudfunctions/shared/orders/document'
import { OPERATOR, type Story } from '../story'
import type { OnSomebody } from './steps'

/** Does something to the order of a session. @throws ControlFailure where WeChat Pay does not offer it now */
export function onSession(
  story: Story,
  step: OnSomebody,
  order: OrderDocument,
  openid: string,
): Promise<unknown> {
  const { _id: orderId } = order
  const reason = '与顾客协商'
  switch (step.do) {
    case 'pay':
    case 'fail':
      story.sandbox.act(order.attempts[0]?.out_order_no ?? '', step.do)
      return story.sandbox.whenIdle()
    case 'complete':
      return story.ask('console', 'complete', billOf(order, step.less), OPERATOR)
    case 'end-session':
      return story.ask('console', 'cancel', { orderId, reason }, OPERATOR)
    case 'waive':
      return story.ask('console', 'cancel', { orderId, reason, waive: true }, OPERATOR)
    case 'collect':
      return story.ask('console', 'collect', { orderId }, OPERATOR)
    case 'sync': {
      const paidAt = story.world.clock.now() - 1000
      return story.ask('console', 'sync', { orderId, paidAt, reason: '付了现金' }, OPERATOR)
    }
    case 'look-session':
      return story.ask('console', 'get', { orderId }, OPERATOR)
    case 'get-session':
      return story.ask('orders', 'get', { orderId }, openid)
    case 'customer-cancel':
      return story.ask('orders', 'cancel', { orderId }, openid)
    default:
      return story.ask('orders', 'retry', { orderId }, openid)
  }
}

/** @param less so many fen below what was signed; Infinity: nothing at all; -1: one fen above */
function billOf({ _id: orderId, preview }: OrderDocument, less: number) {
  const total = Math.max(preview.maxCharge - less, 0)
  const [fee = { name: '', amount: 0 }] = preview.fees
  const amount = Math.max(fee.amount ?? 0, total)
  const discount = { name: '计划优惠', description: '按签约', amount: amount - total }
  return {
    orderId,
    fees: [{ name: fee.name, amount }],
    discounts: amount > total ? [discount] : [],
    total,
  }
}
