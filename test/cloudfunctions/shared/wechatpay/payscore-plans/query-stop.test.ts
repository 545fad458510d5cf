import { payscorePlans } from '../../../../../cloudfunctions/shared/wechatpay'
import { PUBLIC_KEY_ID } from '../keys-of-the-day'
import { context, problemsOf } from '../prepared'

const own = { merchant_plan_no: 'plan_1' }
const shop = { ...own, sub_mchid: '1900000200' }
const common = { serial: PUBLIC_KEY_ID, safeToRepeat: true }

test('a question', () => {
  expect(payscorePlans.preparePlanQuery(own, context)).toStrictEqual({
    ...common,
    action: 'plan-query',
    method: 'GET',
    path: '/v3/payscore/plan/payscore-plans/merchant-plan-no/plan_1',
    body: '',
    repeats: own,
  })
  expect(payscorePlans.preparePlanQuery(shop, context)).toStrictEqual({
    ...common,
    action: 'plan-query',
    method: 'GET',
    path: '/v3/payscore/plan/partner/payscore-plans/merchant-plan-no/plan_1?sub_mchid=1900000200',
    body: '',
    repeats: shop,
  })
})

test('the merchant stops it by a POST without a body, its service provider names the shop', () => {
  expect(payscorePlans.preparePlanStop(own, context)).toStrictEqual({
    ...common,
    action: 'plan-stop',
    method: 'POST',
    path: '/v3/payscore/plan/payscore-plans/merchant-plan-no/plan_1/stop',
    body: '',
    repeats: own,
  })
  expect(payscorePlans.preparePlanStop(shop, context)).toStrictEqual({
    ...common,
    action: 'plan-stop',
    method: 'POST',
    path: '/v3/payscore/plan/partner/payscore-plans/merchant-plan-no/plan_1/stop',
    body: '{"sub_mchid":"1900000200"}',
    repeats: shop,
  })
})

test.each([
  ['plan-query', payscorePlans.preparePlanQuery],
  ['plan-stop', payscorePlans.preparePlanStop],
])('%s: its fields', (action, prepare) => {
  const problems = (key: object) => problemsOf(() => prepare(key as payscorePlans.PlanKey, context))
  expect(problems({})).toEqual(['merchant_plan_no: is missing'])
  expect(problems({ merchant_plan_no: '../stop' })).toEqual([
    'merchant_plan_no: contains a sign other than 0-9 A-Z a-z _ -',
  ])
  expect(problems({ ...own, sub_mchid: '' })).toEqual(['sub_mchid: is empty'])
  expect(problems({ ...own, plan_id: '1' })).toEqual(['plan_id: is not a field of this call'])
  expect(() => prepare({ merchant_plan_no: '' }, context)).toThrow(`${action} was not sent`)
})
