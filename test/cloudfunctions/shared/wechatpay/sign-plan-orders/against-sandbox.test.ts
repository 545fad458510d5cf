import { toSecondText } from '../../../../../miniprogram/domain/period'
import {
  isAbsent,
  payscorePlans,
  planLaunch,
  signPlanOrders,
  userSignPlans,
} from '../../../../../cloudfunctions/shared/wechatpay'
import { serviceOrders } from '../../../../../cloudfunctions/shared/wechatpay/service-orders/adapter'
import type { SandboxOptions } from '../../../../../simulator/sandbox'
import { meet, MODES, type Mode } from './meeting'

const NO = 'meet-1'
const PRICES = [9000, 8000, 7000] as const
const numbers = PRICES.map((_, index) => ({
  plan_detail_no: index + 1,
  merchant_plan_detail_no: `${NO}-${index + 1}`,
}))

/** A plan, its signing and its sessions, over both sides. */
async function story(mode: Mode, options: SandboxOptions = {}) {
  const world = await meet(mode, options)
  const { send, context, whose, shop, app, customer, notify_url, sandbox } = world
  const planKey = { merchant_plan_no: 'plan-1', ...shop }
  const signKey = { merchant_sign_plan_no: NO, ...shop }
  const plan: payscorePlans.NewPlan = {
    ...whose,
    ...app,
    merchant_plan_no: 'plan-1',
    plan_name: '羽毛球基础课三节',
    plan_duration: 90,
    deduction_quantity: 3,
    total_original_price: 30000,
    total_actual_price: 24000,
    plan_detail_list: PRICES.map((actual_price, index) => ({
      plan_detail_name: `第${index + 1}节课`,
      original_price: 10000,
      actual_price,
      plan_discount_description: '早鸟',
    })),
  }
  const made = payscorePlans.readPlan(await send(payscorePlans.preparePlan(plan, context)))
  const signCall = (more: Partial<userSignPlans.NewSignPlan> = {}) =>
    userSignPlans.prepareSign(
      {
        ...whose,
        ...app,
        ...customer,
        merchant_sign_plan_no: NO,
        plan_id: made.plan_id,
        notify_url,
        sign_plan_detail: numbers,
        ...more,
      },
      { ...context, plan },
    )
  const signing = async () =>
    userSignPlans.readSignPlan(await send(userSignPlans.prepareSignQuery(signKey, context)))
  const signed = async () => {
    const asked = userSignPlans.readSign(await send(signCall()), signKey)
    sandbox.actOnSignPlan(NO, 'confirm', 'oUser1')
    return asked.sign_plan.sign_plan_id
  }
  const sessionCall = (sign_plan_id: string, plan_detail_no: number) =>
    signPlanOrders.prepareSession(
      {
        ...whose,
        ...app,
        ...customer,
        sign_plan_id,
        plan_detail_no,
        notify_url,
        service_introduction: '羽毛球基础课',
        time_range: {
          start_time: toSecondText(sandbox.clock.now() + 60_000),
          end_time: toSecondText(sandbox.clock.now() + 3_600_000),
          start_time_remark: '签到',
          end_time_remark: '下课',
        },
        location: { start_location: '一号馆', end_location: '一号馆' },
        attach: '周五晚班',
        out_trade_no: `${NO}-${plan_detail_no}`,
      },
      { ...context, signed: numbers },
    )
  const orderKey = (n: number) => ({ out_order_no: `${NO}-${n}`, ...whose })
  const order = async (n: number) =>
    signPlanOrders.sessionFacts(
      serviceOrders.readQuery(await send(serviceOrders.prepareQuery(orderKey(n), context))),
    )
  const complete = (n: number) =>
    serviceOrders.prepareComplete(
      {
        ...orderKey(n),
        finishType: 2,
        fees: [{ name: '羽毛球基础课三节', description: `第${n}节课`, amount: 10000 }],
        discounts: [{ name: '早鸟', description: '早鸟', amount: 10000 - (PRICES[n - 1] ?? 0) }],
        total: PRICES[n - 1] ?? 0,
        riskAmount: PRICES[n - 1] ?? 0,
        endedAt: sandbox.clock.now() - 60_000,
        profitSharing: false,
      },
      context,
    )
  return {
    ...world,
    plan,
    planKey,
    signKey,
    made,
    signCall,
    signing,
    signed,
    sessionCall,
    orderKey,
    order,
    complete,
  }
}

describe.each(MODES)('as %s', (mode) => {
  test('a plan is made once, asked about, and stopped', async () => {
    const { send, context, plan, planKey, made, signCall } = await story(mode)
    const { plan_detail_list, ...words } = plan
    expect(made).toMatchObject({
      ...words,
      plan_state: 'NORMAL',
      plan_detail_list: plan_detail_list.map((one, index) => ({ ...one, plan_detail_no: index + 1 })),
    })
    const again = payscorePlans.readPlan(await send(payscorePlans.preparePlan(plan, context)))
    expect(again.plan_id).toBe(made.plan_id)
    const query = async () =>
      payscorePlans.readPlan(await send(payscorePlans.preparePlanQuery(planKey, context)))
    expect(await query()).toMatchObject({ plan_id: made.plan_id, plan_state: 'NORMAL' })
    const stopped = payscorePlans.readPlan(await send(payscorePlans.preparePlanStop(planKey, context)))
    expect(stopped).toMatchObject({
      plan_id: made.plan_id,
      plan_state: 'STOP',
      stop_mchid: expect.any(String) as string,
      stoppedAt: expect.any(Number) as number,
    })
    expect((await query()).plan_state).toBe('STOP')
    const refusal: unknown = await send(signCall()).catch((error: unknown) => error)
    expect(refusal).toMatchObject({ outcome: 'refused', verified: true })
    expect(isAbsent(refusal)).toBe(false)
    expect(`${JSON.stringify(refusal)}${String(refusal)}`).not.toContain('oUser1')
  })

  test('a customer signs: the page’s package, the answers, the notification', async () => {
    const { send, signCall, signKey, signing, sandbox, notified, made, customer } = await story(mode)
    const call = signCall()
    const asked = userSignPlans.readSign(await send(call), signKey)
    expect(asked.sign_plan).toMatchObject({
      merchant_sign_plan_no: NO,
      plan_id: made.plan_id,
      sign_state: 'UNSIGNED',
      going_detail_no: 0,
      total_origin_price: 30000,
      total_actual_price: 24000,
      deduction_quantity: 3,
      signed_detail_list: PRICES.map((actual_price, index) => ({
        ...numbers[index],
        actual_price,
        original_price: 10000,
        plan_detail_state: 'NOT_USED',
      })),
    })
    expect(planLaunch(asked).extraData).toStrictEqual({ package: asked.package })
    const again = userSignPlans.readSign(await send(call), signKey)
    expect(again.sign_plan.sign_plan_id).toBe(asked.sign_plan.sign_plan_id)
    expect(await signing()).toMatchObject({ sign_state: 'UNSIGNED' })
    expect((await signing()).raw).not.toHaveProperty('package')

    sandbox.actOnSignPlan(NO, 'confirm', 'oUser1')
    expect(await signing()).toMatchObject({
      sign_state: 'SIGNED',
      signedAt: expect.any(Number) as number,
      overAt: expect.any(Number) as number,
    })
    const [told] = await notified(1)
    expect(told?.event_type).toBe('PAYSCORE.USER_SIGN_PLAN')
    expect(userSignPlans.readSignPlanResource(told?.resource)).toMatchObject({
      merchant_sign_plan_no: NO,
      sign_plan_id: asked.sign_plan.sign_plan_id,
      sign_state: 'SIGNED',
      ...customer,
    })
  })

  test('one session is done and paid, the next cancelled, the rest stopped', async () => {
    const all = await story(mode)
    const { send, context, signKey, signing, signed, sessionCall, orderKey, order, complete, sandbox } = all
    const sign_plan_id = await signed()
    await expect(send(sessionCall(sign_plan_id, 2))).rejects.toMatchObject({ outcome: 'refused' })

    const call = sessionCall(sign_plan_id, 1)
    const made = signPlanOrders.readSession(await send(call))
    expect(made).toMatchObject({ out_order_no: `${NO}-1`, attach: encodeURIComponent('周五晚班') })
    expect(made).not.toHaveProperty('package')
    expect(signPlanOrders.priceOf(made)).toBe(9000)
    expect(signPlanOrders.readSession(await send(call)).order_id).toBe(made.order_id)
    expect(await order(1)).toMatchObject({ state: 'USER_ACCEPTED', raw: 'DOING/USER_CONFIRM' })
    expect(await signing()).toMatchObject({
      going_detail_no: 1,
      signed_detail_list: [
        { plan_detail_state: 'USING', order_id: made.order_id, usedAt: expect.any(Number) as number },
        { plan_detail_state: 'NOT_USED' },
        { plan_detail_state: 'NOT_USED' },
      ],
    })

    sandbox.setClock({ advanceSeconds: 3600 })
    await expect(send(sessionCall(sign_plan_id, 2))).rejects.toMatchObject({ outcome: 'refused' })
    await send(complete(1))
    expect(await order(1)).toMatchObject({ state: 'FINISHED', total: 9000 })
    await expect(send(sessionCall(sign_plan_id, 2))).rejects.toMatchObject({ outcome: 'refused' })
    sandbox.act(`${NO}-1`, 'pay')
    expect(await order(1)).toMatchObject({ state: 'USER_PAID', total: 9000, paid: 9000 })

    await send(sessionCall(sign_plan_id, 2))
    await send(serviceOrders.prepareCancel({ ...orderKey(2), reason: '下雨' }, context))
    expect(await order(2)).toMatchObject({ state: 'REVOKED' })
    expect(await signing()).toMatchObject({
      sign_state: 'SIGNED',
      signed_detail_list: [
        { plan_detail_state: 'USED', actual_pay_price: 9000, completedAt: expect.any(Number) as number },
        { plan_detail_state: 'SIGN_PLAN_DETAIL_CANCEL', cancelledAt: expect.any(Number) as number },
        { plan_detail_state: 'NOT_USED' },
      ],
    })

    const stop = userSignPlans.prepareSignStop({ ...signKey, stop_reason: '用户协商后停止' }, context)
    expect(userSignPlans.readSignPlan(await send(stop))).toMatchObject({
      sign_state: 'SIGN_PLAN_CANCEL',
      cancel_sign_type: 'MERCHANT',
      cancel_reason: '用户协商后停止',
      cancelledAt: expect.any(Number) as number,
    })
    expect(await signing()).toMatchObject({ sign_state: 'SIGN_PLAN_CANCEL', cancel_sign_type: 'MERCHANT' })
    await expect(send(sessionCall(sign_plan_id, 3))).rejects.toMatchObject({ outcome: 'refused' })
  })

  test('the customer ends it, and is told of with a query to follow', async () => {
    const { signed, signing, sandbox, notified } = await story(mode)
    await signed()
    sandbox.actOnSignPlan(NO, 'cancel', 'oUser1')
    const told = (await notified(2)).find(({ event_type }) => event_type === 'PAYSCORE.USER_CANCEL_SIGN_PLAN')
    expect(userSignPlans.readSignPlanResource(told?.resource)).toMatchObject({
      merchant_sign_plan_no: NO,
      cancel_sign_type: 'USER',
    })
    expect(await signing()).toMatchObject({ sign_state: 'SIGN_PLAN_CANCEL', cancel_sign_type: 'USER' })
  })

  test('what was never made is absent, by each query', async () => {
    const { send, context, planKey, signKey, order } = await story(mode)
    const nothing = [
      () => send(payscorePlans.preparePlanQuery({ ...planKey, merchant_plan_no: 'none' }, context)),
      () => send(userSignPlans.prepareSignQuery({ ...signKey, merchant_sign_plan_no: 'none' }, context)),
      () => order(1),
    ]
    for (const ask of nothing) expect(isAbsent(await ask().catch((error: unknown) => error))).toBe(true)
  })
})

/** What no document settles: the same story, whichever it is. */
describe.each<NonNullable<SandboxOptions['switches']>>([
  { planEmptyFields: 'absent' },
  { sessionCreateState: 'CREATED' },
  { sessionCreateState: 'CREATED-in-queries' },
  { sessionPayments: 'actual-price', sessionRiskFund: 'original-price' },
  { sessionTotal: 'exactly-the-price' },
  { sessionTotal: 'as-any-order' },
  { sessionConfirmNotified: 'yes' },
  { planNotFound: 'ORDER_NOT_EXIST' },
  { repeatedStop: 'refused', planStateCode: 'INVALID_ORDER_STATE' },
])('where %j', (switches) => {
  test('a session is done and paid, and the rest stopped', async () => {
    const all = await story('partner', { switches })
    const { send, context, signKey, signing, signed, sessionCall, order, complete, sandbox } = all
    expect(isAbsent(await order(1).catch((error: unknown) => error))).toBe(true)
    const sign_plan_id = await signed()
    const made = signPlanOrders.readSession(await send(sessionCall(sign_plan_id, 1)))
    expect(signPlanOrders.priceOf(made)).toBe(9000)
    expect(await order(1)).toMatchObject({ state: 'USER_ACCEPTED' })
    sandbox.setClock({ advanceSeconds: 3600 })
    await send(complete(1))
    sandbox.act(`${NO}-1`, 'pay')
    expect(await order(1)).toMatchObject({ state: 'USER_PAID', paid: 9000 })
    const stop = userSignPlans.prepareSignStop({ ...signKey, stop_reason: '退课' }, context)
    expect(userSignPlans.readSignPlan(await send(stop)).sign_state).toBe('SIGN_PLAN_CANCEL')
    expect(await signing()).toMatchObject({
      sign_state: 'SIGN_PLAN_CANCEL',
      signed_detail_list: [{ plan_detail_state: 'USED', actual_pay_price: 9000 }, {}, {}],
    })
  })
})
