import { type Service } from '../account'
import { paramError } from '../failure'
import { type Fields } from '../fields'
import { uniqueNames } from '../orders/lines'
import { present } from '../present'
import { type World } from '../world'
import { sumOf, type Bill, type Discount, type Order, type Payment } from './order'

/** At most 100 payments; the same name may stand twice (facts 1.7.1, 3.9). */
export function readPayments(fields: Fields): Payment[] {
  return fields.list('post_payments', 100).map((line) => ({
    name: line.text('name', { max: 20 }),
    ...present({
      amount: line.optionalInteger('amount', 0),
      description: line.optionalText('description', { max: 30 }),
      count: line.optionalInteger('count', 1, 100),
    }),
  }))
}

/** At most 30 discounts with different names and a description; what each is worth is known at the end. */
export function readDiscounts(fields: Fields, worth: 'planned' | 'final'): Discount[] {
  return uniqueNames(fields.list('post_discounts', 30), 'name', (line) => ({
    name: line.text('name', { max: 20 }),
    description: line.text('description', { max: 30 }),
    ...present({
      amount: worth === 'final' ? line.integer('amount', 0) : line.optionalInteger('amount', 0),
      count: line.optionalInteger('count', 1, 100),
    }),
  }))
}

/** What complete, modify and the messages say of the money: at least one payment, and a sum that is right. */
export function readBill(world: World, fields: Fields): Bill {
  const lines = { post_payments: readPayments(fields), post_discounts: readDiscounts(fields, 'final') }
  const total_amount = fields.integer('total_amount', 0)
  const may = world.switches().emptyPayments === 'accepted' && fields.has('post_payments')
  if (lines.post_payments.length === 0 && !may) {
    throw fields.error('post_payments', 'is required and must have at least one entry')
  }
  if (sumOf(lines) !== total_amount) {
    const issue = 'must be the sum of post_payments less post_discounts'
    throw paramError('/total_amount', issue, 'body', '最终总金额计算非法')
  }
  return { ...lines, total_amount }
}

/** 先免: at most the order's risk fund; 先享: at most the service's limit (facts 3.1). */
export function checkLimit(order: Order, service: Service, { total_amount }: Bill): void {
  const { name, amount } = order.request.risk_fund
  const limit = name === 'ESTIMATE_ORDER_COST' ? service.riskLimit : Math.min(amount, service.riskLimit)
  if (total_amount <= limit) return
  const whose = limit === amount ? 'risk_fund.amount' : 'the limit of the service'
  throw paramError('/total_amount', `must not exceed ${whose}`)
}
