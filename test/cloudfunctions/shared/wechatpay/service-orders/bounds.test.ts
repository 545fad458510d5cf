import {
  type CompleteParams,
  type CreateParams,
  prepareCancel,
  prepareComplete,
  prepareCreate,
  prepareMessage,
  prepareModify,
  prepareQuery,
} from '../../../../../cloudfunctions/shared/wechatpay/service-orders'
import { type Bound, context, expectBound, problemsOf } from '../prepared'

const key = { out_order_no: 'a_1', service_id: '500001', appid: 'wxours' }
const order = { risk_amount: 9900, start_time: 'OnAccept' }
const good: CreateParams = {
  ...key,
  service_introduction: '共享充电宝',
  post_payments: [{ name: '使用费', description: 'x', amount: 1 }],
  post_discounts: [{ name: '会员', description: 'x' }],
  time_range: {
    start_time: 'OnAccept',
    start_time_remark: 'x',
    end_time: '20261121',
    end_time_remark: 'x',
  },
  location: { start_location: 'x', end_location: 'x' },
  risk_fund: { name: 'DEPOSIT', amount: 9900, description: 'x' },
  attach: 'x',
  notify_url: 'https://example.com/pay/notify',
  need_user_confirm: true,
  device: { start_device_id: 'x', end_device_id: 'x', materiel_no: 'x' },
}
const bill = {
  post_payments: [{ name: '使用费', description: 'x', amount: 700 }],
  post_discounts: [{ name: '会员', description: 'x', amount: 100 }],
  total_amount: 600,
}
const done: CompleteParams = {
  ...key,
  ...bill,
  time_range: { end_time: '20261120090000', start_time_remark: 'x', end_time_remark: 'x' },
  location: { end_location: 'x' },
  goods_tag: 'x',
  device: { end_device_id: 'x' },
}
const KEY: readonly Bound[] = [
  ['out_order_no', 32, 'needed'],
  ['service_id', 32, 'needed'],
  ['appid', 32, 'needed'],
]
const BILL: readonly Bound[] = [
  ['post_payments[0].name', 20, 'needed'],
  ['post_payments[0].description', 30, 'optional'],
  ['post_discounts[0].name', 20, 'needed'],
  ['post_discounts[0].description', 30, 'needed'],
]
const creating = (params: CreateParams) => prepareCreate(params, context)
const completing = (params: CompleteParams) => prepareComplete(params, { ...context, order })

test.each<Bound>([
  ...KEY,
  ...BILL,
  ['service_introduction', 20, 'needed'],
  ['time_range.start_time_remark', 20, 'optional'],
  ['time_range.end_time_remark', 20, 'optional'],
  ['location.start_location', 20, 'optional'],
  ['location.end_location', 20, 'optional'],
  ['risk_fund.description', 30, 'optional'],
  ['attach', 256, 'optional'],
  ['device.start_device_id', 50, 'optional'],
  ['device.end_device_id', 50, 'optional'],
  ['device.materiel_no', 100, 'optional'],
])('create: %s, %d, %s', (...bound) => {
  expectBound(creating, good, bound)
})

test.each<[Bound, Partial<CreateParams>]>([
  [['sub_mchid', 32, 'optional'], { sub_mchid: 'x' }],
  [['sub_appid', 32, 'optional'], { sub_mchid: 'x', sub_appid: 'x' }],
  [['openid', 128, 'elsewhere'], { need_user_confirm: false, openid: 'x' }],
  [
    ['sub_openid', 128, 'elsewhere'],
    { sub_mchid: 'x', sub_appid: 'x', need_user_confirm: false, sub_openid: 'x' },
  ],
])('create, for whom: %j', (bound, more) => {
  expectBound(creating, { ...good, ...more }, bound)
})

test.each<Bound>([
  ...KEY,
  ...BILL,
  ['time_range.start_time_remark', 20, 'optional'],
  ['time_range.end_time_remark', 20, 'optional'],
  ['location.end_location', 20, 'needed'],
  ['goods_tag', 32, 'optional'],
  ['device.end_device_id', 50, 'optional'],
])('complete: %s, %d, %s', (...bound) => {
  expectBound(completing, done, bound)
})

test.each<Bound>([...KEY, ...BILL, ['reason', 30, 'needed']])('modify: %s, %d, %s', (...bound) => {
  const lower = { ...context, order: { risk_amount: 9900, total_amount: 601 } }
  expectBound((params) => prepareModify(params, lower), { ...key, ...bill, reason: 'x' }, bound)
})

test.each<Bound>([...KEY, ...BILL])('messages: %s, %d, %s', (...bound) => {
  const params = { ...key, ...bill, prepaid_time: '20261121' }
  expectBound((one: typeof params) => prepareMessage('pending', one, context), params, bound)
})

test.each<Bound>([...KEY, ['sub_mchid', 32, 'optional'], ['reason', 30, 'needed']])(
  'cancel: %s, %d, %s',
  (...bound) => {
    expectBound((params) => prepareCancel(params, context), { ...key, reason: 'x', sub_mchid: 'x' }, bound)
  },
)

test.each<Bound>([
  ['service_id', 32, 'needed'],
  ['appid', 32, 'needed'],
  ['sub_mchid', 32, 'optional'],
  ['query_id', 64, 'elsewhere'],
])('query: %s, %d, %s', (...bound) => {
  const params = { service_id: '500001', appid: 'wxours', sub_mchid: 'x', query_id: 'q' }
  expectBound((one: typeof params) => prepareQuery(one, context), params, bound)
})

const short = 'risk_fund.amount: is less than the sum of the fees (9900 < 9901)'
test.each<[string, object, number, string[]]>([
  ['a deposit', { name: 'DEPOSIT', amount: 9900 }, 9901, [short]],
  ['an advance', { name: 'ADVANCE', amount: 9900 }, 9901, [short]],
  ['a cash deposit', { name: 'CASH_DEPOSIT', amount: 9900 }, 9901, [short]],
  ['exactly', { name: 'DEPOSIT', amount: 9900 }, 9900, []],
  ['an estimate need not', { name: 'ESTIMATE_ORDER_COST', amount: 9900 }, 9901, []],
  ['nothing', { name: 'DEPOSIT', amount: 0 }, 1, ['risk_fund.amount: is not more than 0']],
  ['a text', { name: 'DEPOSIT', amount: '1' }, 2, ['risk_fund.amount: is not an integer of fen, 0 or more']],
  ['no amount', { name: 'DEPOSIT' }, 1, ['risk_fund.amount: is missing']],
])('what is deposited covers the fees that are known: %s', (_, risk_fund, amount, expected) => {
  const { post_discounts: _none, ...undiscounted } = good
  const params = { ...undiscounted, risk_fund, post_payments: [{ name: 'a', amount }] } as CreateParams
  expect(problemsOf(() => creating(params))).toEqual(expected)
  expect(problemsOf(() => creating({ ...params, post_discounts: [] }))).toEqual(expected)
  // A discount whose amount is not known yet may bring the fees down.
  const discounted = { ...params, post_discounts: [{ name: 'd', description: 'x' }] }
  expect(problemsOf(() => creating(discounted))).toEqual(expected.filter((one) => one !== short))
})

test.each<[number, string[]]>([
  [0, ['is not an integer from 1 to 100']],
  [1, []],
  [100, []],
  [101, ['is not an integer from 1 to 100']],
  [1.5, ['is not an integer from 1 to 100']],
])('a count of %d', (count, expected) => {
  const lines = {
    post_payments: [{ name: 'a', amount: 600, count }],
    post_discounts: [{ name: 'b', description: 'c', amount: 0, count }],
  }
  expect(problemsOf(() => completing({ ...done, ...lines }))).toEqual(
    ['post_payments', 'post_discounts'].flatMap((list) =>
      expected.map((problem) => `${list}[0].count: ${problem}`),
    ),
  )
})

test.each<[string, string[]]>([
  ['2026-11-20T10:00:00+08:00', []],
  ['2026-11-20T02:00:00Z', []],
  ...[
    '2026-13-20T10:00:00+08:00',
    '2026-11-20T10:00:00',
    '2026-11-20 10:00:00+08:00',
    'on 2026-11-20T10:00:00+08:00',
    '2026-11-20T10:00:00+08:00 (noon)',
    '20261120100000',
  ].map((time): [string, string[]] => [
    time,
    ['complete_time: is not a time like 2026-11-20T10:00:00+08:00'],
  ]),
])('a completion time %s', (complete_time, expected) => {
  const params = { ...done, sub_mchid: '1900000200', complete_time }
  expect(problemsOf(() => completing(params))).toEqual(expected)
})

test('the end is needed only where the order was created without one', () => {
  const { time_range: _, ...open } = done
  expect(problemsOf(() => completing(open))).toEqual(['time_range.end_time: is missing'])
  const planned = { ...order, end_time: '20261121100000' }
  expect(problemsOf(() => prepareComplete(open, { ...context, order: planned }))).toEqual([])
})

test.each([
  [undefined, 'prepaid_time: is missing'],
  ['20260230', 'prepaid_time: is not an existing time yyyyMMddHHmmss or day yyyyMMdd'],
  ['tomorrow', 'prepaid_time: is not an existing time yyyyMMddHHmmss or day yyyyMMdd'],
])('a message for the day %j', (prepaid_time, problem) => {
  const params = { ...key, ...bill, prepaid_time: prepaid_time as string }
  expect(problemsOf(() => prepareMessage('prepaid', params, context))).toEqual([problem])
})
