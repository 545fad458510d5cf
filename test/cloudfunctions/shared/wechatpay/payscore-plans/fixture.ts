import type { payscorePlans } from '../../../../../cloudfunctions/shared/wechatpay'

/** Three badminton lessons that get cheaper, as a merchant offers them itself. */
export const own: payscorePlans.NewPlan = {
  merchant_plan_no: 'plan-badminton-1',
  service_id: '500001',
  appid: 'wxd678efh567hg6787',
  plan_name: '羽毛球基础课三节',
  plan_duration: 90,
  deduction_quantity: 3,
  total_original_price: 30000,
  total_actual_price: 24000,
  plan_detail_list: [
    {
      plan_detail_name: '第一节课',
      original_price: 10000,
      actual_price: 9000,
      plan_discount_description: '九折',
    },
    {
      plan_detail_name: '第二节课',
      original_price: 10000,
      actual_price: 8000,
      plan_discount_description: '八折',
    },
    {
      plan_detail_name: '第三节课',
      original_price: 10000,
      actual_price: 7000,
      plan_discount_description: '七折',
    },
  ],
}

/** The same for a shop. */
export const shops: payscorePlans.NewPlan = {
  ...own,
  sub_mchid: '1900000200',
  sub_appid: 'wxshop00000000000000',
}
