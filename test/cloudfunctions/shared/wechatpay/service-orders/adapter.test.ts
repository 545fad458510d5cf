import type { CompleteInput, CreateInput, OrderKey } from '../../../../../cloudfunctions/shared/protocol'
import { readResource as readPayafterOrder } from '../../../../../cloudfunctions/shared/wechatpay/payafter-orders/told-order'
import { readResource as readServiceOrder } from '../../../../../cloudfunctions/shared/wechatpay/service-orders/told-order'
import { serviceOrders } from '../../../../../cloudfunctions/shared/wechatpay/service-orders/adapter'
import { prepareFirst } from '../../../../../cloudfunctions/shared/wechatpay/service-orders/create-input'
import { protocolOf, readResource } from '../../../../../cloudfunctions/shared/protocols'
import { answerOf, bodyOf, context, NOW, problemsOf, without } from '../prepared'

const own: OrderKey = { out_order_no: '0a1b2c3d_1', service_id: '5000010000', appid: 'wxours' }
const shop: OrderKey = { ...own, sub_mchid: '1900000200' }
const HOUR = 3_600_000

const create: CreateInput = {
  ...own,
  notifyUrl: 'https://example.com/pay/notify',
  introduction: '共享充电宝',
  fees: [{ name: '收费标准', description: '3 元/小时，24 小时封顶 30 元' }],
  discounts: [{ name: '会员', description: '会员立减', amount: 100 }],
  riskName: 'ESTIMATE_ORDER_COST',
  riskAmount: 9900,
  start: 'OnAccept',
  endsAt: NOW + 24 * HOUR,
  startLocation: '深圳湾万象城',
}
const complete: CompleteInput = {
  finishType: 2,
  fees: [{ name: '收费标准', description: '3 元/小时', amount: 600 }],
  discounts: [{ name: '会员', description: '会员立减', amount: 100 }],
  total: 500,
  riskAmount: 9900,
  startedAt: NOW - 3 * HOUR,
  endedAt: NOW - HOUR,
  profitSharing: false,
}
const paths = (key: OrderKey) => ({
  create: prepareFirst({ ...create, ...key }, context).path,
  query: serviceOrders.prepareQuery(key, context).path,
  cancel: serviceOrders.prepareCancel({ ...key, reason: '不用了' }, context).path,
  complete: serviceOrders.prepareComplete({ ...key, ...complete }, context).path,
  sync: serviceOrders.prepareSync({ ...key, paidAt: NOW - 1000 }, context).path,
  collect: serviceOrders.prepareCollect?.(key, context).path,
})

test('rules: what is not used, unpaid or unconfirmed is cancelled; the confirm page needs the package alone', () => {
  expect(protocolOf('service-orders')).toBe(serviceOrders)
  expect(serviceOrders.rules).toEqual({
    lines: ['payafter', 'pay-on-delivery', 'sign-plan'],
    modes: ['merchant', 'partner'],
    asks: false,
    unused: 'cancel',
    waives: true,
    unconfirmed: 'cancelled-by-us',
    launch: 'package',
  })
})

test('as the merchant itself', () => {
  expect(paths(own)).toEqual({
    create: '/v3/payscore/serviceorder',
    query: '/v3/payscore/serviceorder?service_id=5000010000&out_order_no=0a1b2c3d_1&appid=wxours',
    cancel: '/v3/payscore/serviceorder/0a1b2c3d_1/cancel',
    complete: '/v3/payscore/serviceorder/0a1b2c3d_1/complete',
    sync: '/v3/payscore/serviceorder/0a1b2c3d_1/sync',
    collect: '/v3/payscore/serviceorder/0a1b2c3d_1/pay',
  })
})

test('as service provider', () => {
  expect(paths(shop)).toEqual({
    create: '/v3/payscore/partner/serviceorder',
    query:
      '/v3/payscore/partner/serviceorder?service_id=5000010000&out_order_no=0a1b2c3d_1&sub_mchid=1900000200',
    cancel: '/v3/payscore/partner/serviceorder/0a1b2c3d_1/cancel',
    complete: '/v3/payscore/partner/serviceorder/0a1b2c3d_1/complete',
    sync: '/v3/payscore/partner/serviceorder/0a1b2c3d_1/sync',
    collect: '/v3/payscore/partner/serviceorder/0a1b2c3d_1/pay',
  })
})

describe('create', () => {
  const body = {
    out_order_no: '0a1b2c3d_1',
    service_id: '5000010000',
    appid: 'wxours',
    service_introduction: '共享充电宝',
    post_payments: [{ name: '收费标准', description: '3 元/小时，24 小时封顶 30 元' }],
    post_discounts: [{ name: '会员', description: '会员立减' }],
    time_range: { start_time: 'OnAccept', end_time: '20261121100000' },
    location: { start_location: '深圳湾万象城' },
    risk_fund: { name: 'ESTIMATE_ORDER_COST', amount: 9900 },
    notify_url: 'https://example.com/pay/notify',
    need_user_confirm: true,
  }
  test('a rule without a price stays without, a discount too, and nothing is attached', () => {
    const call = prepareFirst(create, context)
    expect(bodyOf(call)).toEqual(body)
    expect(call).toMatchObject({ safeToRepeat: true, repeats: { out_order_no: own.out_order_no } })
  })
  test("a shop's", () => {
    const call = prepareFirst({ ...create, ...shop, sub_appid: 'wxshop' }, context)
    expect(bodyOf(call)).toEqual({ ...body, sub_mchid: '1900000200', sub_appid: 'wxshop' })
    expect(call.repeats).toEqual({ out_order_no: own.out_order_no, sub_mchid: '1900000200' })
  })
  test('without an address for notifications says which setting is missing', () => {
    expect(() => prepareFirst(without(create, 'notifyUrl'), context)).toThrow(
      'WECHATPAY_NOTIFY_URL: is not set. An order of service-orders itself says where its notifications go: set it to the https address of the function notify.',
    )
  })
  test('a person has no field: nothing is lost silently, and nothing of the person is repeated', () => {
    expect(problemsOf(() => prepareFirst({ ...create, person: { phone: '13800138000' } }, context))).toEqual([
      'phone: has no field in service-orders: take it from the offer\'s "asks"',
    ])
  })
  test('the answer: the package alone opens the page', () => {
    const answer = { out_order_no: 'a_1', state: 'CREATED', order_id: 'o', package: 'P', appid: 'wxours' }
    expect(serviceOrders.readCreate(answerOf(answer))).toEqual({
      state: 'CREATED',
      package: 'P',
      businessType: 'wxpayScoreUse',
      order_id: 'o',
    })
  })
  test.each([
    [{ state: 'DOING', state_description: 'USER_CONFIRM' }, 'USER_ACCEPTED'],
    [{ state: 'DOING' }, undefined],
    [{}, undefined],
    [{ state: 'PAUSED' }, undefined],
  ])('%j is %s', (words, state) => {
    expect(serviceOrders.readCreate(answerOf({ out_order_no: 'a', package: 'P', ...words })).state).toBe(
      state,
    )
  })
})

describe('complete', () => {
  const body = {
    service_id: '5000010000',
    post_payments: [{ name: '收费标准', description: '3 元/小时', amount: 600 }],
    post_discounts: [{ name: '会员', description: '会员立减', amount: 100 }],
    total_amount: 500,
    time_range: { start_time: '20261120070000', end_time: '20261120090000' },
    profit_sharing: false,
  }
  test('the bill', () => {
    const call = serviceOrders.prepareComplete({ ...own, ...complete }, context)
    expect(bodyOf(call)).toEqual({ ...body, appid: 'wxours' })
    expect(call.safeToRepeat).toBe(false)
  })
  test("a shop's names no app", () => {
    expect(bodyOf(serviceOrders.prepareComplete({ ...shop, ...complete }, context))).toEqual({
      ...body,
      sub_mchid: '1900000200',
    })
  })
  test('finish_type 1 does not exist', () => {
    expect(
      problemsOf(() =>
        serviceOrders.prepareComplete({ ...own, ...complete, finishType: 1, total: 0, fees: [] }, context),
      ),
    ).toEqual([
      'finish_type: does not exist in service-orders: cancel an order that was not used (rules.unused)',
    ])
  })
  test('a line without an amount is no bill', () => {
    const fees = [...complete.fees, { name: '时长', description: '2 小时' }]
    expect(problemsOf(() => serviceOrders.prepareComplete({ ...own, ...complete, fees }, context))).toEqual([
      'post_payments[1].amount: is missing',
    ])
  })
  test('nothing to pay is a bill', () => {
    const zero = { fees: [{ name: '收费标准', amount: 0 }], discounts: [], total: 0 }
    expect(bodyOf(serviceOrders.prepareComplete({ ...own, ...complete, ...zero }, context))).toMatchObject({
      total_amount: 0,
      post_discounts: [],
    })
  })
})

test('modify: lower only', () => {
  const bill = { fees: complete.fees, discounts: complete.discounts, riskAmount: 9900, reason: '少收' }
  const call = serviceOrders.prepareModify?.({ ...shop, ...bill, total: 500, before: 501 }, context)
  expect(call?.path).toBe('/v3/payscore/partner/serviceorder/0a1b2c3d_1/modify')
  expect(call && bodyOf(call)).toMatchObject({ total_amount: 500, reason: '少收', sub_mchid: '1900000200' })
  expect(() => serviceOrders.prepareModify?.({ ...own, ...bill, total: 500, before: 500 }, context)).toThrow(
    'total_amount: is not lower than the bill before (500, but 500)',
  )
})

test.each(['pending', 'prepaid'] as const)('the %s message names no app, and a day', (kind) => {
  const { fees, discounts, total } = complete
  const message = { kind, fees, discounts, total, day: NOW + 24 * HOUR }
  const call = serviceOrders.prepareMessage?.({ ...own, ...message }, context)
  expect(call?.path).toBe(`/v3/payscore/serviceorder/0a1b2c3d_1/send-${kind}message`)
  expect(Object.keys(call ? bodyOf(call) : {}).sort()).toEqual([
    'post_discounts',
    'post_payments',
    'prepaid_time',
    'service_id',
    'total_amount',
  ])
  expect(call && bodyOf(call)['prepaid_time']).toBe('20261121')
})

describe('facts of a query', () => {
  const order = { out_order_no: 'a_1', service_id: '500001', appid: 'wxours', mchid: '1900000109' }
  const facts = (body: object) => serviceOrders.readQuery(answerOf({ ...order, ...body }))
  const detail = {
    seq: 1,
    amount: 300,
    paid_type: 'NEWTON',
    paid_time: '20261120093000',
    transaction_id: '42',
  }

  test('before a bill there is no total and no end, whatever is said', () => {
    const words = { state: 'DOING', state_description: 'USER_CONFIRM', total_amount: 9900 }
    const time_range = { start_time: '20261120070000', end_time: '20261121070000' }
    expect(facts({ ...words, time_range, openid: 'o' })).toEqual({
      state: 'USER_ACCEPTED',
      raw: 'DOING/USER_CONFIRM',
      startedAt: NOW - 3 * HOUR,
      openid: 'o',
    })
  })
  test('while a deduction is under way: part of it may be paid', () => {
    const collection = {
      state: 'USER_PAYING',
      total_amount: 500,
      paying_amount: 200,
      paid_amount: 300,
      details: [detail],
    }
    expect(
      facts({ state: 'DOING', state_description: 'MCH_COMPLETE', total_amount: 500, collection }),
    ).toEqual({
      state: 'FINISHED',
      raw: 'DOING/MCH_COMPLETE/USER_PAYING',
      total: 500,
      paid: 300,
      paidElsewhere: false,
      transactionId: '42',
      payments: [{ transactionId: '42', amount: 300, paidAt: NOW - HOUR / 2 }],
    })
  })
  test('paid in two: each can be refunded, the later one is when it was paid', () => {
    const second = { ...detail, seq: 2, amount: 200, paid_time: '20261120094000', transaction_id: '43' }
    const collection = { state: 'USER_PAID', paid_amount: 500, details: [second, detail] }
    expect(facts({ state: 'DONE', total_amount: 500, collection })).toMatchObject({
      state: 'USER_PAID',
      raw: 'DONE/USER_PAID',
      paid: 500,
      paidAt: NOW - HOUR / 3,
      transactionId: '43',
      payments: [
        { transactionId: '43', amount: 200 },
        { transactionId: '42', amount: 300 },
      ],
    })
  })
  test('paid to the merchant: nothing to refund here', () => {
    const collection = { state: 'USER_PAID', paid_amount: 500, details: [{ ...detail, paid_type: 'MCH' }] }
    const told = facts({ state: 'DONE', total_amount: 500, collection })
    expect(told).toMatchObject({ state: 'USER_PAID', paidElsewhere: true })
    expect(told).not.toHaveProperty('payments')
    expect(told).not.toHaveProperty('transactionId')
  })
  test('partly deducted and partly paid to the merchant is not paid elsewhere', () => {
    const details = [{ ...detail, paid_type: 'MCH' }, detail]
    expect(facts({ state: 'DONE', collection: { state: 'USER_PAID', details } })).toMatchObject({
      paidElsewhere: false,
      payments: [{ transactionId: '42' }],
    })
  })
  test("a shop's own app knows the customer by its own openid", () => {
    const people = { state: 'CREATED', openid: 'theirs', sub_openid: 'ours' }
    expect(facts({ ...people, sub_appid: 'wxshop' }).openid).toBe('ours')
    expect(facts(people).openid).toBe('theirs')
  })
  test('an unknown word is told as it came', () => {
    expect(facts({ state: 'DOING', state_description: 'SLEEPING' })).toEqual({ raw: 'DOING/SLEEPING' })
  })
})

describe('a notification is routed by what it holds', () => {
  const order = { out_order_no: 'a_1', service_id: '500001', state: 'DOING' }
  const own = { ...order, state_description: 'USER_CONFIRM' }
  test.each([
    [own, 'service-orders'],
    [{ ...order, state: 'DONE', post_payments: [] }, 'service-orders'],
    [{ ...order, state: 'CREATED', time_range: {} }, 'service-orders'],
    [{ ...order, state: 'DONE' }, 'service-orders'],
    [order, 'service-orders'],
    [{ ...order, state: 'USER_PAID', risk_amount: 1 }, 'payafter-orders'],
    [{ ...order, state: 'USER_ACCEPTED' }, 'payafter-orders'],
    [{ sign_plan_id: '1', sign_state: 'SIGNED', time_range: {} }, undefined],
    [{ ...own, sign_plan_id: '1' }, 'service-orders'],
    [{ ...own, sign_plan_id: '1', sign_state: 'SIGNED' }, undefined],
    [{ out_refund_no: 'r', refund_status: 'SUCCESS' }, undefined],
    ['text', undefined],
    [null, undefined],
  ])('%j is of %s', (resource, protocol) => {
    expect(readResource(resource)?.protocol).toBe(protocol)
  })
  test('with who it is for', () => {
    const told = readServiceOrder({
      ...own,
      mchid: '1900000109',
      appid: 'wxours',
      sub_mchid: '1900000200',
      openid: 'o',
    })
    expect(told).toMatchObject({
      out_order_no: 'a_1',
      service_id: '500001',
      mchid: '1900000109',
      appid: 'wxours',
      sub_mchid: '1900000200',
      facts: { state: 'USER_ACCEPTED', openid: 'o' },
    })
  })
  test.each([1900000200, null, ['1'], {}, true])('an identity that is no text is nobody’s: %j', (value) => {
    const resource = { ...own, mchid: value, appid: value, sub_mchid: value, openid: value }
    expect(readServiceOrder(resource)).toMatchObject({
      mchid: '',
      appid: '',
      sub_mchid: '',
      facts: { openid: '' },
    })
    expect(readServiceOrder({ ...own, sub_appid: 'wxshop', sub_openid: value })?.facts.openid).toBe('')
  })
  test('neither protocol reads the other one’s', () => {
    expect(readPayafterOrder(own)).toBeUndefined()
    expect(readServiceOrder({ ...order, state: 'USER_PAID' })).toBeUndefined()
  })
})
