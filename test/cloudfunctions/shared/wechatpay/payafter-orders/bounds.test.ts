import {
  type CompleteContext,
  type CompleteParams,
  type CreateParams,
  prepareCancel,
  prepareComplete,
  prepareCreate,
  prepareQuery,
  prepareSync,
  prepareUserServiceState,
} from '../../../../../cloudfunctions/shared/wechatpay'
import { type Bound, expectBound } from '../prepared'
import { context, done, good, order, problemsOf, without } from './fixture'

const { appid, service_id, out_order_no } = good
const id = { appid, service_id, out_order_no }
const KEY: readonly Bound[] = [
  ['appid', 32, 'needed'],
  ['service_id', 32, 'needed'],
  ['out_order_no', 32, 'needed'],
]

test.each<Bound>([
  ...KEY,
  ['service_start_location', 20, 'needed'],
  ['service_end_location', 20, 'optional'],
  ['service_introduction', 20, 'needed'],
  ['fees[0].fee_name', 20, 'needed'],
  ['fees[0].fee_desc', 30, 'optional'],
  ['discounts[0].discount_name', 20, 'needed'],
  ['discounts[0].discount_desc', 30, 'needed'],
  ['attach', 200, 'optional'],
  ['name', 214, 'optional'],
  ['phone', 214, 'optional'],
  ['userid', 214, 'optional'],
  ['address', 214, 'optional'],
])('create: %s, %d, %s', (...bound) => {
  const all: CreateParams = {
    ...good,
    fees: [{ fee_name: 'a', fee_desc: 'b', fee_amount: 1 }],
    discounts: [{ discount_name: 'a', discount_desc: 'b' }],
  }
  expectBound((params) => prepareCreate(params, context), all, bound)
})

test('create, without confirmation: whose it is', () => {
  expectBound(
    (params) => prepareCreate(params, context),
    { ...good, need_user_confirm: false, openid: 'o' },
    ['openid', 128, 'elsewhere'],
  )
})

test.each<Bound>([
  ...KEY,
  ['real_service_end_location', 20, 'optional'],
  ['fees[0].fee_name', 20, 'needed'],
  ['fees[0].fee_desc', 30, 'optional'],
  ['discounts[0].discount_name', 20, 'needed'],
  ['discounts[0].discount_desc', 30, 'optional'],
])('complete: %s, %d, %s', (...bound) => {
  expectBound((params: CompleteParams) => prepareComplete(params, { ...context, order }), done, bound)
})

test('complete, not used: the reason', () => {
  const unused: CompleteParams = {
    ...without(done, 'fees', 'discounts', 'real_service_start_time', 'real_service_end_time'),
    finish_type: 1,
    total_amount: 0,
  }
  expectBound((params: CompleteParams) => prepareComplete(params, { ...context, order }), unused, [
    'cancel_reason',
    30,
    'needed',
  ])
})

test.each<Bound>([...KEY, ['reason', 30, 'needed']])('cancel: %s, %d, %s', (...bound) => {
  expectBound((params) => prepareCancel(params, context), { ...id, reason: 'x' }, bound)
})

test.each<Bound>(KEY)('sync: %s, %d, %s', (...bound) => {
  expectBound((params) => prepareSync(params, context), { ...id, paid_time: '20261120095958' }, bound)
})

test.each<Bound>([
  ['appid', 32, 'needed'],
  ['service_id', 32, 'needed'],
  ['query_id', 64, 'elsewhere'],
])('query: %s, %d, %s', (...bound) => {
  expectBound((params) => prepareQuery(params, context), { appid, service_id, query_id: 'q' }, bound)
})

test.each<Bound>([
  ['appid', 32, 'needed'],
  ['service_id', 32, 'needed'],
  ['openid', 128, 'needed'],
])('user-service-state: %s, %d, %s', (...bound) => {
  expectBound((params) => prepareUserServiceState(params, context), { appid, service_id, openid: 'o' }, bound)
})

test.each<[string, Partial<CreateParams>, string[]]>([
  ['a person of exactly the bytes that can be encrypted', { address: `${'深'.repeat(71)}a` }, []],
  [
    'nothing at risk, and fees',
    { risk_amount: 0, fees: [{ fee_name: 'a', fee_amount: 1 }] },
    ['risk_amount: is not more than 0'],
  ],
  [
    'an empty list of discounts takes nothing off the fees',
    { risk_amount: 1, fees: [{ fee_name: 'a', fee_amount: 2 }], discounts: [] },
    ['risk_amount: is less than the sum of the fees (1 < 2)'],
  ],
])('create: %s', (_, change, expected) => {
  expect(problemsOf(() => prepareCreate({ ...good, ...change }, context))).toEqual(expected)
})

test.each<[string, Partial<CompleteParams>, Partial<CompleteContext>, string[]]>([
  ['no fees at all', { fees: undefined as never, discounts: [], total_amount: 0 }, {}, []],
  [
    'a fee of nothing but a name',
    { fees: [{ fee_name: 'a' }], discounts: [], total_amount: 0 },
    {},
    ['fees[0]: has neither fee_amount nor fee_desc'],
  ],
  [
    'a rule alone, where descriptions are kept',
    { fees: [{ fee_name: 'a', fee_desc: 'b' }], discounts: [], total_amount: 0 },
    { keepFeeDetails: true },
    [],
  ],
  [
    'fees that are no list',
    { fees: 'x' as never, discounts: [], total_amount: 0 },
    {},
    ['fees: is not a list'],
  ],
])('complete: %s', (_, change, more, expected) => {
  const complete = () => prepareComplete({ ...done, ...change }, { ...context, order, ...more })
  expect(problemsOf(complete)).toEqual(expected)
})
