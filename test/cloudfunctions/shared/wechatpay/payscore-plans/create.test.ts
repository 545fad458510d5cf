import fc from 'fast-check'
import { payscorePlans } from '../../../../../cloudfunctions/shared/wechatpay'
import { type Bound, bodyOf, changed, context, expectBound, problemsOf, without } from '../prepared'
import { PUBLIC_KEY_ID } from '../keys-of-the-day'
import { own, shops } from './fixture'

type NewPlan = payscorePlans.NewPlan
const prepare = (plan: NewPlan) => payscorePlans.preparePlan(plan, context)
const problems = (plan: NewPlan) => problemsOf(() => prepare(plan))

test.each<[string, NewPlan, string, object]>([
  ['the merchant', own, '/v3/payscore/plan/payscore-plans', {}],
  ['its service provider', shops, '/v3/payscore/plan/partner/payscore-plans', { sub_mchid: '1900000200' }],
])('%s says it as it was given', (_, plan, path, shop) => {
  const call = prepare(plan)
  expect(call).toStrictEqual({
    action: 'plan',
    method: 'POST',
    path,
    body: JSON.stringify(plan),
    serial: PUBLIC_KEY_ID,
    safeToRepeat: true,
    repeats: { merchant_plan_no: 'plan-badminton-1', ...shop },
  })
})

test.each<Bound>([
  ['merchant_plan_no', 32, 'needed'],
  ['service_id', 32, 'needed'],
  ['appid', 32, 'needed'],
  ['plan_name', 20, 'needed'],
  ['plan_detail_list[1].plan_detail_name', 20, 'needed'],
  ['plan_detail_list[1].plan_discount_description', 20, 'optional'],
])('%s, %d, %s', (...bound) => {
  expectBound(prepare, own, bound)
})

test.each<Bound>([
  ['sub_mchid', 32, 'needed'],
  ['sub_appid', 32, 'optional'],
])('as a shop: %s, %d, %s', (...bound) => {
  const [path, max, need] = bound
  expectBound(prepare, shops, [path, max, need === 'needed' ? 'elsewhere' : need])
})

const whole = 'is not an integer of fen, 0 or more'
test.each<[string, unknown, string[]]>([
  ['merchant_plan_no', 'a*b', ['merchant_plan_no: contains a sign other than 0-9 A-Z a-z _ -']],
  ['sub_appid', 'wx1', ['sub_appid: belongs to a shop: give its sub_mchid too']],
  ['openid', 'o', ['openid: is not a field of this call']],
  ['plan_duration', undefined, ['plan_duration: is missing']],
  ['plan_duration', 0, ['plan_duration: is not an integer from 1 to 3650']],
  ['plan_duration', 3651, ['plan_duration: is not an integer from 1 to 3650']],
  ['plan_duration', 1.5, ['plan_duration: is not an integer from 1 to 3650']],
  ['deduction_quantity', undefined, ['deduction_quantity: is missing']],
  ['deduction_quantity', 2, ['deduction_quantity: is not the number of plan_detail_list (2, but 3)']],
  ['deduction_quantity', 3.5, ['deduction_quantity: is not an integer from 1 to 100']],
  ['deduction_quantity', '3', ['deduction_quantity: is not an integer from 1 to 100']],
  ['total_original_price', undefined, ['total_original_price: is missing']],
  [
    'total_original_price',
    29999,
    ['total_original_price: is not the sum of plan_detail_list (29999, but 30000)'],
  ],
  [
    'total_actual_price',
    24001,
    ['total_actual_price: is not the sum of plan_detail_list (24001, but 24000)'],
  ],
  ['total_actual_price', 240.5, [`total_actual_price: ${whole}`]],
  ['plan_detail_list', undefined, ['plan_detail_list: is missing']],
  ['plan_detail_list', {}, ['plan_detail_list: is not a list']],
  [
    'plan_detail_list[0].plan_detail_no',
    1,
    ['plan_detail_list[0].plan_detail_no: is not a field of this call'],
  ],
  ['plan_detail_list[1].original_price', undefined, ['plan_detail_list[1].original_price: is missing']],
  ['plan_detail_list[1].actual_price', undefined, ['plan_detail_list[1].actual_price: is missing']],
  ['plan_detail_list[1].actual_price', -1, [`plan_detail_list[1].actual_price: ${whole}`]],
  ['plan_detail_list[1].actual_price', '8000', [`plan_detail_list[1].actual_price: ${whole}`]],
])('%s = %j', (path, value, expected) => {
  expect(problems(changed(own, path, value))).toEqual(expected)
})

test('details that are nothing at all', () => {
  for (const nothing of [null, undefined, '课'])
    expect(problems({ ...own, plan_detail_list: [nothing] as never })).toContain(
      'plan_detail_list[0]: is not an object',
    )
})

test('no details at all, and more than there may be', () => {
  const one = { plan_detail_name: '课', original_price: 1, actual_price: 1 }
  const many = (length: number): NewPlan => ({
    ...own,
    plan_detail_list: Array.from({ length }, () => one),
    deduction_quantity: length,
    total_original_price: length,
    total_actual_price: length,
  })
  expect(problems(many(100))).toEqual([])
  expect(problems(many(101))).toEqual([
    'plan_detail_list: has more than 100 entries',
    'deduction_quantity: is not an integer from 1 to 100',
  ])
  expect(problems(many(0))).toEqual([
    'plan_detail_list: is empty',
    'deduction_quantity: is not an integer from 1 to 100',
  ])
})

describe('prices', () => {
  const priced = (...prices: [original: number, actual: number][]): NewPlan => ({
    ...own,
    deduction_quantity: prices.length,
    total_original_price: prices.reduce((sum, [original]) => sum + original, 0),
    total_actual_price: prices.reduce((sum, [, actual]) => sum + actual, 0),
    plan_detail_list: prices.map(([original_price, actual_price], index) => ({
      plan_detail_name: `第${index + 1}节课`,
      original_price,
      actual_price,
    })),
  })
  const path = (index: number) => `plan_detail_list[${index}].actual_price`
  test('rise', () => {
    expect(problems(priced([100, 80], [100, 81]))).toEqual([
      `${path(1)}: is more than that of the detail before (81 > 80)`,
    ])
    expect(problems(priced([100, 80], [100, 80], [200, 80]))).toEqual([])
  })
  test('above the original', () => {
    expect(problems(priced([100, 101]))).toEqual([`${path(0)}: is more than the original price (101 > 100)`])
  })
  test('of nothing', () => {
    expect(problems(priced([100, 100], [100, 0]))).toEqual([
      'plan_detail_list[1].actual_price: is not more than 0',
    ])
    expect(problems(priced([0, 0]))).toEqual([
      'plan_detail_list[0].original_price: is not more than 0',
      'plan_detail_list[0].actual_price: is not more than 0',
    ])
  })
  test('a sum that cannot be counted', () => {
    const plan = priced([Number.MAX_SAFE_INTEGER, 1], [1, 1])
    expect(problems({ ...plan, total_original_price: Number.MAX_SAFE_INTEGER })).toHaveLength(1)
  })

  const fen = fc.integer({ min: 0, max: 6 })
  const prices = fc.array(fc.tuple(fen, fen), { minLength: 1, maxLength: 5 })
  test('are good exactly when they are at most the original, never rise, and come to what is said', () => {
    fc.assert(
      fc.property(prices, fen, fen, fc.integer({ min: -1, max: 1 }), (some, more, less, count) => {
        const plan = priced(...some)
        const said = {
          ...plan,
          total_original_price: plan.total_original_price + (more % 2),
          total_actual_price: plan.total_actual_price + (less % 2),
          deduction_quantity: plan.deduction_quantity + count,
        }
        const good =
          more % 2 === 0 &&
          less % 2 === 0 &&
          count === 0 &&
          some.every(([original, actual]) => actual > 0 && actual <= original) &&
          some.every(([, actual], index) => index === 0 || actual <= (some[index - 1]?.[1] ?? 0))
        expect(problems(said).length === 0).toBe(good)
      }),
      { numRuns: 500 },
    )
  })
  test('that are sorted are always good, and in any other order only where they are alike', () => {
    const list = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(list, (some) => {
        const of = (actual: readonly number[]) =>
          problems(priced(...actual.map((one) => [9, one] as [number, number])))
        const falling = [...some].sort((a, b) => b - a)
        expect(of(falling)).toEqual([])
        expect(of(some).length === 0).toBe(some.every((one, index) => one === falling[index]))
      }),
    )
  })
})

test('every problem is told at once, by the call’s name, and none repeats a text', () => {
  const plan = { ...without(own, 'appid'), plan_name: 'secret'.repeat(5), service_id: '' } as NewPlan
  expect(() => prepare(plan)).toThrow(
    'plan was not sent, correct its fields: service_id: is empty; appid: is missing; plan_name: is longer than 20 characters.',
  )
})

test('the body is the plan and nothing else', () => {
  expect(bodyOf(prepare(shops))).toEqual(shops)
})
