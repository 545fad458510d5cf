import fc from 'fast-check'
import {
  type CompleteContext,
  type CompleteParams,
  prepareComplete,
  readComplete,
} from '../../../../../cloudfunctions/shared/wechatpay'
import { answerOf, bodyOf, context, done, order, problemsOf, without } from './fixture'

type Change = Partial<Record<keyof CompleteParams, unknown>>
const complete: CompleteContext = { ...context, order }
const problems = (change: Change, more: Partial<CompleteContext> = {}): string[] =>
  problemsOf(() => prepareComplete({ ...done, ...change } as CompleteParams, { ...complete, ...more }))
const unused: CompleteParams = {
  ...without(done, 'fees', 'discounts', 'real_service_start_time', 'real_service_end_time'),
  finish_type: 1,
  cancel_reason: '用户未取走',
  total_amount: 0,
}

test('used: the body is what was given, without the number that stands in the path', () => {
  const call = prepareComplete(done, complete)
  expect(call).toMatchObject({
    action: 'complete',
    method: 'POST',
    path: `/v3/payscore/payafter-orders/${done.out_order_no}/complete`,
    safeToRepeat: false,
  })
  expect(call.serial).not.toBe('')
  expect(bodyOf(call)).toEqual(without(done, 'out_order_no'))
})

test('not used: a cancellation with a reason and nothing to pay', () => {
  expect(bodyOf(prepareComplete(unused, complete))).toEqual(without(unused, 'out_order_no'))
})

test('descriptions and counts of fees are left out, unless they are wanted', () => {
  const fees = [{ fee_name: '使用费', fee_amount: 600, fee_desc: '2 小时', fee_count: 2 }]
  expect(bodyOf(prepareComplete({ ...done, fees }, complete))['fees']).toEqual([
    { fee_name: '使用费', fee_amount: 600 },
  ])
  expect(bodyOf(prepareComplete({ ...done, fees }, { ...complete, keepFeeDetails: true }))['fees']).toEqual(
    fees,
  )
})

test('profit_sharing is sent as it was given', () => {
  expect(bodyOf(prepareComplete({ ...done, profit_sharing: true }, complete))['profit_sharing']).toBe(true)
})

test.each<[string, Change, string[]]>([
  ['no number', { out_order_no: undefined }, ['out_order_no: is missing']],
  [
    'a number that is a path',
    { out_order_no: '..' },
    ['out_order_no: contains a sign other than 0-9 A-Z a-z _ -'],
  ],
  ['no appid', { appid: undefined }, ['appid: is missing']],
  ['no service', { service_id: undefined }, ['service_id: is missing']],
  ['no finish_type', { finish_type: undefined }, ['finish_type: is missing']],
  ['finish_type 3', { finish_type: 3 }, ['finish_type: is neither 1 nor 2']],
  ['no ticket', { finish_ticket: undefined }, ['finish_ticket: is missing']],
  ['an empty ticket', { finish_ticket: '' }, ['finish_ticket: is empty']],
  [
    'a total that is not the sum',
    { total_amount: 501 },
    ['total_amount: is not the fees minus the discounts (501, but 600 - 100)'],
  ],
  ['a total of yuan', { total_amount: 5.0001 }, ['total_amount: is not an integer of fen, 0 or more']],
  ['a negative total', { total_amount: -1 }, ['total_amount: is not an integer of fen, 0 or more']],
  ['no total', { total_amount: undefined }, ['total_amount: is missing']],
  [
    'discounts above the fees',
    { discounts: [{ discount_name: 'd', discount_amount: 601 }], total_amount: 0 },
    ['total_amount: is not the fees minus the discounts (0, but 600 - 601)'],
  ],
  ['nothing to pay', { fees: [{ fee_name: '使用费', fee_amount: 0 }], discounts: [], total_amount: 0 }, []],
  [
    'more than the risk',
    { fees: [{ fee_name: 'a', fee_amount: 9901 }], discounts: [], total_amount: 9901 },
    ['total_amount: is more than the risk amount of the order (9901 > 9900)'],
  ],
  [
    'exactly the risk',
    { fees: [{ fee_name: 'a', fee_amount: 9900 }], discounts: [], total_amount: 9900 },
    [],
  ],
  [
    'a fee with a rule alone',
    {
      fees: [
        { fee_name: '使用费', fee_amount: 600 },
        { fee_name: 'r', fee_desc: '3 元/小时' },
      ],
    },
    ['fees[1].fee_amount: is missing; a final bill has an amount on every line'],
  ],
  [
    'a discount without an amount',
    { discounts: [{ discount_name: 'd' }], total_amount: 600 },
    ['discounts[0].discount_amount: is missing'],
  ],
  [
    'a discount of null',
    { discounts: [{ discount_name: 'd', discount_amount: null }], total_amount: 600 },
    ['discounts[0].discount_amount: is not an integer of fen, 0 or more'],
  ],
  [
    '6 discounts',
    {
      discounts: Array.from({ length: 6 }, (_, i) => ({ discount_name: `d${i}`, discount_amount: 0 })),
      total_amount: 600,
    },
    ['discounts: has more than 5 entries'],
  ],
  [
    'a discount text of 31',
    { discounts: [{ discount_name: 'd', discount_amount: 100, discount_desc: 'a'.repeat(31) }] },
    ['discounts[0].discount_desc: is longer than 30 characters'],
  ],
  [
    'a reason for a used service',
    { cancel_reason: 'x' },
    ['cancel_reason: must be left out with finish_type 2'],
  ],
  ['no end', { real_service_end_time: undefined }, ['real_service_end_time: is missing']],
  [
    'an end in the future',
    { real_service_end_time: '20261120100001' },
    ['real_service_end_time: is in the future'],
  ],
  ['an end now', { real_service_end_time: '20261120100000' }, []],
  [
    'an end at the start',
    { real_service_end_time: '20261120070000' },
    ['real_service_end_time: is not after real_service_start_time'],
  ],
  [
    'an end as a day',
    { real_service_end_time: '20261120' },
    [
      'real_service_end_time: is not as precise as the order was created (to the second)',
      'real_service_end_time: is not after real_service_start_time',
    ],
  ],
  [
    'a start that does not exist',
    { real_service_start_time: '20261120250000' },
    ['real_service_start_time: is not an existing time yyyyMMddHHmmss or day yyyyMMdd'],
  ],
  ['no start', { real_service_start_time: undefined }, []],
  ['another end place', { real_service_end_location: '南山书城' }, []],
  [
    'the place where it began',
    { real_service_end_location: '深圳湾万象城' },
    ['real_service_end_location: is the planned place: leave it out'],
  ],
  [
    'an end place of 21',
    { real_service_end_location: 'a'.repeat(21) },
    ['real_service_end_location: is longer than 20 characters'],
  ],
  ['profit_sharing as a text', { profit_sharing: 'yes' }, ['profit_sharing: is not true or false']],
  ['a field of another call', { risk_amount: 1 } as Change, ['risk_amount: is not a field of this call']],
])('used: %s', (_name, change, expected) => {
  expect(problems(change)).toEqual(expected)
})

test.each<[string, Change, string[]]>([
  ['no reason', { cancel_reason: undefined }, ['cancel_reason: is missing']],
  ['a reason of 31', { cancel_reason: '理'.repeat(31) }, ['cancel_reason: is longer than 30 characters']],
  ['a total', { total_amount: 1 }, ['total_amount: is not 0, as finish_type 1 requires']],
  ['fees', { fees: [{ fee_name: 'a', fee_amount: 0 }] }, ['fees: must be left out with finish_type 1']],
  ['an empty list of fees', { fees: [] }, []],
  [
    'discounts',
    { discounts: [{ discount_name: 'a', discount_amount: 0 }] },
    ['discounts: must be left out with finish_type 1'],
  ],
  [
    'an end',
    { real_service_end_time: '20261120090000' },
    ['real_service_end_time: must be left out with finish_type 1'],
  ],
  [
    'an end place',
    { real_service_end_location: 'x' },
    ['real_service_end_location: must be left out with finish_type 1'],
  ],
  ['no ticket', { finish_ticket: undefined }, ['finish_ticket: is missing']],
])('not used: %s', (_name, change, expected) => {
  expect(
    problems({
      ...unused,
      fees: undefined,
      discounts: undefined,
      real_service_start_time: undefined,
      real_service_end_time: undefined,
      ...change,
    }),
  ).toEqual(expected)
})

describe('as precise as the order was created', () => {
  const byDay = { order: { ...order, service_start_time: '20261118' } }
  const times = (start: string | undefined, end: string): Change => ({
    real_service_start_time: start,
    real_service_end_time: end,
  })
  test.each<[Change, string[]]>([
    [times('20261118', '20261120'), []],
    [times(undefined, '20261119'), []],
    [times(undefined, '20261118'), ['real_service_end_time: is not after the planned start']],
    [times('20261118', '20261118'), ['real_service_end_time: is not after real_service_start_time']],
    [
      times('20261118', '20261120090000'),
      ['real_service_end_time: is not as precise as the order was created (to the day)'],
    ],
    [times('20261118', '20261121'), ['real_service_end_time: is in the future']],
  ])('%j', (change, expected) => {
    expect(problems(change, byDay)).toEqual(expected)
  })
  test('the planned end place is left out', () => {
    const change = { real_service_end_location: '还车点' }
    expect(problems(change, { order: { ...order, service_end_location: '还车点' } })).toHaveLength(1)
  })
})

test('sums: accepted exactly when total = fees - discounts, from 0 to the risk amount', () => {
  const amounts = (max: number) => fc.array(fc.integer({ min: 0, max: 4000 }), { maxLength: max })
  fc.assert(
    fc.property(amounts(6), amounts(5), fc.integer({ min: -3, max: 3 }), (fees, discounts, off) => {
      const sum = fees.reduce((a, b) => a + b, 0) - discounts.reduce((a, b) => a + b, 0)
      const total = sum + off
      const change = {
        fees: fees.map((fee_amount, i) => ({ fee_name: `f${i}`, fee_amount })),
        discounts: discounts.map((discount_amount, i) => ({ discount_name: `d${i}`, discount_amount })),
        total_amount: total,
      }
      expect(problems(change).length === 0).toBe(off === 0 && total >= 0 && total <= 9900)
    }),
    { numRuns: 300 },
  )
})

test('the answer', () => {
  const answer = { appid: 'a', mchid: 'm', out_order_no: 'n', service_id: 's', order_id: 'o' }
  expect(readComplete(answerOf(answer))).toEqual(answer)
  expect(() => readComplete(answerOf({}))).toThrow(
    expect.objectContaining({ code: 'CLIENT_UNREADABLE' }) as Error,
  )
})
