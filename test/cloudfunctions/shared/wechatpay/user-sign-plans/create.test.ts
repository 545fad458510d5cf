import fc from 'fast-check'
import { userSignPlans } from '../../../../../cloudfunctions/shared/wechatpay'
import { type Bound, bodyOf, changed, context, expectBound, problemsOf, without } from '../prepared'
import { PUBLIC_KEY_ID } from '../keys-of-the-day'
import { byOpenid, bySubOpenid, own } from './fixture'

type NewSignPlan = userSignPlans.NewSignPlan
const prepare = (signing: NewSignPlan, deduction_quantity = 3) =>
  userSignPlans.prepareSign(signing, { ...context, plan: { deduction_quantity } })
const problems = (signing: NewSignPlan, quantity?: number) => problemsOf(() => prepare(signing, quantity))

test.each<[string, NewSignPlan, string, object]>([
  ['the merchant', own, '/v3/payscore/sign-plan/user-sign-plans', {}],
  [
    'a service provider',
    byOpenid,
    '/v3/payscore/sign-plan/partner/user-sign-plans',
    { sub_mchid: '1900000200' },
  ],
  [
    'a service provider, of the shop’s customer',
    bySubOpenid,
    '/v3/payscore/sign-plan/partner/user-sign-plans',
    { sub_mchid: '1900000200' },
  ],
])('%s says it as it was given', (_, signing, path, shop) => {
  expect(prepare(signing)).toStrictEqual({
    action: 'sign',
    method: 'POST',
    path,
    body: JSON.stringify(signing),
    serial: PUBLIC_KEY_ID,
    safeToRepeat: true,
    repeats: { merchant_sign_plan_no: own.merchant_sign_plan_no, ...shop },
  })
})

test.each<Bound>([
  ['merchant_sign_plan_no', 32, 'needed'],
  ['service_id', 32, 'needed'],
  ['plan_id', 32, 'needed'],
  ['appid', 32, 'needed'],
  ['openid', 128, 'needed'],
  ['sign_plan_detail[1].merchant_plan_detail_no', 32, 'needed'],
])('%s, %d, %s', (...bound) => {
  expectBound(prepare, own, bound)
})
test.each<Bound>([
  ['sub_mchid', 32, 'elsewhere'],
  ['sub_appid', 32, 'elsewhere'],
  ['sub_openid', 128, 'elsewhere'],
])('as a shop: %s, %d, %s', (...bound) => {
  expectBound(prepare, bySubOpenid, bound)
})

const detail = 'sign_plan_detail'
test.each<[string, NewSignPlan, string, unknown, string[]]>([
  [
    'another sign',
    own,
    'merchant_sign_plan_no',
    'a|b',
    ['merchant_sign_plan_no: contains a sign other than 0-9 A-Z a-z _ -'],
  ],
  [
    'a query in the address',
    own,
    'notify_url',
    'https://example.com/?a=1',
    ['notify_url: is not an https address without query'],
  ],
  ['no address', own, 'notify_url', undefined, ['notify_url: is missing']],
  ['nobody', byOpenid, 'openid', undefined, ['openid: is missing']],
  ['two customers', byOpenid, 'sub_openid', 'o', ['sub_openid: and openid: give exactly one of them']],
  [
    'a shop’s customer without its app',
    bySubOpenid,
    'sub_appid',
    undefined,
    ["sub_openid: belongs to the shop's app: give its sub_appid too"],
  ],
  [
    'a shop’s app without the shop',
    own,
    'sub_appid',
    'wx1',
    ['sub_appid: belongs to a shop: give its sub_mchid too'],
  ],
  [
    'a field of elsewhere',
    own,
    'merchant_callback_url',
    'x',
    ['merchant_callback_url: is not a field of this call'],
  ],
  ['no list', own, detail, undefined, [`${detail}: is missing`]],
  ['something else', own, detail, 'x', [`${detail}: is not a list`]],
  [
    'a price',
    own,
    `${detail}[0].actual_price`,
    1,
    [`${detail}[0].actual_price: is not a field of this call`],
  ],
  [
    'a number twice',
    own,
    `${detail}[2].merchant_plan_detail_no`,
    '0a1b2c3d4e5f60718293a4b5-1-1',
    [`${detail}[2].merchant_plan_detail_no: stands twice`],
  ],
  [
    'a session without its place',
    own,
    `${detail}[1].plan_detail_no`,
    undefined,
    [`${detail}[1].plan_detail_no: is not 2: sessions stand in the plan's order, from 1 on`],
  ],
  [
    'a place as a text',
    own,
    `${detail}[0].plan_detail_no`,
    '1',
    [`${detail}[0].plan_detail_no: is not 1: sessions stand in the plan's order, from 1 on`],
  ],
])('%s', (_, signing, path, value, expected) => {
  expect(problems(changed(signing, path, value))).toEqual(expected)
})

test('sessions that are nothing at all', () => {
  expect(problems({ ...own, sign_plan_detail: [null] as never }, 1)).toEqual([
    `${detail}[0]: is not an object`,
    `${detail}[0].plan_detail_no: is not 1: sessions stand in the plan's order, from 1 on`,
  ])
  expect(problems({ ...own, sign_plan_detail: [] }, 0)).toEqual([`${detail}: is empty`])
})

test('too few and too many for the plan', () => {
  for (const quantity of [2, 4])
    expect(problems(own, quantity)).toEqual([
      `${detail}: does not have one entry per session (3, but ${quantity})`,
    ])
})

test('sessions are good exactly when they are 1 to the last, in order, each with a number of its own', () => {
  const list = fc.array(
    fc.record({
      plan_detail_no: fc.integer({ min: 0, max: 4 }),
      merchant_plan_detail_no: fc.constantFrom('a', 'b', 'c', 'd'),
    }),
    { minLength: 1, maxLength: 4 },
  )
  const inOrder = fc.shuffledSubarray(['a', 'b', 'c', 'd'], { minLength: 1 }).map((numbers) =>
    numbers.map((merchant_plan_detail_no, index) => ({
      plan_detail_no: index + 1,
      merchant_plan_detail_no,
    })),
  )
  fc.assert(
    fc.property(fc.oneof(list, inOrder), fc.integer({ min: 1, max: 4 }), (sign_plan_detail, quantity) => {
      const good =
        sign_plan_detail.length === quantity &&
        sign_plan_detail.every(({ plan_detail_no }, index) => plan_detail_no === index + 1) &&
        new Set(sign_plan_detail.map(({ merchant_plan_detail_no }) => merchant_plan_detail_no)).size ===
          quantity
      expect(problems({ ...own, sign_plan_detail }, quantity).length === 0).toBe(good)
    }),
    { numRuns: 500 },
  )
})

test('whatever order good sessions are brought into, only the plan’s own is good', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...own.sign_plan_detail], { minLength: 3 }), (sign_plan_detail) => {
      const inOrder = sign_plan_detail.every(({ plan_detail_no }, index) => plan_detail_no === index + 1)
      expect(problems({ ...own, sign_plan_detail }).length === 0).toBe(inOrder)
    }),
  )
})

test('every problem is told at once, and none says who the customer is', () => {
  const signing = {
    ...without(own, 'plan_id'),
    sub_openid: 'oSecret',
    openid: `oSecret${'x'.repeat(130)}`,
  } as NewSignPlan
  const told = problems(signing)
  expect(told).toEqual([
    'plan_id: is missing',
    "sub_openid: belongs to the shop's app: give its sub_appid too",
    'sub_openid: and openid: give exactly one of them',
    'openid: is longer than 128 characters',
  ])
  expect(() => prepare(signing)).toThrow('sign was not sent, correct its fields: ')
  expect(told.join()).not.toContain('oSecret')
})

test('the body is what was given and nothing else', () => {
  expect(bodyOf(prepare(bySubOpenid))).toEqual(bySubOpenid)
})
