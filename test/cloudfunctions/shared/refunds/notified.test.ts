import { applyNotifiedRefund } from '../../../../cloudfunctions/shared/refunds/notified'
import type { ToldRefund } from '../../../../cloudfunctions/shared/wechatpay/refunds'
import { T0 } from '../orders/fixtures'
import { aRefund, aRefundDesk, MINUTE, NUMBER, ORDER } from './fixtures'

const SHOP = '1900000109'
const good: ToldRefund = {
  out_refund_no: NUMBER,
  raw: 'SUCCESS',
  status: 'SUCCESS',
  mchid: '1900000001',
  transaction_id: '42',
  refund: 300,
  succeededAt: T0 + 5,
}

async function tell(told: Partial<ToldRefund>, refund = aRefund()) {
  const test = await aRefundDesk({ refund })
  test.now = T0 + MINUTE
  const ours = { ...test.desk, mchid: '1900000001', store: test.store } as never
  return {
    came: await applyNotifiedRefund(ours, { ...good, ...told }),
    refund: await test.kept(),
    order: await test.stored(),
  }
}

it('a notification of our refund moves it and its order, and is asked about at once', async () => {
  const { came, refund, order } = await tell({})
  expect(came).toBe('applied')
  expect(refund).toMatchObject({ state: 'succeeded', doneAt: T0 + 5, nextCheckAt: T0 + MINUTE })
  expect(order).toMatchObject({
    refunds: [{ state: 'succeeded' }],
    audit: [{ by: 'notify', at: T0 + MINUTE }],
  })
})

it('one that leaves out merchant, payment and sum is ours by its number', async () => {
  const bare = { mchid: undefined, transaction_id: undefined, refund: undefined } as never
  expect(await tell(bare)).toMatchObject({ came: 'applied', refund: { state: 'succeeded' } })
})

it.each<[string, Partial<ToldRefund>]>([
  ['another merchant', { mchid: '1900000002' }],
  ['another payment', { transaction_id: '43' }],
  ['another sum', { refund: 301 }],
  ['a shop', { sub_mchid: SHOP }],
])('one about %s is foreign and changes nothing', async (_what, more) => {
  const { came, refund, order } = await tell(more)
  expect([came, refund]).toEqual(['foreign', aRefund()])
  expect(order.refunds).toMatchObject([{ state: 'processing' }])
})

it('a shop’s names its shop, exactly', async () => {
  const shops = aRefund({ sub_mchid: SHOP })
  expect((await tell({ sub_mchid: SHOP }, shops)).came).toBe('applied')
  expect((await tell({ sub_mchid: '1900000110' }, shops)).came).toBe('foreign')
  expect((await tell({}, shops)).came).toBe('foreign')
})

it('one with a number of nobody’s is unknown; what has no form of ours is not even looked for', async () => {
  expect((await tell({ out_refund_no: `${ORDER}_r2` })).came).toBe('unknown')
  const store = { read: () => Promise.reject(new Error('looked for')) }
  const ours = { store, clock: () => T0, mchid: '1900000001' } as never
  expect(await applyNotifiedRefund(ours, { ...good, out_refund_no: 'by-hand-1' })).toBe('unknown')
})
