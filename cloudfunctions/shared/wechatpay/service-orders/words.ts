import type { DiscountLine, FeeLine } from '#domain/fee'
import type { Fen } from '#domain/money'
import { given } from '../../given'
import type { OrderKey } from '../../protocol'
import type { Bill, PostPayment } from './lines'

/** What names an order, and nothing else of what was given. */
export const keyOf = ({ out_order_no, service_id, appid, sub_mchid }: OrderKey): OrderKey => ({
  out_order_no,
  service_id,
  appid,
  ...given('sub_mchid', sub_mchid),
})

/** A fee in WeChat Pay's words. */
export const paymentOf = ({ name, amount, description, count }: FeeLine): PostPayment => ({
  name,
  ...given('amount', amount),
  ...given('description', description),
  ...given('count', count),
})

/** A bill in WeChat Pay's words. */
export const billOf = ({
  fees,
  discounts,
  total,
}: {
  fees: readonly FeeLine[]
  discounts: readonly DiscountLine[]
  total: Fen
}): Bill => ({
  post_payments: fees.map(paymentOf),
  post_discounts: discounts.map(({ name, description, amount }) => ({
    name,
    description,
    amount: amount ?? 0,
  })),
  total_amount: total,
})
