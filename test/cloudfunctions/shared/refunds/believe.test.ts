import type { RefundState } from '#domain/refund'
import { believeRefund } from '../../../../cloudfunctions/shared/refunds/believe'
import { newRefund, type RefundDocument } from '../../../../cloudfunctions/shared/refunds/document'
import { aDesk } from '../orders/desk'
import { anOrder, aPending, T0 } from '../orders/fixtures'

const payments = [{ transactionId: '42', amount: 900 }]
const bill = { fees: [], discounts: [], total: 900 }

/** A refund of 300 of 900 that is over, as a query or WeChat Pay's own no said. */
async function over(state: RefundState) {
  const order = anOrder({ state: 'USER_PAID', bill, payments })
  const reservation = {
    out_refund_no: `${order._id}_r1`,
    amount: 300,
    state,
    reason: '多收费用',
    at: T0,
    requestKey: 'refund-1',
    transactionId: '42',
    total: 900,
  }
  const test = aDesk([{ ...order, refunds: [reservation] }])
  const { nextCheckAt: _none, ...made } = newRefund(order, reservation, aPending('create').call, T0)
  const refund: RefundDocument = { ...made, state, proven: state }
  await test.store.insert('refunds', refund)
  return { ...test, refund }
}

const heard = (evidence: 'notification' | 'query') => ({
  told: { out_refund_no: 'any', raw: 'SUCCESS', status: 'SUCCESS' as const, refund: 300 },
  evidence,
  at: T0,
})

describe.each(['refused', 'closed'] as const)('a refund that came to nothing (%s)', (state) => {
  it('and is told to have gone back is asked about: its amount must not go back twice', async () => {
    const { desk, refund } = await over(state)
    const { refund: doubted } = await believeRefund(desk, refund, heard('notification'))
    expect(doubted).toMatchObject({ state, nextCheckAt: T0 })
    const { order } = await believeRefund(desk, doubted, heard('query'))
    expect(order.refunds).toMatchObject([{ state: 'succeeded', amount: 300 }])
  })
})

it('a notification of what is known already asks nothing', async () => {
  const { desk, refund } = await over('succeeded')
  const { refund: same } = await believeRefund(desk, refund, heard('notification'))
  expect(same).not.toHaveProperty('nextCheckAt')
})
