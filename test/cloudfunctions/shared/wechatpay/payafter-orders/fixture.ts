import type {
  CompleteContext,
  CompleteParams,
  CreateParams,
} from '../../../../../cloudfunctions/shared/wechatpay'

export { answerOf, bodyOf, context, keys, NOW, problemsOf, without } from '../prepared'

/** A power bank as the demo shop rents it out. */
export const good: CreateParams = {
  appid: 'wxd678efh567hg6787',
  out_order_no: '0a1b2c3d4e5f60718293a4b5_1',
  service_id: '500001',
  service_start_time: 'OnAccept',
  service_start_location: '深圳湾万象城',
  service_introduction: '共享充电宝',
  fees: [{ fee_name: '收费标准', fee_desc: '3 元/小时，24 小时封顶 30 元' }],
  risk_amount: 9900,
  need_user_confirm: true,
}

/** The same, returned after two hours. */
export const done: CompleteParams = {
  out_order_no: good.out_order_no,
  appid: good.appid,
  service_id: good.service_id,
  finish_type: 2,
  real_service_start_time: '20261120070000',
  real_service_end_time: '20261120090000',
  fees: [{ fee_name: '使用费', fee_amount: 600 }],
  discounts: [{ discount_name: '会员', discount_amount: 100, discount_desc: '会员立减' }],
  total_amount: 500,
  finish_ticket: 'ticket==',
}
export const order: CompleteContext['order'] = {
  risk_amount: 9900,
  service_start_time: 'OnAccept',
  service_start_location: '深圳湾万象城',
}
