import { closeAll, must, sandboxFor, stranger } from './ground'
import { modes, Side } from './service-orders/ground'

afterEach(closeAll)

test.each(modes)('a stranger runs an order from create to paid as %s', async (mode) => {
  const sandbox = await sandboxFor()
  const side = new Side(sandbox, stranger(sandbox), mode)
  const { credentials } = sandbox
  const created = await must(side.create('S_1'))
  expect(created.data).toMatchObject({
    out_order_no: 'S_1',
    state: 'CREATED',
    mchid: credentials.mchid,
    appid: credentials.appid,
    ...(mode === 'partner' && { sub_mchid: credentials.subMchid }),
  })
  expect(created.data['package']).toMatch(/^AAQ/)
  expect(created.data['order_id']).toMatch(/^\d+$/)

  sandbox.act('S_1', 'confirm', 'oUser1')
  expect((await must(side.query('S_1'))).data).toMatchObject({
    state: 'DOING',
    state_description: 'USER_CONFIRM',
    openid: 'oUser1',
  })
  sandbox.setClock({ advanceSeconds: 5400 })
  const completed = await must(side.complete('S_1'))
  const waiting = {
    state: 'DOING',
    state_description: 'MCH_COMPLETE',
    total_amount: 600,
    need_collection: true,
    collection: { state: 'USER_PAYING', total_amount: 600, paying_amount: 600, paid_amount: 0, details: [] },
  }
  expect(completed.status).toBe(mode === 'partner' ? 204 : 200)
  if (mode === 'merchant') expect(completed.data).toMatchObject(waiting)
  expect((await must(side.query('S_1'))).data).toMatchObject(waiting)

  sandbox.act('S_1', 'pay')
  const { data } = await must(side.query('S_1'))
  expect(data).toMatchObject({
    state: 'DONE',
    collection: { state: 'USER_PAID', paying_amount: 0, paid_amount: 600 },
  })
  expect(data).not.toHaveProperty('state_description')
  expect((data['collection'] as { details: object[] }).details).toEqual([
    {
      seq: 1,
      amount: 600,
      paid_type: 'NEWTON',
      paid_time: expect.stringMatching(/^\d{14}$/) as string,
      transaction_id: expect.stringMatching(/^42000\d+$/) as string,
    },
  ])
  expect(sandbox.order('S_1')).toMatchObject({ state: 'USER_PAID', total_amount: 600, charged: 600 })
  expect(sandbox.notifications().map(({ event, url }) => [event, url])).toEqual([
    ['PAYSCORE.USER_CONFIRM', 'http://127.0.0.1:9/pay/notify'],
    ['PAYSCORE.USER_PAID', 'http://127.0.0.1:9/pay/notify'],
  ])
})

test.each(modes)('a stranger cancels, with another body in each mode: %s', async (mode) => {
  const sandbox = await sandboxFor()
  const side = new Side(sandbox, stranger(sandbox), mode)
  await must(side.create('S_2'))
  const cancelled = await must(side.on('S_2', 'cancel', { reason: '用户取消' }))
  expect(cancelled.status).toBe(mode === 'partner' ? 204 : 200)
  if (mode === 'merchant') {
    expect(Object.keys(cancelled.data).sort()).toEqual(
      ['appid', 'mchid', 'order_id', 'out_order_no', 'service_id'].sort(),
    )
  }
  expect((await must(side.query('S_2'))).data['state']).toBe('REVOKED')
})
