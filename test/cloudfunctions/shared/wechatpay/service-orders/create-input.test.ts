import type { CreateInput, Shopping } from '../../../../../cloudfunctions/shared/protocol'
import { createOf } from '../../../../../cloudfunctions/shared/protocols'
import { serviceOrders } from '../../../../../cloudfunctions/shared/wechatpay/service-orders/adapter'
import { prepareFirst } from '../../../../../cloudfunctions/shared/wechatpay/service-orders/create-input'
import { answerOf, bodyOf, context, NOW, problemsOf, without } from '../prepared'

const key = { out_order_no: '0a1b2c3d_1', service_id: '5000010000', appid: 'wxours' }
const shop = { ...key, sub_mchid: '1900000200' }
const shopping: Shopping = {
  goods: [{ name: '土蜂蜜 500g', picture: 'https://example.com/honey.png', amount: 6800, count: 2 }],
  jumpLink: { appid: 'wxours', path: 'goods/order/order?id=0a1b2c3d' },
}
const shopping_info = {
  jump_link: {
    jump_link_type: 'JUMP_LINK_MINI_PROGRAM',
    appid: 'wxours',
    path: 'goods/order/order?id=0a1b2c3d',
  },
  goods: [{ name: '土蜂蜜 500g', picture: 'https://example.com/honey.png', amount: 6800, count: 2 }],
}
const goods: CreateInput = {
  ...key,
  notifyUrl: 'https://example.com/pay/notify',
  introduction: '土蜂蜜',
  fees: [],
  discounts: [{ name: '会员', description: '会员立减', amount: 100 }],
  riskName: 'ESTIMATE_ORDER_COST',
  riskAmount: 13600,
  start: 'OnAccept',
  endsAt: NOW + 24 * 3_600_000,
  startLocation: '深圳仓',
  shopping,
}

test('goods begin with a call of their own', () => {
  const call = prepareFirst(goods, context)
  expect(call.path).toBe('/v3/payscore/servicepayondeliveryorder')
  expect(bodyOf(call)).toEqual({
    out_order_no: '0a1b2c3d_1',
    service_id: '5000010000',
    appid: 'wxours',
    service_introduction: '土蜂蜜',
    post_discounts: [{ name: '会员', description: '会员立减', amount: 100 }],
    time_range: { start_time: 'OnAccept', end_time: '20261121100000' },
    location: { start_location: '深圳仓' },
    risk_fund: { name: 'ESTIMATE_ORDER_COST', amount: 13600 },
    notify_url: 'https://example.com/pay/notify',
    need_user_confirm: true,
    shopping_info,
  })
  expect(call.repeats).toEqual({ out_order_no: '0a1b2c3d_1' })
})

test("a shop's, with fees, a discount whose amount is not known, and the app that really sells", () => {
  const call = prepareFirst(
    {
      ...goods,
      ...shop,
      sub_appid: 'wxshop',
      fees: [{ name: '商品信息', description: '土蜂蜜', amount: 13600, count: 2 }],
      discounts: [{ name: '会员', description: '会员立减' }],
      shopping: { ...shopping, realMerchantAppid: 'wxshop' },
    },
    context,
  )
  expect(call.path).toBe('/v3/payscore/partner/servicepayondeliveryorder')
  expect(bodyOf(call)).toMatchObject({
    sub_mchid: '1900000200',
    sub_appid: 'wxshop',
    post_payments: [{ name: '商品信息', description: '土蜂蜜', amount: 13600, count: 2 }],
    shopping_info: { ...shopping_info, real_merchant_appid: 'wxshop' },
  })
  expect(bodyOf(call)['post_discounts']).toEqual([{ name: '会员', description: '会员立减' }])
})

test('without goods it is the ordinary call, and empty lists are not sent', () => {
  const call = prepareFirst({ ...without(goods, 'shopping'), discounts: [] }, context)
  expect(call.path).toBe('/v3/payscore/serviceorder')
  expect(Object.keys(bodyOf(call))).not.toEqual(expect.arrayContaining(['shopping_info']))
  expect(call.body).not.toMatch(/post_/)
  expect(prepareFirst({ ...goods, discounts: [] }, context).body).not.toMatch(/post_/)
})

test('a cart of nothing is refused, and a person as everywhere', () => {
  const empty = { ...goods, shopping: { ...shopping, goods: [] } }
  expect(problemsOf(() => prepareFirst(empty, context))).toEqual(['shopping_info.goods: is empty'])
  const asked = { ...goods, person: { phone: '13800138000' } }
  expect(problemsOf(() => prepareFirst(asked, context))).toHaveLength(1)
})

test('payafter-orders has no goods', () => {
  const { notifyUrl: _notify, ...old } = goods
  expect(problemsOf(() => createOf('payafter-orders')(old, context))).toEqual([
    'shopping: has no field in payafter-orders: goods are ordered over service-orders',
  ])
})

test.each([
  [{ state: 'CREATED' }, 'CREATED'],
  [{ state: 'DOING', state_description: 'USER_CONFIRM' }, 'USER_ACCEPTED'],
  [{ state: 'DOING' }, undefined],
])('the answer: %j is %s', (words, state) => {
  const answer = { out_order_no: 'a_1', order_id: 'o', package: 'P', shopping_info, post_payments: [] }
  expect(serviceOrders.readCreate(answerOf({ ...answer, ...words }))).toEqual({
    ...(state === undefined ? {} : { state }),
    package: 'P',
    businessType: 'wxpayScoreUse',
    order_id: 'o',
  })
})

test('who sells as the merchant itself is named, where goods are sold and nowhere else', () => {
  expect(bodyOf(prepareFirst({ ...goods, mchid: '1900000109' }, context))).toMatchObject({
    mchid: '1900000109',
  })
  const { shopping: _goods, ...service } = goods
  const discounts = [{ name: '会员', description: '会员立减' }]
  const call = prepareFirst({ ...service, discounts, mchid: '1900000109' }, context)
  expect(bodyOf(call)).not.toHaveProperty('mchid')
})
