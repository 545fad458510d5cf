import { Aes } from 'wechatpay-axios-plugin'
import { type Sandbox } from '../../../simulator/sandbox'
import { closeAll, keys, must, sandboxFor, stranger } from './ground'
import { modes } from './service-orders/ground'
import { lessons, notify_url, PlanSide } from './sign-plan/ground'

afterEach(closeAll)

const told = (sandbox: Sandbox): [string, Record<string, unknown>] => {
  const { event, body } = sandbox.notifications().at(-1) ?? { event: '', body: '{}' }
  const { resource } = JSON.parse(body) as { resource: Record<string, string> }
  const { ciphertext = '', nonce = '', associated_data = '' } = resource
  const text = Aes.AesGcm.decrypt(ciphertext, keys.apiV3Key, nonce, associated_data)
  return [event, JSON.parse(text) as Record<string, unknown>]
}

test.each(modes)('a stranger runs a plan from its creation to its last session, as %s', async (mode) => {
  const sandbox = await sandboxFor()
  const side = new PlanSide(sandbox, stranger(sandbox), mode)
  const { mchid, appid, subMchid: sub_mchid } = sandbox.credentials
  const whose = { mchid, appid, ...(mode === 'partner' && { sub_mchid }) }

  const plan = await must(side.createPlan('P1'))
  expect(plan.data).toMatchObject({
    ...{ ...whose, merchant_plan_no: 'P1', plan_state: 'NORMAL', plan_duration: 30, deduction_quantity: 3 },
    ...{ total_original_price: 33000, total_actual_price: 27900 },
    plan_detail_list: lessons.map((one, index) => ({ ...one, plan_detail_no: index + 1 })),
  })
  expect((await must(side.queryPlan('P1'))).data).toEqual(plan.data)
  const plan_id = String(plan.data['plan_id'])

  const created = await must(side.sign('S1', plan_id))
  expect(created.data['package']).toMatch(/^AAQ/)
  expect(created.data['sign_plan']).toMatchObject({
    ...{ ...whose, plan_id, openid: 'oUser1', merchant_callback_url: notify_url, sign_state: 'UNSIGNED' },
    ...{ going_detail_no: 0, cancel_sign_type: 'NOT_CANCEL', total_origin_price: 33000 },
    ...{ total_actual_price: 27900, deduction_quantity: 3, plan_name: '羽毛球小班课' },
  })
  expect(await side.states('S1')).toEqual(['UNSIGNED', 'NOT_USED', 'NOT_USED', 'NOT_USED'])

  sandbox.actOnSignPlan('S1', 'confirm', 'oUser1')
  const { sign_plan_id } = created.data['sign_plan'] as { sign_plan_id: string }
  expect(told(sandbox)).toMatchObject(['PAYSCORE.USER_SIGN_PLAN', { sign_plan_id, sign_state: 'SIGNED' }])
  expect((await must(side.querySign('S1'))).data).toEqual(told(sandbox)[1])

  for (const [index, { actual_price, original_price, plan_detail_name }] of lessons.entries()) {
    const number = index + 1
    const begun = await must(side.session('S1', number))
    expect(begun.data).not.toHaveProperty('package')
    expect(begun.data).not.toHaveProperty('out_trade_no')
    expect(begun.data).toMatchObject({
      ...{ ...whose, out_order_no: `S1-${number}`, state: 'DOING', state_description: 'USER_CONFIRM' },
      post_payments: [{ name: plan_detail_name, amount: original_price }],
      risk_fund: { amount: actual_price },
    })
    expect((await side.states('S1'))[number]).toBe('USING')
    sandbox.setClock({ advanceSeconds: 3600 })
    await must(side.complete('S1', number))
    expect((await must(side.orders.query(`S1-${number}`))).data).toMatchObject({
      ...{ state: 'DOING', state_description: 'MCH_COMPLETE', total_amount: actual_price, openid: 'oUser1' },
      collection: { state: 'USER_PAYING' },
    })
    sandbox.act(`S1-${number}`, 'pay')
    expect(told(sandbox)).toMatchObject([
      'PAYSCORE.USER_PAID',
      { out_order_no: `S1-${number}`, state: 'DONE' },
    ])
    expect((await side.states('S1'))[number]).toBe('USED')
  }
  expect(await side.states('S1')).toEqual(['COMPLETE', 'USED', 'USED', 'USED'])
  const { data } = await must(side.querySign('S1'))
  expect(data['going_detail_no']).toBe(3)
  expect(data['signed_detail_list']).toMatchObject(
    lessons.map(({ actual_price }, index) => ({
      actual_pay_price: actual_price,
      order_id: expect.stringMatching(/^\d+$/) as string,
      use_time: expect.stringMatching(/\+08:00$/) as string,
      complete_time: expect.stringMatching(/\+08:00$/) as string,
      cancel_time: '',
      merchant_plan_detail_no: `S1-${index + 1}`,
    })),
  )
  expect(sandbox.orders().reduce((sum, { charged }) => sum + charged, 0)).toBe(27900)
})

test.each(modes)('a stranger cancels a session, ends the signing and stops the plan, as %s', async (mode) => {
  const sandbox = await sandboxFor()
  const side = new PlanSide(sandbox, stranger(sandbox), mode)
  await side.signed('S2')
  await side.begun('S2', 1)
  await must(side.cancel('S2', 1))
  expect(await side.states('S2')).toEqual(['SIGNED', 'SIGN_PLAN_DETAIL_CANCEL', 'NOT_USED', 'NOT_USED'])
  await side.paid('S2', 2)

  const stopped = await must(side.stopSign('S2'))
  expect(stopped.data).toMatchObject({
    ...{ sign_state: 'SIGN_PLAN_CANCEL', cancel_sign_type: 'MERCHANT', cancel_reason: '停课' },
    cancel_sign_time: expect.stringMatching(/\+08:00$/) as string,
  })
  expect(await side.states('S2')).toEqual([
    ...['SIGN_PLAN_CANCEL', 'SIGN_PLAN_DETAIL_CANCEL', 'USED', 'NOT_USED'],
  ])

  const { data } = await must(side.stopPlan('S2-plan'))
  expect(data).toMatchObject({ plan_state: 'STOP', stop_mchid: sandbox.credentials.mchid })
  expect((await must(side.queryPlan('S2-plan'))).data).toEqual(data)
})

test('a merchant stops a plan without a body, as documented', async () => {
  const sandbox = await sandboxFor()
  const call = stranger(sandbox)
  const side = new PlanSide(sandbox, call, 'merchant')
  await must(side.createPlan('P3'))
  const stopped = await must(call('POST', '/v3/payscore/plan/payscore-plans/merchant-plan-no/P3/stop'))
  expect(stopped.data['plan_state']).toBe('STOP')
})
