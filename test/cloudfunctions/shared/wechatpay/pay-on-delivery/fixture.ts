import type { payOnDelivery } from '../../../../../cloudfunctions/shared/wechatpay'

type CreateParams = payOnDelivery.CreateParams

/** Two jars of honey, as a merchant sells them itself. */
export const own: CreateParams = {
  out_order_no: '0a1b2c3d4e5f60718293a4b5_1',
  appid: 'wxd678efh567hg6787',
  service_id: '500001',
  service_introduction: '土蜂蜜',
  time_range: { start_time: 'OnAccept' },
  risk_fund: { name: 'ESTIMATE_ORDER_COST', amount: 13600 },
  notify_url: 'https://example.com/pay/notify',
  need_user_confirm: true,
  shopping_info: {
    jump_link: {
      jump_link_type: 'JUMP_LINK_MINI_PROGRAM',
      appid: 'wxd678efh567hg6787',
      path: 'goods/order/order?id=0a1b2c3d4e5f60718293a4b5',
    },
    goods: [{ name: '土蜂蜜 500g', picture: 'https://example.com/honey.png', amount: 6800, count: 2 }],
  },
}

/** A shop's, with every field that an order to confirm can have. */
export const full: CreateParams = {
  ...own,
  sub_mchid: '1900000200',
  sub_appid: 'wxshop00000000000000',
  post_payments: [{ name: '商品信息', amount: 13600, description: '土蜂蜜', count: 2 }],
  post_discounts: [{ name: '会员', description: '会员立减', amount: 300, count: 1 }],
  time_range: {
    start_time: '20261121',
    start_time_remark: '明天发货',
    end_time: '20261130',
    end_time_remark: '最晚收货',
  },
  location: { start_location: '深圳仓', end_location: '广州天河' },
  risk_fund: { name: 'ESTIMATE_ORDER_COST', amount: 13600, description: '商品总价' },
  attach: '节日礼盒',
  mchid: '1900000109',
  shopping_info: {
    real_merchant_appid: 'wxshop00000000000000',
    jump_link: { ...own.shopping_info.jump_link, appid: 'wxshop00000000000000' },
    goods: own.shopping_info.goods.map((one) => ({ ...one, category_id: ['1001', '1001002'] })),
  },
}

/** The same, without anybody's confirmation: the customer is known by one openid or the other. */
export const byOpenid: CreateParams = { ...full, need_user_confirm: false, openid: 'oCustomer' }
export const bySubOpenid: CreateParams = { ...full, need_user_confirm: false, sub_openid: 'oShopCustomer' }
