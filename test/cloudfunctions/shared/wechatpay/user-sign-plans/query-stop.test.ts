import { userSignPlans } from '../../../../../cloudfunctions/shared/wechatpay'
import { PUBLIC_KEY_ID } from '../keys-of-the-day'
import { type Bound, context, expectBound, problemsOf } from '../prepared'

const own = { merchant_sign_plan_no: 'sign_1' }
const shop = { ...own, sub_mchid: '1900000200' }
const common = { serial: PUBLIC_KEY_ID, safeToRepeat: true }
const root = '/v3/payscore/sign-plan'

test('a question', () => {
  expect(userSignPlans.prepareSignQuery(own, context)).toStrictEqual({
    ...common,
    action: 'sign-query',
    method: 'GET',
    path: `${root}/user-sign-plans/merchant-sign-plan-no/sign_1`,
    body: '',
    repeats: own,
  })
  expect(userSignPlans.prepareSignQuery(shop, context)).toStrictEqual({
    ...common,
    action: 'sign-query',
    method: 'GET',
    path: `${root}/partner/user-sign-plans/merchant-sign-plan-no/sign_1?sub_mchid=1900000200`,
    body: '',
    repeats: shop,
  })
})

test('what is left is stopped, with a reason', () => {
  const stop_reason = '用户协商后停止'
  expect(userSignPlans.prepareSignStop({ ...own, stop_reason }, context)).toStrictEqual({
    ...common,
    action: 'sign-stop',
    method: 'POST',
    path: `${root}/user-sign-plans/merchant-sign-plan-no/sign_1/stop`,
    body: `{"stop_reason":"${stop_reason}"}`,
    repeats: own,
  })
  expect(userSignPlans.prepareSignStop({ ...shop, stop_reason }, context)).toStrictEqual({
    ...common,
    action: 'sign-stop',
    method: 'POST',
    path: `${root}/partner/user-sign-plans/merchant-sign-plan-no/sign_1/stop`,
    body: `{"sub_mchid":"1900000200","stop_reason":"${stop_reason}"}`,
    repeats: shop,
  })
})

test.each<Bound>([
  ['merchant_sign_plan_no', 32, 'needed'],
  ['sub_mchid', 32, 'optional'],
  ['stop_reason', 30, 'needed'],
])('stop: %s, %d, %s', (...bound) => {
  expectBound(
    (params: userSignPlans.SignStop) => userSignPlans.prepareSignStop(params, context),
    { ...shop, stop_reason: '不想上了' },
    bound,
  )
})

test.each<Bound>([
  ['merchant_sign_plan_no', 32, 'needed'],
  ['sub_mchid', 32, 'optional'],
])('query: %s, %d, %s', (...bound) => {
  expectBound((key: userSignPlans.SignPlanKey) => userSignPlans.prepareSignQuery(key, context), shop, bound)
})

test('a foreign field or sign leads nowhere', () => {
  const stop = { ...own, stop_reason: 'x' }
  expect(problemsOf(() => userSignPlans.prepareSignStop({ ...stop, appid: 'x' } as never, context))).toEqual([
    'appid: is not a field of this call',
  ])
  for (const merchant_sign_plan_no of ['a/b', '..', 'a?b'])
    for (const prepare of [userSignPlans.prepareSignQuery, userSignPlans.prepareSignStop])
      expect(() => prepare({ ...stop, merchant_sign_plan_no }, context)).toThrow(
        'merchant_sign_plan_no: contains',
      )
})
