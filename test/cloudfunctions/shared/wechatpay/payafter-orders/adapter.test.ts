import type { CompleteInput, CreateInput, OrderKey } from '../../../../../cloudfunctions/shared/protocol'
import { protocolOf } from '../../../../../cloudfunctions/shared/protocols'
import { payafterOrders } from '../../../../../cloudfunctions/shared/wechatpay/payafter-orders/adapter'
import { prepareFirst } from '../../../../../cloudfunctions/shared/wechatpay/payafter-orders/create-input'
import { answerOf, bodyOf, context, NOW, problemsOf, without } from './fixture'

const key: OrderKey = { out_order_no: '0a1b2c3d_1', service_id: '500001', appid: 'wxours' }
const HOUR = 3_600_000

const create: CreateInput = {
  ...key,
  introduction: '共享充电宝',
  fees: [
    { name: '收费标准', description: '3 元/小时' },
    { name: '押金', amount: 100, count: 2 },
  ],
  discounts: [{ name: '会员', description: '会员立减', amount: 100 }],
  riskName: 'ESTIMATE_ORDER_COST',
  riskAmount: 9900,
  start: 'OnAccept',
  endsAt: NOW + 24 * HOUR,
  startLocation: '深圳湾万象城',
  endLocation: '南山书城',
}
const complete: CompleteInput = {
  finishType: 2,
  fees: [{ name: '使用费', description: '2 小时', count: 2, amount: 600 }],
  discounts: [{ name: '会员', description: '会员立减', amount: 100 }],
  total: 500,
  riskAmount: 9900,
  startedAt: NOW - 3 * HOUR,
  endedAt: NOW - HOUR,
  ticket: 'ticket==',
  profitSharing: false,
}
const completing = (change: Partial<CompleteInput>) => () =>
  payafterOrders.prepareComplete({ ...key, ...complete, ...change }, context)

test('rules: for a merchant alone; not used is a completion, not paid stays owed, not confirmed lapses', () => {
  expect(protocolOf('payafter-orders')).toBe(payafterOrders)
  expect(payafterOrders.rules).toEqual({
    lines: ['payafter'],
    modes: ['merchant'],
    asks: true,
    unused: 'complete',
    waives: false,
    unconfirmed: 'expires',
    launch: 'signed-set',
  })
  for (const call of ['prepareModify', 'prepareCollect', 'prepareMessage'])
    expect(payafterOrders).not.toHaveProperty(call)
})

describe('create', () => {
  const body = {
    appid: 'wxours',
    out_order_no: '0a1b2c3d_1',
    service_id: '500001',
    service_start_time: 'OnAccept',
    service_end_time: '20261121100000',
    service_start_location: '深圳湾万象城',
    service_end_location: '南山书城',
    service_introduction: '共享充电宝',
    fees: [
      { fee_name: '收费标准', fee_desc: '3 元/小时' },
      { fee_name: '押金', fee_amount: 100, fee_count: 2 },
    ],
    discounts: [{ discount_name: '会员', discount_desc: '会员立减' }],
    risk_amount: 9900,
    need_user_confirm: true,
  }
  test('starts when the customer confirms; a discount has no amount yet', () => {
    const call = prepareFirst(create, context)
    expect(call).toMatchObject({
      path: '/v3/payscore/payafter-orders',
      repeats: { out_order_no: '0a1b2c3d_1' },
    })
    expect(bodyOf(call)).toEqual(body)
  })
  test('says nothing of an end that is not known', () => {
    const open = without(create, 'endsAt', 'endLocation')
    expect(bodyOf(prepareFirst(open, context))).toEqual(
      without(body, 'service_end_time', 'service_end_location'),
    )
  })
  test('says who the customer is, but not readably', () => {
    const call = prepareFirst({ ...create, person: { phone: '13800138000' } }, context)
    expect(bodyOf(call)).toEqual({ ...body, phone: expect.stringMatching(/^[\w+/]{342}==$/) as string })
  })
})

describe('the answer of create', () => {
  const told = { out_order_no: 'a_1', package: 'P' }
  const read = (more: object) => payafterOrders.readCreate(answerOf({ ...told, ...more }))
  test('opens the page where it says', () => {
    const page = {
      miniprogram_businesstype: 'wxpayScoreNew',
      miniprogram_appid: 'wxpage',
      miniprogram_path: 'pages/use',
    }
    expect(read({ ...page, order_id: 'o', state: 'CREATED', appid: 'wxours' })).toEqual({
      state: 'CREATED',
      package: 'P',
      businessType: 'wxpayScoreNew',
      appId: 'wxpage',
      path: 'pages/use',
      order_id: 'o',
    })
  })
  test('opens the documented page where it says nothing', () => {
    expect(read({})).toEqual({ package: 'P', businessType: 'wxpayScoreUse' })
  })
  test.each([
    ['USER_ACCEPTED', 'USER_ACCEPTED'],
    ['DOING', undefined],
    ['', undefined],
  ])('a state %j is %s', (state, expected) => {
    expect(read({ state }).state).toBe(expected)
  })
})

test('query, cancel and sync name the order, the service and the app', () => {
  expect(payafterOrders.prepareQuery(key, context)).toMatchObject({
    method: 'GET',
    path: '/v3/payscore/payafter-orders?service_id=500001&out_order_no=0a1b2c3d_1&appid=wxours',
  })
  const cancel = payafterOrders.prepareCancel({ ...key, reason: '用户取消' }, context)
  expect(cancel.path).toBe('/v3/payscore/payafter-orders/0a1b2c3d_1/cancel')
  expect(bodyOf(cancel)).toEqual({ service_id: '500001', appid: 'wxours', reason: '用户取消' })
  const sync = payafterOrders.prepareSync({ ...key, paidAt: NOW - 1000 }, context)
  expect(sync.path).toBe('/v3/payscore/payafter-orders/0a1b2c3d_1/sync')
  expect(bodyOf(sync)['detail']).toEqual({ paid_time: '20261120095959' })
})

test.each<[string, () => unknown]>([
  ['query', () => payafterOrders.prepareQuery({ ...key, sub_mchid: '1900000200' }, context)],
  ['cancel', () => payafterOrders.prepareCancel({ ...key, sub_mchid: '1900000200', reason: 'x' }, context)],
  ['sync', () => payafterOrders.prepareSync({ ...key, sub_mchid: '1900000200', paidAt: NOW - 1 }, context)],
])('a shop has no orders here: %s is refused and not sent for the merchant', (_, prepare) => {
  expect(prepare).toThrow('sub_mchid: is not a field of this call')
})

describe('complete', () => {
  const body = {
    appid: 'wxours',
    service_id: '500001',
    finish_type: 2,
    real_service_start_time: '20261120070000',
    real_service_end_time: '20261120090000',
    fees: [{ fee_name: '使用费', fee_amount: 600 }],
    discounts: [{ discount_name: '会员', discount_desc: '会员立减', discount_amount: 100 }],
    total_amount: 500,
    finish_ticket: 'ticket==',
    profit_sharing: false,
  }
  test('used: the bill, and when it was', () => {
    const call = completing({})()
    expect(call.path).toBe('/v3/payscore/payafter-orders/0a1b2c3d_1/complete')
    expect(bodyOf(call)).toEqual(body)
  })
  test('used: a start that nobody knows is not said', () => {
    const { startedAt: _, ...known } = complete
    expect(bodyOf(payafterOrders.prepareComplete({ ...key, ...known }, context))).toEqual(
      without(body, 'real_service_start_time'),
    )
  })
  test('not used: no bill and no times, whatever is known of them', () => {
    expect(bodyOf(completing({ finishType: 1, reason: '用户未取走', total: 0 })())).toEqual({
      appid: 'wxours',
      service_id: '500001',
      finish_type: 1,
      cancel_reason: '用户未取走',
      total_amount: 0,
      finish_ticket: 'ticket==',
      profit_sharing: false,
    })
  })
  test.each<[string, Partial<CompleteInput>, string[]]>([
    [
      'a discount without an amount takes nothing off',
      { discounts: [{ name: 'a', description: 'b' }] },
      ['total_amount: is not the fees minus the discounts (500, but 600 - 0)'],
    ],
    [
      'more than the risk',
      { riskAmount: 499 },
      ['total_amount: is more than the risk amount of the order (500 > 499)'],
    ],
    [
      'an end before the start',
      { endedAt: NOW - 4 * HOUR },
      ['real_service_end_time: is not after real_service_start_time'],
    ],
    [
      'not used, and a total',
      { finishType: 1, reason: 'x' },
      ['total_amount: is not 0, as finish_type 1 requires'],
    ],
  ])('%s', (_, change, expected) => {
    expect(problemsOf(completing(change))).toEqual(expected)
  })
  test('without a ticket from a query nothing is sent', () => {
    const { ticket: _, ...rest } = complete
    expect(problemsOf(() => payafterOrders.prepareComplete({ ...key, ...rest }, context))).toEqual([
      'finish_ticket: is empty',
    ])
  })
})
