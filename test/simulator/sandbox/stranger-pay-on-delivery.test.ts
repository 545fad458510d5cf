import { Aes } from 'wechatpay-axios-plugin'
import { type Sandbox } from '../../../simulator/sandbox'
import { closeAll, keys, must, sandboxFor, stranger } from './ground'
import { GoodsSide } from './pay-on-delivery/ground'
import { modes } from './service-orders/ground'

afterEach(closeAll)

const told = (sandbox: Sandbox): [string, Record<string, unknown>] => {
  const { event, body } = sandbox.notifications().at(-1) ?? { event: '', body: '{}' }
  const { resource } = JSON.parse(body) as { resource: Record<string, string> }
  const { ciphertext = '', nonce = '', associated_data = '' } = resource
  const text = Aes.AesGcm.decrypt(ciphertext, keys.apiV3Key, nonce, associated_data)
  return [event, JSON.parse(text) as Record<string, unknown>]
}

test.each(modes)('a stranger sells goods from create to refund as %s', async (mode) => {
  const sandbox = await sandboxFor()
  const call = stranger(sandbox)
  const side = new GoodsSide(sandbox, call, mode)
  const { mchid, subMchid: sub_mchid } = sandbox.credentials
  const shop = mode === 'partner' ? { sub_mchid } : {}

  const created = await must(side.create('S_1'))
  expect(created.data).toMatchObject({
    ...{ out_order_no: 'S_1', state: 'CREATED', mchid },
    ...shop,
    shopping_info: side.shopping(),
  })
  expect(created.data['package']).toMatch(/^AAQ/)

  sandbox.act('S_1', 'confirm', 'oUser1')
  expect(told(sandbox)).toMatchObject(['PAYSCORE.USER_CONFIRM', { out_order_no: 'S_1', state: 'DOING' }])
  expect((await must(side.query('S_1'))).data).toMatchObject({
    ...{ state: 'DOING', state_description: 'USER_CONFIRM', openid: 'oUser1' },
    post_payments: [{ name: '商品金额', amount: 9800 }],
  })

  // Three days later one cup came back: it is paid what the customer kept.
  sandbox.setClock({ advanceSeconds: 3 * 86_400 })
  const kept = [
    { name: '商品金额', amount: 9800, count: 1 },
    { name: '退货', amount: 0, description: '白瓷杯 1 只' },
  ]
  const discount = { name: '退货', description: '白瓷杯 1 只', amount: 1500, count: 1 }
  const bill = { post_payments: kept, post_discounts: [discount], total_amount: 8300 }
  const completed = await must(side.complete('S_1', bill))
  expect(completed.status).toBe(mode === 'partner' ? 204 : 200)
  const owed = { state: 'USER_PAYING', total_amount: 8300, paying_amount: 8300 }
  expect((await must(side.query('S_1'))).data).toMatchObject({
    ...{ state: 'DOING', state_description: 'MCH_COMPLETE', total_amount: 8300 },
    collection: owed,
  })

  sandbox.act('S_1', 'pay')
  const [event, paid] = told(sandbox)
  expect([event, paid['state']]).toEqual(['PAYSCORE.USER_PAID', 'DONE'])
  const { collection } = (await must(side.query('S_1'))).data as {
    collection: { state: string; details: { transaction_id: string; amount: number }[] }
  }
  expect([collection.state, collection.details[0]?.amount]).toEqual(['USER_PAID', 8300])

  const refund = {
    ...shop,
    transaction_id: collection.details[0]?.transaction_id,
    out_refund_no: 'S_1-r1',
    reason: '茶叶受潮',
    amount: { refund: 6800, total: 8300, currency: 'CNY' },
  }
  await must(call('POST', '/v3/refund/domestic/refunds', { data: refund }))
  sandbox.actOnRefund('S_1-r1', 'succeed')
  const { data } = await must(call('GET', '/v3/refund/domestic/refunds/S_1-r1', { params: shop }))
  expect(data).toMatchObject({ status: 'SUCCESS', amount: { refund: 6800, total: 8300 } })
})

test.each(modes)(
  'goods that come back before they are received: cancelled, or finished with nothing, as %s',
  async (mode) => {
    const sandbox = await sandboxFor()
    const side = new GoodsSide(sandbox, stranger(sandbox), mode)
    await side.confirmed('C')
    await must(side.on('C', 'cancel', { reason: '用户退货' }))
    expect((await must(side.query('C'))).data['state']).toBe('REVOKED')
    await side.confirmed('Z')
    await must(side.complete('Z', { post_payments: [{ name: '商品金额', amount: 0 }], total_amount: 0 }))
    expect((await must(side.query('Z'))).data).toMatchObject({ state: 'DONE', total_amount: 0 })
    expect(sandbox.orders().map(({ charged }) => charged)).toEqual([0, 0])
  },
)

test.each([
  ['DEPOSIT', 9800, 9801],
  ['ESTIMATE_ORDER_COST', 500_000, 500_001],
])('the total is bound as any service order’s, %s: up to %i', async (name, most, more) => {
  const sandbox = await sandboxFor()
  const side = new GoodsSide(sandbox, stranger(sandbox), 'partner')
  await side.confirmed('T', { risk_fund: { name, amount: 9800 } })
  const total = (amount: number): object => ({
    post_payments: [{ name: '商品金额', amount }],
    total_amount: amount,
  })
  const reply = await side.complete('T', total(more))
  expect([reply.status, reply.data['code']]).toEqual([400, 'PARAM_ERROR'])
  await must(side.complete('T', total(most)))
})
