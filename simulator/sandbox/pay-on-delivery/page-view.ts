import { type ShoppingView } from '../pages/view'
import { sumOf, type CreateRequest } from '../service-orders/order'
import { worthOf, type ShoppingInfo } from './shopping'

/** What the pages show of goods. */
export function shoppingView({ goods, jump_link }: ShoppingInfo, request: CreateRequest): ShoppingView {
  const { post_payments, post_discounts } = request
  const isSum = post_payments.some(({ amount }) => amount !== undefined)
  const due = sumOf({
    post_payments: isSum ? post_payments : [{ name: '', amount: worthOf(goods) }],
    post_discounts,
  })
  return {
    goods: goods.map(({ name, picture, amount, count }) => ({ name, picture, price: amount, count })),
    due: Math.max(due, 0),
    link: { appid: jump_link.appid, path: jump_link.path },
  }
}
