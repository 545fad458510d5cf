import { userSignPlans } from '../../../../../cloudfunctions/shared/wechatpay'
import { answerOf } from '../prepared'
import { own, told } from './fixture'

const { readSign, readSignPlan } = userSignPlans
const NO = own.merchant_sign_plan_no
const unreadable = (action: string, name: string) =>
  expect.objectContaining({
    action,
    code: 'CLIENT_UNREADABLE',
    outcome: 'unknown',
    message: expect.stringContaining(`${action}: the answer's ${name} is missing`) as string,
  }) as Error

/** What is read of {@link told}. */
const read = {
  sign_plan_id: told.sign_plan_id,
  openid: 'oCustomer',
  service_id: '500001',
  mchid: '1900000109',
  appid: 'wxd678efh567hg6787',
  merchant_sign_plan_no: NO,
  merchant_callback_url: 'https://example.com/pay/notify',
  plan_id: told.plan_id,
  going_detail_no: 2,
  sign_state: 'SIGNED',
  cancel_sign_type: 'NOT_CANCEL',
  plan_name: '羽毛球基础课三节',
  overAt: Date.UTC(2027, 1, 18, 15, 59, 59),
  total_origin_price: 20000,
  deduction_quantity: 2,
  total_actual_price: 17000,
  signed_detail_list: [
    {
      plan_detail_no: 1,
      original_price: 10000,
      plan_discount_description: '九折',
      actual_price: 9000,
      plan_detail_state: 'USED',
      order_id: '0000300001201908301055157220022',
      merchant_plan_detail_no: '0a1b2c3d4e5f60718293a4b5-1-1',
      plan_detail_name: '第一节课',
      actual_pay_price: 9000,
      usedAt: Date.UTC(2026, 10, 20, 2, 0, 0, 120),
      completedAt: Date.UTC(2026, 10, 20, 3, 0, 0),
    },
    {
      plan_detail_no: 2,
      original_price: 10000,
      actual_price: 8000,
      plan_detail_state: 'USING',
      merchant_plan_detail_no: '0a1b2c3d4e5f60718293a4b5-1-2',
      plan_detail_name: '第二节课',
    },
  ],
  signedAt: Date.UTC(2026, 10, 20, 1, 30, 0),
}

test('query and stop tell it flat', () => {
  const body = { ...told, colour: 'red' }
  expect(readSignPlan(answerOf(body))).toStrictEqual({ ...read, raw: body })
})

test('create tells it in sign_plan, with the package beside it', () => {
  const answer = answerOf({ sign_plan: told, package: 'P' })
  expect(readSign(answer, own)).toStrictEqual({ sign_plan: { ...read, raw: told }, package: 'P' })
})

test('a cancelled one', () => {
  const body = {
    ...told,
    sign_state: 'SIGN_PLAN_CANCEL',
    cancel_sign_type: 'REVOKE_SERVICE',
    cancel_reason: '用户放弃课程',
    cancel_sign_time: '2026-11-20T10:00:00+08:00',
    signed_detail_list: [
      {
        plan_detail_no: 1,
        plan_detail_state: 'SIGN_PLAN_DETAIL_CANCEL',
        cancel_time: '2026-11-20T10:00:00+08:00',
      },
    ],
  }
  expect(readSignPlan(answerOf(body))).toMatchObject({
    sign_state: 'SIGN_PLAN_CANCEL',
    cancel_sign_type: 'REVOKE_SERVICE',
    cancel_reason: '用户放弃课程',
    cancelledAt: Date.UTC(2026, 10, 20, 2, 0, 0),
    signed_detail_list: [
      {
        plan_detail_no: 1,
        plan_detail_state: 'SIGN_PLAN_DETAIL_CANCEL',
        cancelledAt: Date.UTC(2026, 10, 20, 2, 0, 0),
      },
    ],
  })
})

test.each(userSignPlans.SIGN_STATES)('%s is known', (sign_state) => {
  expect(readSignPlan(answerOf({ ...told, sign_state })).sign_state).toBe(sign_state)
})

test('words that nobody knows yet are kept, not believed', () => {
  const body = {
    ...told,
    sign_state: 'PAUSED',
    cancel_sign_type: 'BANK',
    plan_over_time: 'soon',
    signed_detail_list: [{ plan_detail_no: 1, plan_detail_state: 'HALF_USED' }, null, 'x'],
  }
  const signing = readSignPlan(answerOf(body))
  for (const name of ['sign_state', 'cancel_sign_type', 'overAt']) expect(signing).not.toHaveProperty(name)
  expect(signing.signed_detail_list).toStrictEqual([{ plan_detail_no: 1 }])
  expect(signing.raw).toBe(body)
})

test('a signing without details has none', () => {
  expect(readSignPlan(answerOf({ ...told, signed_detail_list: null }))).not.toHaveProperty(
    'signed_detail_list',
  )
})

test.each<[string, object]>([
  ['sign_state', { sign_state: undefined }],
  ['sign_plan_id', { sign_plan_id: '' }],
  ['merchant_sign_plan_no', { merchant_sign_plan_no: null }],
  ['total_origin_price', { total_origin_price: '20000' }],
  ['total_actual_price', { total_actual_price: 0.5 }],
  ['going_detail_no', { going_detail_no: -1 }],
  ['actual_price', { signed_detail_list: [{ actual_price: '1' }] }],
  ['actual_pay_price', { signed_detail_list: [{ actual_pay_price: 1.5 }] }],
])('without a readable %s what happened is unknown', (name, more) => {
  expect(() => readSignPlan(answerOf({ ...told, ...more }))).toThrow(unreadable('sign-plan', name))
  const answer = answerOf({ sign_plan: { ...told, ...more }, package: 'P' })
  expect(() => readSign(answer, own)).toThrow(unreadable('sign', name))
})

test.each<[string, unknown]>([
  ['sign_plan', { ...told, package: 'P' }],
  ['sign_plan', { sign_plan: [told], package: 'P' }],
  ['package', { sign_plan: told }],
  ['package', { sign_plan: told, package: '' }],
  ['merchant_sign_plan_no', { sign_plan: { ...told, merchant_sign_plan_no: 'another' }, package: 'P' }],
  ['sub_mchid', { sign_plan: { ...told, sub_mchid: '1900000201' }, package: 'P' }],
])('create without its %s, or another’s, is not believed', (name, body) => {
  expect(() => readSign(answerOf(body), own)).toThrow(unreadable('sign', name))
})

test('a merchant’s answer may have an empty shop', () => {
  const answer = answerOf({ sign_plan: { ...told, sub_mchid: '', cancel_reason: '' }, package: 'P' })
  expect(readSign(answer, own).sign_plan).not.toHaveProperty('sub_mchid')
  expect(readSign(answer, own).sign_plan).not.toHaveProperty('cancel_reason')
})

test('a shop’s answer is about that shop', () => {
  const asked = { merchant_sign_plan_no: NO, sub_mchid: '1900000200' }
  const of = (sub_mchid: string) => answerOf({ sign_plan: { ...told, sub_mchid }, package: 'P' })
  expect(readSign(of('1900000200'), asked).package).toBe('P')
  expect(() => readSign(of('1900000201'), asked)).toThrow(unreadable('sign', 'sub_mchid'))
})

test('what cannot be read says neither package nor customer', () => {
  const answer = answerOf({ sign_plan: { ...told, sign_state: null, openid: 'oSecret' }, package: 'Psecret' })
  try {
    readSign(answer, own)
  } catch (error) {
    expect(JSON.stringify([error, String(error)])).not.toMatch(/secret/i)
  }
  expect.assertions(1)
})
