import {
  closeConnections,
  createKeyring,
  createPayClient,
  payOnDelivery,
  readPrivateKey,
  readPublicKey,
} from '../../../../../cloudfunctions/shared/wechatpay'
import { serviceOrders } from '../../../../../cloudfunctions/shared/wechatpay/service-orders/adapter'
import { generateKeys, type Sandbox, startSandbox } from '../../../../../simulator/sandbox'
import { anotherKey } from '../../../../keys/pool'
import { without } from '../prepared'
import { byOpenid, bySubOpenid, full, own } from './fixture'

const keys = generateKeys(Date.now(), anotherKey)
/** The app of the sandbox's first shop. */
const SHOP_APP = 'wx5a1d0c0de5a40782'
const fullByItself = without(full, 'sub_mchid', 'sub_appid')

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await startSandbox({ keys, deductionDelaySeconds: null, refundDelaySeconds: null })
})
afterEach(() => sandbox.close())
afterAll(() => {
  closeConnections()
})

/** What was written from the facts alone on one side is taken on the other. */
describe.each<[string, payOnDelivery.CreateParams]>([
  ['the least', own],
  ['the least, as a shop', { ...own, sub_mchid: '' }],
  ['everything', fullByItself],
  ['everything, unconfirmed', { ...fullByItself, need_user_confirm: false, openid: 'oCustomer' }],
  ['everything, as a shop', full],
  ['everything, as a shop, unconfirmed by openid', byOpenid],
  ['everything, as a shop, unconfirmed by sub_openid', bySubOpenid],
])('%s', (_, params) => {
  test('is created once, confirmed, completed and paid', async () => {
    const { credentials, clock } = sandbox
    const context = {
      keyring: createKeyring([
        {
          serial: credentials.platformPublicKeyId,
          publicKey: readPublicKey(credentials.platformPublicKey, 'KEY'),
        },
      ]),
      clock: () => clock.now(),
    }
    const client = createPayClient({
      mchid: credentials.mchid,
      merchantSerial: credentials.merchantSerial,
      merchantPrivateKey: readPrivateKey(credentials.merchantPrivateKey),
      keyring: context.keyring,
      baseUrl: sandbox.origin,
      sandbox: true,
    })
    const shop = params.sub_mchid === undefined ? {} : { sub_mchid: credentials.subMchid }
    const key = {
      out_order_no: params.out_order_no,
      service_id: credentials.serviceId,
      appid: credentials.appid,
      ...shop,
    }
    const appid = params.sub_appid === undefined ? credentials.appid : SHOP_APP
    const jump_link = { ...params.shopping_info.jump_link, appid }
    const call = payOnDelivery.prepareCreate(
      {
        ...params,
        ...key,
        ...(params.sub_appid === undefined ? {} : { sub_appid: SHOP_APP }),
        ...(params.mchid === undefined ? {} : { mchid: credentials.mchid }),
        time_range: { ...params.time_range, ...dates(clock.now(), params.time_range) },
        notify_url: 'http://127.0.0.1:9/pay/notify',
        shopping_info: { ...params.shopping_info, jump_link },
      },
      context,
    )
    const read = params.need_user_confirm ? payOnDelivery.readCreate : payOnDelivery.readCreateUnconfirmed
    const created = read(await client.send(call))
    expect(created).toMatchObject({
      out_order_no: params.out_order_no,
      order_id: expect.any(String) as string,
    })
    expect(read(await client.send(call)).order_id).toBe(created.order_id)
    const query = async () =>
      serviceOrders.readQuery(await client.send(serviceOrders.prepareQuery(key, context)))
    if (params.need_user_confirm) {
      expect(await query()).toMatchObject({ state: 'CREATED' })
      sandbox.act(params.out_order_no, 'confirm', 'oCustomer')
    }
    expect(await query()).toMatchObject({ state: 'USER_ACCEPTED', raw: 'DOING/USER_CONFIRM' })
    sandbox.setClock({ advanceSeconds: 3 * 86_400 })
    const bill = {
      fees: [{ name: '商品信息', description: '退一件', amount: 6800 }],
      discounts: [],
      total: 6800,
    }
    await client.send(
      serviceOrders.prepareComplete(
        {
          ...key,
          ...bill,
          finishType: 2,
          riskAmount: 13600,
          profitSharing: false,
          endedAt: clock.now() - 60_000,
        },
        context,
      ),
    )
    sandbox.act(params.out_order_no, 'pay')
    expect(await query()).toMatchObject({ state: 'USER_PAID', total: 6800, paid: 6800 })
  })
})

/** The sandbox's clock is today's: OnAccept with a later end, so that completing is to the second. */
function dates(now: number, planned: object): object {
  const end = new Date(now + (10 * 24 + 8) * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '')
  return { start_time: 'OnAccept', ...('end_time' in planned ? { end_time: end } : {}) }
}
