import type { userSignPlans } from '../../../../../cloudfunctions/shared/wechatpay'

/** One customer who is asked to sign three lessons, by the merchant itself. */
export const own: userSignPlans.NewSignPlan = {
  merchant_sign_plan_no: '0a1b2c3d4e5f60718293a4b5-1',
  service_id: '500001',
  plan_id: '01000033210000324638000000376258',
  appid: 'wxd678efh567hg6787',
  openid: 'oCustomer',
  notify_url: 'https://example.com/pay/notify',
  sign_plan_detail: [
    { plan_detail_no: 1, merchant_plan_detail_no: '0a1b2c3d4e5f60718293a4b5-1-1' },
    { plan_detail_no: 2, merchant_plan_detail_no: '0a1b2c3d4e5f60718293a4b5-1-2' },
    { plan_detail_no: 3, merchant_plan_detail_no: '0a1b2c3d4e5f60718293a4b5-1-3' },
  ],
}

const { openid, ...nobodys } = own
const shop = { sub_mchid: '1900000200', sub_appid: 'wxshop00000000000000' }

/** For a shop: the customer is known by one openid or the other. */
export const byOpenid: userSignPlans.NewSignPlan = { ...nobodys, ...shop, ...(openid && { openid }) }
export const bySubOpenid: userSignPlans.NewSignPlan = { ...nobodys, ...shop, sub_openid: 'oShopCustomer' }

/** A signing as the documents tell it. */
export const told = {
  sign_plan_id: '01010033210001424338000019876258',
  openid: 'oCustomer',
  service_id: '500001',
  mchid: '1900000109',
  appid: 'wxd678efh567hg6787',
  merchant_sign_plan_no: '0a1b2c3d4e5f60718293a4b5-1',
  merchant_callback_url: 'https://example.com/pay/notify',
  plan_id: '01000033210000324638000000376258',
  going_detail_no: 2,
  sign_state: 'SIGNED',
  cancel_sign_type: 'NOT_CANCEL',
  plan_name: '羽毛球基础课三节',
  plan_over_time: '2027-02-18T23:59:59+08:00',
  total_origin_price: 20000,
  deduction_quantity: 2,
  total_actual_price: 17000,
  signed_detail_list: [
    {
      plan_detail_no: 1,
      original_price: 10000,
      plan_discount_description: '九折',
      actual_price: 9000,
      plan_detail_state: 'USED',
      order_id: '0000300001201908301055157220022',
      merchant_plan_detail_no: '0a1b2c3d4e5f60718293a4b5-1-1',
      plan_detail_name: '第一节课',
      actual_pay_price: 9000,
      use_time: '2026-11-20T10:00:00.120+08:00',
      complete_time: '2026-11-20T11:00:00+08:00',
      cancel_time: null,
    },
    {
      plan_detail_no: 2,
      original_price: 10000,
      actual_price: 8000,
      plan_detail_state: 'USING',
      merchant_plan_detail_no: '0a1b2c3d4e5f60718293a4b5-1-2',
      plan_detail_name: '第二节课',
    },
  ],
  sign_time: '2026-11-20T09:30:00+08:00',
}
