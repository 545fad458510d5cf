import { type Listed, listedFields } from './listed'

/** The fields of seed 000 (create a pay-on-delivery order as a service provider), for machines without the seeds. */
const known = [
  ...['out_order_no', 'appid', 'sub_mchid', 'sub_appid', 'service_id', 'service_introduction'],
  ...['post_payments[]', 'post_payments[].name', 'post_payments[].amount', 'post_payments[].description'],
  'post_payments[].count',
  ...['post_discounts[]', 'post_discounts[].name', 'post_discounts[].description', 'post_discounts[].amount'],
  'post_discounts[].count',
  ...['time_range', 'time_range.start_time', 'time_range.start_time_remark', 'time_range.end_time'],
  'time_range.end_time_remark',
  ...['location', 'location.start_location', 'location.end_location'],
  ...['risk_fund', 'risk_fund.name', 'risk_fund.amount', 'risk_fund.description'],
  ...['attach', 'notify_url', 'openid', 'sub_openid', 'need_user_confirm', 'mchid'],
  ...['shopping_info', 'shopping_info.real_merchant_appid', 'shopping_info.jump_link'],
  ...['shopping_info.jump_link.jump_link_type', 'shopping_info.jump_link.appid'],
  ...['shopping_info.jump_link.path', 'shopping_info.goods[]', 'shopping_info.goods[].name'],
  ...['shopping_info.goods[].picture', 'shopping_info.goods[].amount', 'shopping_info.goods[].count'],
]

/** The field list of seed 000. */
export const payOnDeliveryFields = (): Listed => listedFields('000_', known)
