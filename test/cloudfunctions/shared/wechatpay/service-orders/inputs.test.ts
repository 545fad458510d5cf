import type { CompleteInput, CreateInput, OrderKey } from '../../../../../cloudfunctions/shared/protocol'
import { serviceOrders } from '../../../../../cloudfunctions/shared/wechatpay/service-orders/adapter'
import { prepareFirst } from '../../../../../cloudfunctions/shared/wechatpay/service-orders/create-input'
import { bodyOf, context, NOW, problemsOf } from '../prepared'

/** What the orders say in their own words, where it is not said, and where it is too much. */

const key: OrderKey = { out_order_no: 'a_1', service_id: '500001', appid: 'wxours' }
const create: CreateInput = {
  ...key,
  notifyUrl: 'https://example.com/pay/notify',
  introduction: '共享充电宝',
  fees: [{ name: '使用费', amount: 600, count: 2 }],
  discounts: [],
  riskName: 'DEPOSIT',
  riskAmount: 9900,
  start: 'OnAccept',
  startLocation: '深圳湾',
}
const complete: CompleteInput = {
  finishType: 2,
  fees: [{ name: '使用费', amount: 600, count: 2 }],
  discounts: [],
  total: 600,
  riskAmount: 9900,
  endedAt: NOW - 1000,
  profitSharing: true,
}
const completing = (change: Partial<CompleteInput>) =>
  serviceOrders.prepareComplete({ ...key, ...complete, ...change }, context)

test('an order without an end, an end place or a person says nothing of them', () => {
  const body = bodyOf(prepareFirst(create, context))
  expect(body).toMatchObject({
    time_range: { start_time: 'OnAccept' },
    location: { start_location: '深圳湾' },
    post_payments: [{ name: '使用费', amount: 600, count: 2 }],
  })
  expect(Object.keys(body['time_range'] as object)).toEqual(['start_time'])
  expect(Object.keys(body['location'] as object)).toEqual(['start_location'])
})

test('where it ends is said where it is known', () => {
  const body = bodyOf(prepareFirst({ ...create, endLocation: '南山' }, context))
  expect(body['location']).toEqual({ start_location: '深圳湾', end_location: '南山' })
})

test('a person’s data has no field: the call that was not sent is named', () => {
  expect(() => prepareFirst({ ...create, person: { name: '王小明' } }, context)).toThrow(
    'create was not sent, correct its fields: name: has no field in service-orders',
  )
})

test('a bill says when the service was as far as it is known, and whether the money is shared', () => {
  const body = bodyOf(completing({}))
  expect(body['time_range']).toEqual({ end_time: '20261120095959' })
  expect(body).toMatchObject({ profit_sharing: true, post_payments: [{ count: 2 }] })
  const { endedAt: _, ...open } = complete
  expect(problemsOf(() => serviceOrders.prepareComplete({ ...key, ...open }, context))).toEqual([
    'time_range.end_time: is missing',
  ])
})

test.each<[string, Partial<CompleteInput>, string]>([
  ['not used', { finishType: 1 }, 'finish_type: does not exist in service-orders'],
  [
    'more than the risk',
    { riskAmount: 599 },
    'total_amount: is more than the risk amount of the order (600 > 599)',
  ],
  [
    'a discount without an amount takes nothing off',
    { discounts: [{ name: 'a', description: 'b' }], total: 599 },
    'total_amount: is not the fees minus the discounts (599, but 600 - 0)',
  ],
  ['an end in the future', { endedAt: NOW + 1000 }, 'time_range.end_time: is in the future'],
])('no bill: %s', (_, change, problem) => {
  expect(() => completing(change)).toThrow(`complete was not sent, correct its fields: ${problem}`)
})

test('a lower bill is not above what was shown, either', () => {
  const { fees, discounts, total } = complete
  const lower = { ...key, fees, discounts, total, reason: 'x', before: 601 }
  const modify = (riskAmount: number) => () =>
    serviceOrders.prepareModify?.({ ...lower, riskAmount }, context) as never
  expect(problemsOf(modify(600))).toEqual([])
  expect(problemsOf(modify(599))).toEqual([
    'total_amount: is more than the risk amount of the order (600 > 599)',
  ])
})
