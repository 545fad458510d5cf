import fc from 'fast-check'
import { Formatter, Rsa } from 'wechatpay-axios-plugin'
import { payOnDelivery } from '../../../../../cloudfunctions/shared/wechatpay'
import { authorize } from '../../../../../cloudfunctions/shared/wechatpay/signing'
import { MCHID, MERCHANT_SERIAL, PUBLIC_KEY_ID } from '../keys-of-the-day'
import { bodyOf, context, keys, NOW } from '../prepared'
import { bySubOpenid, own } from './fixture'

type CreateParams = payOnDelivery.CreateParams

const signer = { mchid: MCHID, serial: MERCHANT_SERIAL, privateKey: keys.merchant.privateKey }

/** Whether somebody else's implementation of APIv3 takes our Authorization for these very bytes. */
function isTakenFor(path: string, body: string, header: string): boolean {
  const {
    signature = '',
    nonce_str = '',
    timestamp = '',
  } = Object.fromEntries(
    [...header.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  )
  const message = Formatter.request('POST', path, timestamp, nonce_str, body)
  return Rsa.verify(message, signature, keys.merchant.publicKey)
}

describe.each<[string, CreateParams, string, string]>([
  [
    'the merchant itself',
    own,
    '/v3/payscore/servicepayondeliveryorder',
    '{"out_order_no":"0a1b2c3d4e5f60718293a4b5_1","appid":"wxd678efh567hg6787","service_id":"500001",' +
      '"service_introduction":"土蜂蜜","time_range":{"start_time":"OnAccept"},' +
      '"risk_fund":{"name":"ESTIMATE_ORDER_COST","amount":13600},"notify_url":"https://example.com/pay/notify",' +
      '"need_user_confirm":true,"shopping_info":{"jump_link":{"jump_link_type":"JUMP_LINK_MINI_PROGRAM",' +
      '"appid":"wxd678efh567hg6787","path":"goods/order/order?id=0a1b2c3d4e5f60718293a4b5"},' +
      '"goods":[{"name":"土蜂蜜 500g","picture":"https://example.com/honey.png","amount":6800,"count":2}]}}',
  ],
  [
    'its service provider',
    bySubOpenid,
    '/v3/payscore/partner/servicepayondeliveryorder',
    '{"out_order_no":"0a1b2c3d4e5f60718293a4b5_1","appid":"wxd678efh567hg6787","service_id":"500001",' +
      '"service_introduction":"土蜂蜜","time_range":{"start_time":"20261121","start_time_remark":"明天发货",' +
      '"end_time":"20261130","end_time_remark":"最晚收货"},"risk_fund":{"name":"ESTIMATE_ORDER_COST",' +
      '"amount":13600,"description":"商品总价"},"notify_url":"https://example.com/pay/notify",' +
      '"need_user_confirm":false,"shopping_info":{"real_merchant_appid":"wxshop00000000000000",' +
      '"jump_link":{"jump_link_type":"JUMP_LINK_MINI_PROGRAM","appid":"wxshop00000000000000",' +
      '"path":"goods/order/order?id=0a1b2c3d4e5f60718293a4b5"},"goods":[{"name":"土蜂蜜 500g",' +
      '"picture":"https://example.com/honey.png","amount":6800,"count":2,"category_id":["1001","1001002"]}]},' +
      '"sub_mchid":"1900000200","sub_appid":"wxshop00000000000000","post_payments":[{"name":"商品信息",' +
      '"amount":13600,"description":"土蜂蜜","count":2}],"post_discounts":[{"name":"会员",' +
      '"description":"会员立减","amount":300,"count":1}],"location":{"start_location":"深圳仓",' +
      '"end_location":"广州天河"},"attach":"%E8%8A%82%E6%97%A5%E7%A4%BC%E7%9B%92","mchid":"1900000109",' +
      '"sub_openid":"oShopCustomer"}',
  ],
])('the call of %s', (_, params, path, body) => {
  const call = payOnDelivery.prepareCreate(params, context)
  const { out_order_no, sub_mchid } = params
  test('is these bytes', () => {
    expect(call).toEqual({
      action: 'create',
      method: 'POST',
      path,
      body,
      serial: PUBLIC_KEY_ID,
      safeToRepeat: true,
      repeats: sub_mchid === undefined ? { out_order_no } : { out_order_no, sub_mchid },
    })
  })
  test('is signed as somebody else verifies it, and no other bytes are', () => {
    const header = authorize(signer, { method: 'POST', path, body, timestamp: NOW / 1000, nonce: 'N' })
    expect(isTakenFor(call.path, call.body, header)).toBe(true)
    expect(isTakenFor(call.path, call.body.replace('6800', '6801'), header)).toBe(false)
    expect(isTakenFor(`${call.path}/`, call.body, header)).toBe(false)
  })
})

const word = (maxLength: number) =>
  fc
    .string({ unit: fc.constantFrom(...'蜂蜜🍯 a1-_&"\\'), minLength: 1, maxLength })
    .filter((one) => one.trim() !== '')
const id = fc.stringMatching(/^[0-9A-Za-z_-]{1,32}$/)
const count = fc.integer({ min: 1, max: 100 })
const maybe = { requiredKeys: [] as [] }
const goods = fc.record(
  {
    name: word(64),
    picture: fc.webUrl({ validSchemes: ['https'] }).filter((url) => /^[!-~]{1,512}$/.test(url)),
    amount: fc.integer({ min: 1, max: 100_000_000 }),
    count,
    category_id: fc.array(id, { minLength: 1, maxLength: 20 }),
  },
  { requiredKeys: ['name', 'picture', 'amount', 'count'] },
)
const shopping = fc.record(
  {
    real_merchant_appid: id,
    jump_link: fc.record({
      jump_link_type: fc.constant('JUMP_LINK_MINI_PROGRAM' as const),
      appid: id,
      path: fc.stringMatching(/^\/?[a-z]{1,20}(\/[a-z-]{1,20}){1,3}(\?id=[0-9a-f]{1,24})?$/),
    }),
    goods: fc.array(goods, { minLength: 1, maxLength: 8 }),
  },
  { requiredKeys: ['jump_link', 'goods'] },
)
const anything = fc.record({
  base: fc.record({ out_order_no: id, service_id: id, appid: id, service_introduction: word(20) }),
  shop: fc.option(fc.record({ sub_mchid: id, sub_appid: id }, { requiredKeys: ['sub_mchid'] })),
  openid: fc.option(id),
  ownApp: fc.boolean(),
  more: fc.record(
    {
      mchid: id,
      attach: fc.stringMatching(/^[a-z|,"]{1,80}$/),
      location: fc.record({ start_location: word(20), end_location: word(20) }, maybe),
      post_payments: fc.array(fc.record({ name: word(20), amount: fc.nat(), count }), { maxLength: 5 }),
      post_discounts: fc.uniqueArray(
        fc.record(
          { name: word(20), description: word(30), amount: fc.nat() },
          { requiredKeys: ['name', 'description'] },
        ),
        { maxLength: 5, selector: ({ name }) => name },
      ),
    },
    maybe,
  ),
  shopping_info: shopping,
})

test('whatever is good goes out as it was given, for whom it was given', () => {
  fc.assert(
    fc.property(anything, ({ base, shop, openid, ownApp, more, shopping_info }) => {
      const whose = ownApp && shop?.sub_appid !== undefined ? 'sub_openid' : 'openid'
      const params: CreateParams = {
        ...own,
        ...base,
        ...shop,
        ...more,
        shopping_info,
        need_user_confirm: openid === null,
        ...(openid === null ? {} : { [whose]: openid }),
      }
      const call = payOnDelivery.prepareCreate(params, context)
      const { attach, ...sent } = bodyOf(call)
      const { attach: given, ...rest } = params
      expect(sent).toEqual(JSON.parse(JSON.stringify(rest)))
      expect(typeof attach === 'string' ? decodeURIComponent(attach) : attach).toBe(given)
      expect(call.path.includes('/partner/')).toBe(shop !== null)
      expect(call.repeats).toEqual({
        out_order_no: base.out_order_no,
        ...(shop === null ? {} : { sub_mchid: shop.sub_mchid }),
      })
    }),
    { numRuns: 150 },
  )
})
