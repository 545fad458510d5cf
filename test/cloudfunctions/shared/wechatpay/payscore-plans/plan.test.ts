import { payscorePlans } from '../../../../../cloudfunctions/shared/wechatpay'
import { answerOf } from '../prepared'

const { readPlan } = payscorePlans
const told = {
  plan_id: '01000033210000324638000000376258',
  service_id: '500001',
  mchid: '1900000109',
  sub_mchid: '1900000200',
  appid: 'wxours',
  sub_appid: 'wxshop',
  merchant_plan_no: 'plan_1',
  plan_name: '羽毛球',
  plan_duration: 90,
  plan_state: 'STOP',
  total_original_price: 30000,
  deduction_quantity: 2,
  total_actual_price: 17000,
  plan_detail_list: [
    {
      plan_detail_no: 1,
      plan_detail_name: '第一节课',
      original_price: 15000,
      plan_discount_description: '九折',
      actual_price: 9000,
    },
    { plan_detail_no: 2, plan_detail_name: '第二节课', original_price: 15000, actual_price: 8000 },
  ],
  stop_mchid: '1900000109',
  stop_time: '2026-11-20T10:00:00.120+08:00',
}

test('everything is read, and what is new is ignored and kept', () => {
  const body = { ...told, colour: 'red' }
  const { stop_time, ...rest } = told
  expect(stop_time).toBeDefined()
  expect(readPlan(answerOf(body))).toStrictEqual({
    ...rest,
    stoppedAt: Date.UTC(2026, 10, 20, 2, 0, 0, 120),
    raw: body,
  })
})

test('the least', () => {
  const body = {
    merchant_plan_no: 'plan_1',
    plan_id: '1',
    plan_state: 'NORMAL',
    stop_time: null,
    sub_mchid: '',
    plan_detail_list: [{ plan_detail_name: '' }],
    stop_mchid: null,
  }
  expect(readPlan(answerOf(body))).toStrictEqual({
    merchant_plan_no: 'plan_1',
    plan_id: '1',
    plan_state: 'NORMAL',
    plan_detail_list: [{}],
    raw: body,
  })
})

test('an unknown state is kept, not believed', () => {
  const plan = readPlan(answerOf({ ...told, plan_state: 'PAUSED' }))
  expect(plan).not.toHaveProperty('plan_state')
  expect(plan.raw['plan_state']).toBe('PAUSED')
})

test.each<[string, object]>([
  ['plan_state', { plan_state: undefined }],
  ['plan_state', { plan_state: '' }],
  ['merchant_plan_no', { merchant_plan_no: 7 }],
  ['plan_id', { plan_id: null }],
  ['total_actual_price', { total_actual_price: '17000' }],
  ['total_original_price', { total_original_price: 1.5 }],
  ['deduction_quantity', { deduction_quantity: -1 }],
  ['actual_price', { plan_detail_list: [{ actual_price: 0.5 }] }],
  ['original_price', { plan_detail_list: [{ original_price: '1' }] }],
])('without a readable %s what happened is unknown', (name, more) => {
  expect(() => readPlan(answerOf({ ...told, ...more }))).toThrow(
    expect.objectContaining({
      action: 'plan',
      code: 'CLIENT_UNREADABLE',
      outcome: 'unknown',
      message: expect.stringContaining(`plan: the answer's ${name} is missing`) as string,
    }) as Error,
  )
})
