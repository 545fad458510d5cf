import { merchantName } from '../account'
import { toSeconds } from '../beijing-time'
import { stateTexts, timeText } from '../orders/page-text'
import { shoppingView } from '../pay-on-delivery/page-view'
import { type FeeView, type LaunchView } from '../pages/view'
import { present } from '../present'
import { billOf, type Discount, type Order, type Payment } from './order'

/** What the confirm and the detail page show of this order. */
export function launchView(order: Order): LaunchView {
  const { request, finish, acceptedAt } = order
  const bill = billOf(order)
  const zero = bill?.total_amount === 0
  const range = { ...request.time_range, ...finish?.request.time_range }
  const begun = range.start_time === 'OnAccept' && acceptedAt !== undefined
  const place = { ...request.location, ...finish?.request.location }
  const rows = [
    { label: '开始时间', value: timeText(begun ? toSeconds(acceptedAt) : range.start_time) },
    { label: finish ? '结束时间' : '预计结束', value: timeText(range.end_time) },
    { label: '开始地点', value: place.start_location ?? '' },
    { label: '结束地点', value: place.end_location ?? '' },
  ]
  return {
    appid: request.sub_appid ?? request.appid,
    merchant: merchantName(request.sub_mchid),
    service_id: request.service_id,
    out_order_no: order.out_order_no,
    query_id: order.query_id,
    state: order.state,
    stateText: stateText(order, zero),
    open: order.state === 'CREATED',
    introduction: request.service_introduction,
    rows: rows.filter(({ value }) => value !== ''),
    fees: (bill?.post_payments ?? request.post_payments).map(line),
    discounts: (bill?.post_discounts ?? request.post_discounts).map(line),
    risk_amount: request.risk_fund.amount,
    total_amount: bill?.total_amount,
    paid: zero || order.state === 'USER_PAID',
    personal: [],
    ...present({ shopping: request.shopping_info && shoppingView(request.shopping_info, request) }),
  }
}

function stateText({ state, request }: Order, zero: boolean): string {
  if (state === 'FINISHED' && zero) return '已完成'
  return state === 'USER_ACCEPTED' && request.shopping_info ? '待收货' : stateTexts[state]
}

function line({ name, amount, description, count }: Payment | Discount): FeeView {
  return { name, amount, rule: description, count }
}
