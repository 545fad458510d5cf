import {
  readOrderResource,
  readQuery,
  stateOf,
} from '../../../../../cloudfunctions/shared/wechatpay/service-orders'
import { answerOf } from '../prepared'

const least = { out_order_no: 'a_1', service_id: '500001', state: 'DOING' }
const full = {
  ...least,
  state_description: 'MCH_COMPLETE',
  appid: 'wxours',
  mchid: '1900000109',
  sub_appid: 'wxshop',
  sub_mchid: '1900000200',
  openid: 'theirs',
  sub_openid: 'ours',
  order_id: '1234',
  service_introduction: '共享充电宝',
  attach: 'a%20b',
  notify_url: 'https://example.com/pay/notify',
  package: 'P',
  total_amount: 500,
  need_collection: true,
  post_payments: [{ name: '使用费', description: '2 小时', amount: 600, count: 1 }],
  post_discounts: [{ name: '会员', description: '立减', amount: 100, count: 1 }],
  risk_fund: { name: 'DEPOSIT', description: '押金', amount: 9900 },
  time_range: {
    start_time: '20261120070000',
    start_time_remark: '开始',
    end_time: '20261120090000',
    end_time_remark: '结束',
  },
  location: { start_location: '深圳湾', end_location: '南山' },
  collection: {
    state: 'USER_PAYING',
    bank_type: 'CFT',
    total_amount: 500,
    paying_amount: 200,
    paid_amount: 300,
    details: [
      { seq: 1, amount: 300, paid_type: 'NEWTON', paid_time: '20261120093000', transaction_id: '42' },
    ],
  },
}

test('everything that the documents name is read, and kept as it came', () => {
  expect(readQuery(answerOf(full))).toStrictEqual({ ...full, raw: full })
  expect(readOrderResource(full)).toStrictEqual({ ...full, raw: full })
})

test('what is not told is absent, not undefined', () => {
  expect(readQuery(answerOf(least))).toStrictEqual({ ...least, raw: least })
  const bare = { ...least, collection: {}, risk_fund: {}, time_range: {}, location: {} }
  expect(readQuery(answerOf(bare))).toStrictEqual({ ...bare, raw: bare })
})

test('need_collection is told both ways', () => {
  expect(readQuery(answerOf({ ...least, need_collection: false })).need_collection).toBe(false)
})

test.each([
  { need_collection: 'true' },
  { post_payments: null, post_discounts: {} },
  { collection: [], risk_fund: null, time_range: 'x', location: 7 },
  { openid: 5, state_description: null, total_amount: null },
])('%j: a wrong type of what nothing hangs on counts as absent', (odd) => {
  const body = { ...least, ...odd }
  expect(readQuery(answerOf(body))).toStrictEqual({ ...least, raw: body })
})

test('what is new in it is left alone', () => {
  const collection = { state: 'USER_PAID', wallet: 'x', details: [{ seq: 1, coin: 'y' }, null, 'z'] }
  const told = readQuery(answerOf({ ...least, collection, time_range: { zone: 'x' }, mood: 'good' }))
  expect(told).toMatchObject({ collection: { state: 'USER_PAID', details: [{ seq: 1 }] }, time_range: {} })
  expect(JSON.stringify({ ...told, raw: 0 })).not.toMatch(/wallet|coin|zone|mood/)
})

test.each<[string, object]>([
  ['total_amount', { total_amount: '500' }],
  ['amount', { post_payments: [{ amount: 0.5 }] }],
  ['amount', { post_discounts: [{ amount: -1 }] }],
  ['amount', { risk_fund: { amount: '9900' } }],
  ['paid_amount', { collection: { paid_amount: '1' } }],
  ['paying_amount', { collection: { paying_amount: 0.1 } }],
  ['total_amount', { collection: { total_amount: -5 } }],
  ['amount', { collection: { details: [{ amount: '1' }] } }],
])('a %s that is no amount makes the answer unreadable: %j', (name, odd) => {
  expect(() => readQuery(answerOf({ ...least, ...odd }))).toThrow(
    `query: the answer's ${name} is missing or not as documented.`,
  )
})

test.each(['CREATED', 'REVOKED', 'EXPIRED'])(
  '%s is itself, whatever is still said of a collection',
  (state) => {
    expect(stateOf({ state, collection: { state: 'USER_PAYING' } })).toBe(state)
  },
)
