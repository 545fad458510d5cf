import { account } from '../account'
import { toSeconds } from '../beijing-time'
import { stateTexts, timeText } from '../orders/page-text'
import { type FeeView, type LaunchView } from '../pages/view'
import { type Discount, type Fee, type Order } from './order'

const personal = { name: '姓名', phone: '手机号', userid: '身份证号', address: '收货地址' } as const

/** What the confirm and the detail page show of this order. */
export function launchView(order: Order): LaunchView {
  const { request, finish } = order
  const accepted = order.acceptedAt === undefined ? undefined : toSeconds(order.acceptedAt)
  const start = request.service_start_time === 'OnAccept' && accepted ? accepted : request.service_start_time
  const settled = finish?.request.total_amount === 0 || order.state === 'USER_PAID'
  const rows = [
    { label: '开始时间', value: timeText(start) },
    { label: '预计结束', value: timeText(request.service_end_time) },
    { label: '开始地点', value: request.service_start_location },
    {
      label: '结束地点',
      value: finish?.request.real_service_end_location ?? request.service_end_location ?? '',
    },
  ]
  return {
    appid: request.appid,
    merchant: account.merchantName,
    service_id: request.service_id,
    out_order_no: order.out_order_no,
    query_id: order.query_id,
    state: order.state,
    stateText: stateText(order),
    open: order.state === 'CREATED',
    introduction: request.service_introduction,
    rows: rows.filter(({ value }) => value !== ''),
    fees: (finish?.request.fees ?? request.fees).map(feeView),
    discounts: (finish?.request.discounts ?? request.discounts).map(discountView),
    risk_amount: request.risk_amount,
    total_amount: finish?.request.total_amount,
    paid: settled,
    personal: Object.keys(request.sensitive).map((name) => personal[name as keyof typeof personal]),
  }
}

function stateText({ state, finish }: Order): string {
  if (finish?.request.finish_type === 1) return '已取消'
  return state === 'FINISHED' && finish?.request.total_amount === 0 ? '已完成' : stateTexts[state]
}

function feeView({ fee_name, fee_amount, fee_desc, fee_count }: Fee): FeeView {
  return { name: fee_name, amount: fee_amount, rule: fee_desc, count: fee_count }
}

function discountView({ discount_name, discount_amount, discount_desc }: Discount): FeeView {
  return { name: discount_name, amount: discount_amount, rule: discount_desc, count: undefined }
}
