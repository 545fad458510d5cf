import { applyNotified, type NotifiedOrder } from '../../../../cloudfunctions/shared/orders/notified'
import { aDesk } from './desk'
import { anOrder, T0 } from './fixtures'

const order = anOrder({ nextCheckAt: T0 + 5 })
const accepted: NotifiedOrder = {
  protocol: order.protocol,
  out_order_no: `${order._id}_1`,
  service_id: order.service_id,
  facts: { state: 'USER_ACCEPTED', raw: 'USER_ACCEPTED' },
}
const tell = async (told: NotifiedOrder, stored = order) => {
  const test = aDesk([stored])
  test.now = T0 + 1000
  const notified = await applyNotified({ ...test.desk, mchid: '1900000001' }, told)
  return { notified, order: await test.stored(), written: test.store.takeBack().length }
}

it('a notification moves its order, and reconcile looks at once', async () => {
  const { notified, order: after } = await tell(accepted)
  expect(notified).toBe('applied')
  expect(after).toMatchObject({ state: 'USER_ACCEPTED', nextCheckAt: T0 + 1000, version: 2 })
})

it('is applied with every identity that is ours', async () => {
  const facts = { ...accepted.facts, openid: order.openid }
  const { notified } = await tell({ ...accepted, mchid: '1900000001', appid: order.appid, facts })
  expect(notified).toBe('applied')
})

it.each<[string, Partial<NotifiedOrder>]>([
  ['protocol', { protocol: 'service-orders' }],
  ['merchant', { mchid: '1900000002' }],
  ['mini-program', { appid: 'wx2' }],
  ['shop', { sub_mchid: '1900007782' }],
  ['service', { service_id: '500002' }],
  ['person', { facts: { ...accepted.facts, openid: 'o2' } }],
])('of another %s it changes nothing', async (_, other) => {
  expect(await tell({ ...accepted, ...other })).toEqual({ notified: 'foreign', order, written: 0 })
})

describe('for an order of a shop', () => {
  const ofShop = anOrder({ protocol: 'service-orders', mode: 'partner', sub_mchid: '1900007782' })
  const told: NotifiedOrder = { ...accepted, protocol: 'service-orders' }

  it('it names the shop', async () => {
    expect((await tell({ ...told, sub_mchid: '1900007782' }, ofShop)).notified).toBe('applied')
  })

  it('placed in its own mini-program it names that one, where it names any', async () => {
    const inTheirs = { ...ofShop, sub_appid: 'wxshop' }
    const of = { ...told, sub_mchid: '1900007782' }
    for (const more of [{}, { sub_appid: 'wxshop' }])
      expect((await tell({ ...of, ...more }, inTheirs)).notified).toBe('applied')
    expect((await tell({ ...of, sub_appid: 'wxother' }, inTheirs)).notified).toBe('foreign')
  })

  it.each([{}, { sub_mchid: '1900007783' }, { sub_mchid: '' }])(
    'not another one, or none: %j',
    async (other) => {
      expect(await tell({ ...told, ...other }, ofShop)).toEqual({
        notified: 'foreign',
        order: ofShop,
        written: 0,
      })
    },
  )
})

it.each([`${order._id}_2`, `${'f'.repeat(24)}_1`, 'abc', order._id])(
  'about %s it is about no order of ours',
  async (out_order_no) => {
    expect(await tell({ ...accepted, out_order_no })).toEqual({ notified: 'unknown', order, written: 0 })
  },
)

it('twice changes nothing more', async () => {
  const once = await tell(accepted)
  expect(await tell(accepted, once.order)).toEqual({ notified: 'applied', order: once.order, written: 0 })
})

it('of an end is looked at too: only a query proves it', async () => {
  const { order: after } = await tell({ ...accepted, facts: { state: 'REVOKED', raw: 'REVOKED' } })
  expect(after).toMatchObject({ state: 'REVOKED', nextCheckAt: T0 + 1000 })
})

it('with doubts about an order that is over brings it back to be looked at', async () => {
  const { nextCheckAt: _over, ...over } = anOrder({ state: 'REVOKED' })
  over.attempts = over.attempts.map((one) => ({ ...one, proven: 'REVOKED' }))
  const { order: after } = await tell(accepted, over)
  expect(after).toMatchObject({ state: 'REVOKED', nextCheckAt: T0 + 1000 })
})
