import {
  isPayafterState,
  PAYAFTER_STATES,
  readOrderResource,
  readQuery,
} from '../../../../../cloudfunctions/shared/wechatpay'
import { answerOf, without } from './fixture'

const full = {
  appid: 'wxd678efh567hg6787',
  mchid: '1900000109',
  out_order_no: 'A1_1',
  service_id: '500001',
  state: 'USER_PAID',
  finish_type: 2,
  service_start_time: 'OnAccept',
  service_end_time: '20261121',
  real_service_start_time: '20261120070000',
  real_service_end_time: '20261120090000',
  pay_succ_time: '20261120090105',
  service_start_location: '深圳湾',
  service_end_location: '南山',
  real_service_start_location: '深圳湾',
  real_service_end_location: '福田',
  service_introduction: '共享充电宝',
  fees: [{ fee_name: '使用费', fee_count: 1, fee_amount: 600, fee_desc: '2 小时' }],
  discounts: [{ discount_name: '会员', discount_amount: 100, discount_desc: '立减' }],
  risk_amount: 9900,
  total_amount: 500,
  attach: 'a%20b',
  finish_ticket: 'ticket',
  finish_transaction_id: '4200000000',
  pay_type: 'MchChannelPayType',
}

test('everything the seed names is read, and kept as it came', () => {
  expect(readQuery(answerOf(full))).toEqual({ ...full, raw: full })
})

test('a new state, a new pay_type and new fields are kept, not refused', () => {
  const strange = { out_order_no: 'A', service_id: 's', state: 'PAUSED', pay_type: 'NewPayType', extra: [1] }
  const order = readQuery(answerOf(strange))
  expect(order).toEqual({ ...without(strange, 'extra'), raw: strange })
  expect(isPayafterState(order.state)).toBe(false)
  expect(PAYAFTER_STATES.every(isPayafterState)).toBe(true)
})

test('null and wrong types of what nothing hangs on count as absent', () => {
  const odd = {
    out_order_no: 'A',
    service_id: 's',
    state: 'CREATED',
    fees: null,
    attach: 5,
    total_amount: null,
  }
  expect(readQuery(answerOf(odd))).toEqual({ out_order_no: 'A', service_id: 's', state: 'CREATED', raw: odd })
})

test('fields of the prototype are no fields', () => {
  const body = JSON.parse(
    '{"out_order_no":"A","service_id":"s","state":"CREATED","__proto__":{"openid":"o"}}',
  ) as object
  expect(readQuery(answerOf(body)).openid).toBeUndefined()
})

test.each(['out_order_no', 'service_id', 'state'] as const)('without %s nothing is believed', (name) => {
  expect(() => readQuery(answerOf(without(full, name)))).toThrow(
    `query: the answer's ${name} is missing or not as documented. The result is unknown: query the order. Request-ID 08-0.`,
  )
})

test.each([
  ['total_amount', { ...full, total_amount: '500' }],
  ['risk_amount', { ...full, risk_amount: 0.1 }],
  ['finish_type', { ...full, finish_type: '2' }],
  ['fee_amount', { ...full, fees: [{ fee_name: 'a', fee_amount: '1' }] }],
  ['discount_amount', { ...full, discounts: [{ discount_amount: -1 }] }],
])('a %s that is no amount makes the answer unreadable', (name, body) => {
  expect(() => readQuery(answerOf(body))).toThrow(
    `query: the answer's ${name} is missing or not as documented.`,
  )
})

test('a notification needs number, service and state alone', () => {
  const least = { out_order_no: 'A', service_id: 's', state: 'USER_ACCEPTED' }
  expect(readOrderResource(least)).toEqual({ ...least, raw: least })
  expect(readOrderResource({ ...least, openid: 'o' }).openid).toBe('o')
  expect(() => readOrderResource({ sign_plan_id: '1' })).toThrow(
    "notification: the answer's out_order_no is missing or not as documented. The result is unknown: query the order.",
  )
  expect(() => readOrderResource(null)).toThrow("notification: the answer's out_order_no is missing")
})
