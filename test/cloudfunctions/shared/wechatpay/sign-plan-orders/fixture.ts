import type { signPlanOrders } from '../../../../../cloudfunctions/shared/wechatpay'

/** What was signed: three lessons with their numbers. */
export const signed: signPlanOrders.SessionContext['signed'] = [
  { plan_detail_no: 1, merchant_plan_detail_no: '0a1b2c3d4e5f60718293a4b5-1-1' },
  { plan_detail_no: 2, merchant_plan_detail_no: '0a1b2c3d4e5f60718293a4b5-1-2' },
  { plan_detail_no: 3, merchant_plan_detail_no: '0a1b2c3d4e5f60718293a4b5-1-3' },
]

/** The second lesson, as a merchant starts it itself. */
export const own: signPlanOrders.NewSession = {
  service_id: '500001',
  sign_plan_id: '01010033210001424338000019876258',
  plan_detail_no: 2,
  appid: 'wxd678efh567hg6787',
  openid: 'oCustomer',
  notify_url: 'https://example.com/pay/notify',
  service_introduction: '羽毛球基础课',
  time_range: { start_time: '20261120100100' },
  out_trade_no: '0a1b2c3d4e5f60718293a4b5-1-2',
}

/** With everything that the seed has. */
export const full: signPlanOrders.NewSession = {
  ...own,
  time_range: {
    start_time: '20261120100100',
    end_time: '20261120113000',
    start_time_remark: '签到',
    end_time_remark: '下课',
  },
  location: { start_location: '一号馆', end_location: '二号馆' },
  attach: '周五晚班',
}

const { openid, ...nobodys } = full
const shop = { sub_mchid: '1900000200', sub_appid: 'wxshop00000000000000' }

/** For a shop: the customer is known by one openid or the other. */
export const byOpenid: signPlanOrders.NewSession = { ...nobodys, ...shop, ...(openid && { openid }) }
export const bySubOpenid: signPlanOrders.NewSession = { ...nobodys, ...shop, sub_openid: 'oShopCustomer' }
