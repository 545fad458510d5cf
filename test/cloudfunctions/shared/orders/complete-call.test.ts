import { acceptedAt, prepareCompletion } from '../../../../cloudfunctions/shared/orders/complete-call'
import { aDesk } from './desk'
import { anOrder, T0 } from './fixtures'

const order = anOrder({ states: ['EXPIRED', 'USER_ACCEPTED'] })
const facts = { state: 'USER_ACCEPTED', raw: 'USER_ACCEPTED', finishTicket: 'ticket' } as const

it('a completion is sent about the current attempt with the ticket of the query just made', () => {
  const test = aDesk([])
  test.now = T0 + 3_600_000
  const bill = {
    fees: [{ name: '使用费', amount: 600 }],
    discounts: [{ name: '会员', description: '会员立减', amount: 100 }],
    total: 500,
    startedAt: T0,
    endedAt: T0 + 1_800_000,
  }
  const pending = prepareCompletion(test.desk, order, facts, { bill, finishType: 2, profitSharing: true })
  expect(pending).toEqual({
    action: 'complete',
    n: 2,
    call: expect.objectContaining({
      path: `/v3/payscore/payafter-orders/${order._id}_2/complete`,
    }) as unknown,
    by: 'operator',
    at: T0 + 3_600_000,
    sentAt: T0 + 3_600_000,
    bill,
    finishType: 2,
  })
  expect(JSON.parse(pending.call.body)).toEqual({
    appid: 'wx1',
    service_id: '500001',
    finish_type: 2,
    real_service_start_time: '20261120120000',
    real_service_end_time: '20261120123000',
    fees: [{ fee_name: '使用费', fee_amount: 600 }],
    discounts: [{ discount_name: '会员', discount_desc: '会员立减', discount_amount: 100 }],
    total_amount: 500,
    finish_ticket: 'ticket',
    profit_sharing: true,
  })
})

it('one that was not used has a reason and nothing to pay', () => {
  const bill = { fees: [], discounts: [], total: 0 }
  const { desk } = aDesk([])
  const pending = prepareCompletion(desk, order, facts, {
    bill,
    finishType: 1,
    profitSharing: false,
    reason: '没用',
  })
  expect(pending).toMatchObject({ finishType: 1, reason: '没用', bill })
  expect(JSON.parse(pending.call.body)).toMatchObject({
    finish_type: 1,
    cancel_reason: '没用',
    total_amount: 0,
  })
})

it('above the risk amount nothing is prepared', () => {
  const bill = { fees: [{ name: '使用费', amount: 9901 }], discounts: [], total: 9901 }
  expect(() =>
    prepareCompletion(aDesk([]).desk, order, facts, { bill, finishType: 2, profitSharing: false }),
  ).toThrow(expect.objectContaining({ name: 'ValidationError' }) as Error)
})

it('an order was accepted when we last heard of it', () => {
  const events = [
    { what: 'USER_ACCEPTED' as const, at: T0 },
    { what: 'EXPIRED' as const, at: T0 + 1 },
    { what: 'USER_ACCEPTED' as const, at: T0 + 2 },
    { what: 'FINISHED' as const, at: T0 + 3 },
  ]
  expect(acceptedAt(anOrder({ events }))).toBe(T0 + 2)
  expect(acceptedAt(anOrder({}))).toBeUndefined()
})
