import { type Sandbox } from '../../../simulator/sandbox'
import {
  accepted,
  ago,
  base,
  closeAll,
  completeBody,
  createBody,
  must,
  own,
  queryOf,
  sandboxFor,
  stranger,
  type Reply,
  type Stranger,
} from './ground'

let sandbox: Sandbox
let call: Stranger
let count = 0
const next = (): string => `R_${++count}`

beforeAll(async () => {
  sandbox = await sandboxFor()
  call = stranger(sandbox)
})
afterAll(closeAll)

const long = (size: number): string => '长'.repeat(size)
const fee = (more: object): object => ({ fees: [{ fee_name: '费用', fee_amount: 1, ...more }] })
const many = (size: number, one: (index: number) => object): object[] =>
  Array.from({ length: size }, (_, i) => one(i))
const soon = (seconds: number): string => ago(sandbox, -seconds)

function refused(reply: Reply, code: string, field?: string): void {
  expect([
    reply.status,
    reply.data['code'],
    (reply.data['detail'] as { field?: string } | undefined)?.field,
  ]).toEqual([{ NO_AUTH: 403, ORDER_NOT_EXIST: 404 }[code] ?? 400, code, field])
}

describe('create accepts', () => {
  test.each<[string, () => object]>([
    [
      'everything at its limits',
      () => ({
        service_start_location: long(20),
        service_end_location: long(20),
        service_introduction: long(20),
        fees: many(100, (i) => ({
          fee_name: `${long(17)}${i}`,
          fee_count: 100,
          fee_amount: 0,
          fee_desc: long(30),
        })),
        discounts: many(5, (i) => ({ discount_name: `${long(19)}${i}`, discount_desc: long(30) })),
        attach: 'a'.repeat(200),
        risk_amount: 500_000,
      }),
    ],
    ['no fees at all', () => ({ fees: undefined })],
    ['nulls as missing', () => ({ discounts: null, attach: null, service_end_time: null })],
    ['seconds', () => ({ service_start_time: soon(60), service_end_time: soon(3600) })],
    [
      'days',
      () => ({ service_start_time: ago(sandbox, 0).slice(0, 8), service_end_time: soon(86_400).slice(0, 8) }),
    ],
    ['OnAccept with an end', () => ({ service_end_time: soon(90) })],
    ['an order without confirmation', () => ({ need_user_confirm: false, openid: 'o1' })],
  ])('%s', async (_, more) => {
    await must(call('POST', base, { data: createBody(sandbox, next(), more()) }))
  })

  test('numbers with every allowed character, also in paths', async () => {
    const number = 'aZ09_-|*'
    await must(call('POST', base, { data: createBody(sandbox, number) }))
    const path = `${base}/${encodeURIComponent(number)}/cancel`
    await must(call('POST', path, { data: { ...own(sandbox), reason: '用户取消' } }))
  })
})

describe('create refuses', () => {
  test.each<[string, string, () => object, string]>([
    ['/out_order_no', 'PARAM_ERROR', () => ({ out_order_no: 'a'.repeat(33) }), 'too long'],
    ['/out_order_no', 'PARAM_ERROR', () => ({ out_order_no: 'a b' }), 'characters'],
    ['/out_order_no', 'PARAM_ERROR', () => ({ out_order_no: undefined }), 'missing'],
    ['/appid', 'PARAM_ERROR', () => ({ appid: undefined }), 'missing'],
    ['/service_id', 'PARAM_ERROR', () => ({ service_id: undefined }), 'missing'],
    ['/service_start_time', 'PARAM_ERROR', () => ({ service_start_time: undefined }), 'missing'],
    ['/service_start_time', 'PARAM_ERROR', () => ({ service_start_time: 'onaccept' }), 'word'],
    ['/service_start_time', 'PARAM_ERROR', () => ({ service_start_time: '20990231' }), 'no real date'],
    ['/service_start_time', 'PARAM_ERROR', () => ({ service_start_time: ago(sandbox, 1) }), 'past second'],
    [
      '/service_start_time',
      'PARAM_ERROR',
      () => ({ service_start_time: ago(sandbox, 86_400).slice(0, 8) }),
      'past day',
    ],
    ['/service_end_time', 'PARAM_ERROR', () => ({ service_end_time: 'OnAccept' }), 'word'],
    ['/service_end_time', 'PARAM_ERROR', () => ({ service_end_time: soon(50) }), 'within a minute'],
    [
      '/service_end_time',
      'PARAM_ERROR',
      () => ({ service_start_time: soon(900), service_end_time: soon(800) }),
      'before start',
    ],
    ['/service_start_location', 'PARAM_ERROR', () => ({ service_start_location: undefined }), 'missing'],
    ['/service_start_location', 'PARAM_ERROR', () => ({ service_start_location: long(21) }), 'too long'],
    ['/service_end_location', 'PARAM_ERROR', () => ({ service_end_location: long(21) }), 'too long'],
    ['/service_introduction', 'PARAM_ERROR', () => ({ service_introduction: undefined }), 'missing'],
    ['/service_introduction', 'PARAM_ERROR', () => ({ service_introduction: long(21) }), 'too long'],
    ['/service_introduction', 'PARAM_ERROR', () => ({ service_introduction: '' }), 'empty'],
    [
      '/fees',
      'PARAM_ERROR',
      () => ({ fees: many(101, (i) => ({ fee_name: `f${i}`, fee_amount: 1 })) }),
      'too many',
    ],
    ['/fees', 'PARAM_ERROR', () => ({ fees: {} }), 'no list'],
    ['/fees/0/fee_name', 'PARAM_ERROR', () => fee({ fee_name: long(21) }), 'too long'],
    ['/fees/0/fee_count', 'PARAM_ERROR', () => fee({ fee_count: 0 }), 'too small'],
    ['/fees/0/fee_count', 'PARAM_ERROR', () => fee({ fee_count: 101 }), 'too big'],
    ['/fees/0/fee_amount', 'PARAM_ERROR', () => fee({ fee_amount: -1 }), 'negative'],
    ['/fees/0/fee_amount', 'PARAM_ERROR', () => fee({ fee_amount: 1.5 }), 'not whole fen'],
    ['/fees/0/fee_amount', 'PARAM_ERROR', () => fee({ fee_amount: '1' }), 'text'],
    ['/fees/0/fee_amount', 'PARAM_ERROR', () => fee({ fee_amount: undefined }), 'neither amount nor rule'],
    ['/fees/0/fee_desc', 'PARAM_ERROR', () => fee({ fee_desc: long(31) }), 'too long'],
    [
      '/fees/1/fee_name',
      'PARAM_ERROR',
      () => ({ fees: many(2, () => ({ fee_name: '费', fee_amount: 1 })) }),
      'twice',
    ],
    [
      '/discounts',
      'PARAM_ERROR',
      () => ({ discounts: many(6, (i) => ({ discount_name: `d${i}`, discount_desc: 'd' })) }),
      'too many',
    ],
    ['/discounts/0/discount_desc', 'PARAM_ERROR', () => ({ discounts: [{ discount_name: 'd' }] }), 'missing'],
    [
      '/discounts/1/discount_name',
      'PARAM_ERROR',
      () => ({ discounts: many(2, () => ({ discount_name: 'd', discount_desc: 'd' })) }),
      'twice',
    ],
    ['/risk_amount', 'PARAM_ERROR', () => ({ risk_amount: 0 }), 'zero'],
    ['/risk_amount', 'PARAM_ERROR', () => ({ risk_amount: undefined }), 'missing'],
    ['/attach', 'PARAM_ERROR', () => ({ attach: 'a'.repeat(201) }), 'too long'],
    ['/attach', 'PARAM_ERROR', () => ({ attach: long(23) }), 'too long once encoded'],
    ['/need_user_confirm', 'PARAM_ERROR', () => ({ need_user_confirm: 'true' }), 'text'],
    ['/openid', 'PARAM_ERROR', () => ({ openid: 'o1' }), 'with confirmation'],
    ['/openid', 'PARAM_ERROR', () => ({ need_user_confirm: false }), 'missing without confirmation'],
  ])('%s %s', async (field, code, more) => {
    refused(await call('POST', base, { data: createBody(sandbox, next(), more()) }), code, field)
  })

  test('a risk above the service’s limit, with the tail number', async () => {
    const reply = await call('POST', base, { data: createBody(sandbox, next(), { risk_amount: 500_001 }) })
    refused(reply, 'INVALID_REQUEST')
    expect(reply.headers['request-id']).toMatch(/-271316656$/)
  })

  test('another app and services without the permission', async () => {
    const other = sandbox.credentials.services.find((one) => one.protocol !== 'payafter-orders')
    const bodies = [{ appid: 'wx0' }, { service_id: '1' }, { service_id: other?.serviceId }]
    for (const more of bodies) {
      refused(await call('POST', base, { data: createBody(sandbox, next(), more) }), 'NO_AUTH')
    }
  })

  test('the same number with other parameters; the same parameters are the same order', async () => {
    const data = createBody(sandbox, next())
    const first = await must(call('POST', base, { data }))
    const again = await must(call('POST', base, { data: Object.fromEntries(Object.entries(data).reverse()) }))
    expect(again.data).toEqual(first.data)
    refused(await call('POST', base, { data: { ...data, risk_amount: 9901 } }), 'INVALID_REQUEST')
  })

  test('what is no JSON object, an unknown Wechatpay-Serial, an unknown path', async () => {
    refused(await call('POST', base, { data: [1] }), 'PARAM_ERROR', '/')
    const headers = { 'Wechatpay-Serial': 'PUB_KEY_ID_0' }
    refused(
      await call('POST', base, { data: createBody(sandbox, next()), headers }),
      'PARAM_ERROR',
      'Wechatpay-Serial',
    )
    expect((await call('GET', '/v3/payscore/nothing')).status).toBe(404)
  })
})

describe('query', () => {
  test('by out_order_no or by query_id, never both or neither', async () => {
    const number = next()
    await must(call('POST', base, { data: createBody(sandbox, number) }))
    const { query_id } = sandbox.order(number) as unknown as { query_id: string }
    const found = await must(call('GET', base, { params: { ...own(sandbox), query_id } }))
    expect(found.data).toMatchObject({
      out_order_no: number,
      service_start_time: 'OnAccept',
      risk_amount: 9900,
    })
    const both = { ...own(sandbox), query_id, out_order_no: number }
    refused(await call('GET', base, { params: both }), 'PARAM_ERROR', '/out_order_no')
    refused(await call('GET', base, { params: own(sandbox) }), 'PARAM_ERROR', '/out_order_no')
  })

  test('an unknown order, another service', async () => {
    const reply = await call('GET', base, queryOf(sandbox, 'unknown'))
    refused(reply, 'ORDER_NOT_EXIST')
    expect(reply.headers['request-id']).toMatch(/-271317510$/)
    const number = next()
    await must(call('POST', base, { data: createBody(sandbox, number) }))
    const service_id = sandbox.credentials.services[1]?.serviceId ?? ''
    const params = { ...own(sandbox), service_id, out_order_no: number }
    refused(await call('GET', base, { params }), 'INVALID_REQUEST')
  })
})

describe('complete refuses', () => {
  const settled = (more: object): object => ({
    finish_type: 1,
    cancel_reason: '未使用',
    total_amount: 0,
    fees: undefined,
    real_service_end_time: undefined,
    ...more,
  })
  test.each<[string, string, () => object, string]>([
    ['/finish_type', 'PARAM_ERROR', () => ({ finish_type: 3 }), 'unknown'],
    ['/total_amount', 'PARAM_ERROR', () => ({ total_amount: 601 }), 'not the sum'],
    ['/total_amount', 'PARAM_ERROR', () => ({ total_amount: -1 }), 'negative'],
    [
      '/total_amount',
      'PARAM_ERROR',
      () => ({ total_amount: 9901, fees: [{ fee_name: '费', fee_amount: 9901 }] }),
      'above risk',
    ],
    ['/finish_ticket', 'PARAM_ERROR', () => ({ finish_ticket: undefined }), 'missing'],
    ['/finish_ticket', 'PARAM_ERROR', () => ({ finish_ticket: 'x'.repeat(59) }), 'wrong'],
    ['/real_service_end_time', 'PARAM_ERROR', () => ({ real_service_end_time: undefined }), 'missing'],
    ['/real_service_end_time', 'PARAM_ERROR', () => ({ real_service_end_time: soon(5) }), 'ahead'],
    [
      '/real_service_end_time',
      'PARAM_ERROR',
      () => ({ real_service_end_time: ago(sandbox, 0).slice(0, 8) }),
      'less precise',
    ],
    [
      '/real_service_end_location',
      'PARAM_ERROR',
      () => ({ real_service_end_location: long(21) }),
      'too long',
    ],
    [
      '/real_service_end_location',
      'PARAM_ERROR',
      () => ({ real_service_end_location: '人民广场站' }),
      'same place',
    ],
    [
      '/discounts/0/discount_amount',
      'PARAM_ERROR',
      () => ({ discounts: [{ discount_name: 'd', discount_amount: null }] }),
      'null',
    ],
    ['/profit_sharing', 'PARAM_ERROR', () => ({ profit_sharing: 1 }), 'number'],
    ['/cancel_reason', 'PARAM_ERROR', () => settled({ cancel_reason: undefined }), 'missing with 1'],
    ['/cancel_reason', 'PARAM_ERROR', () => settled({ cancel_reason: long(31) }), 'too long'],
    ['/total_amount', 'PARAM_ERROR', () => settled({ total_amount: 1 }), 'with 1'],
    [
      '/real_service_end_time',
      'PARAM_ERROR',
      () => settled({ real_service_end_time: ago(sandbox, 5) }),
      'with 1',
    ],
    [
      '/real_service_end_location',
      'PARAM_ERROR',
      () => settled({ real_service_end_location: 'x' }),
      'with 1',
    ],
  ])('%s %s', async (field, code, more) => {
    const number = next()
    const ticket = await accepted(sandbox, call, number)
    const path = `${base}/${number}/complete`
    refused(await call('POST', path, { data: completeBody(sandbox, ticket, more()) }), code, field)
    expect((sandbox.order(number) as { state: string }).state).toBe('USER_ACCEPTED')
  })

  test('an end before the start, with the tail number', async () => {
    const number = next()
    const ticket = await accepted(sandbox, call, number)
    const data = completeBody(sandbox, ticket, { real_service_start_time: ago(sandbox, 5) })
    const reply = await call('POST', `${base}/${number}/complete`, { data })
    refused(reply, 'INVALID_REQUEST')
    expect(reply.headers['request-id']).toMatch(/-271316637$/)
  })

  test('states that are not USER_ACCEPTED, unknown orders, another total afterwards', async () => {
    const number = next()
    await must(call('POST', base, { data: createBody(sandbox, number) }))
    const path = `${base}/${number}/complete`
    refused(await call('POST', path, { data: completeBody(sandbox, 'x') }), 'INVALID_ORDER_STATE')
    refused(
      await call('POST', `${base}/none/complete`, { data: completeBody(sandbox, 'x') }),
      'ORDER_NOT_EXIST',
    )
    const done = next()
    const ticket = await accepted(sandbox, call, done)
    const data = completeBody(sandbox, ticket)
    await must(call('POST', `${base}/${done}/complete`, { data }))
    const other = { ...data, total_amount: 500, fees: [{ fee_name: '费', fee_amount: 500 }] }
    const reply = await call('POST', `${base}/${done}/complete`, { data: other })
    refused(reply, 'PARAM_ERROR', '/finish_type')
    expect(reply.data['message']).toMatch(/订单重入参数校验失败/)
  })

  test('nothing of what is right: discounts, another place, days, zero, finish_type 1', async () => {
    const variants: [object, object][] = [
      [{}, { total_amount: 500, discounts: [{ discount_name: '立减', discount_amount: 100 }] }],
      [{}, { real_service_end_location: '南京东路站', profit_sharing: true }],
      [{}, { total_amount: 0, fees: [{ fee_name: '计费规则', fee_desc: '前5分钟免费' }] }],
      [{}, settled({})],
      [
        { service_start_time: ago(sandbox, 0).slice(0, 8) },
        { real_service_end_time: ago(sandbox, -3600).slice(0, 8) },
      ],
    ]
    for (const [created, completed] of variants) {
      const number = next()
      const ticket = await accepted(sandbox, call, number, created)
      await must(
        call('POST', `${base}/${number}/complete`, { data: completeBody(sandbox, ticket, completed) }),
      )
    }
  })
})

describe('cancel and sync', () => {
  const cancelled = (number: string, more: object = {}): Promise<Reply> =>
    call('POST', `${base}/${number}/cancel`, { data: { ...own(sandbox), reason: '用户取消', ...more } })
  const synced = (number: string, paid_time: string, more: object = {}): Promise<Reply> =>
    call('POST', `${base}/${number}/sync`, {
      data: { ...own(sandbox), type: 'Order_Paid', detail: { paid_time }, ...more },
    })

  test('cancel: reason, states, other parameters', async () => {
    const number = next()
    await must(call('POST', base, { data: createBody(sandbox, number) }))
    refused(await cancelled(number, { reason: undefined }), 'PARAM_ERROR', '/reason')
    refused(await cancelled(number, { reason: long(31) }), 'PARAM_ERROR', '/reason')
    expect((await must(cancelled(number))).data).toMatchObject({ out_order_no: number })
    refused(await cancelled(number, { reason: '别的' }), 'INVALID_REQUEST')
    refused(await cancelled('none'), 'ORDER_NOT_EXIST')
    const live = next()
    await accepted(sandbox, call, live)
    refused(await cancelled(live), 'INVALID_ORDER_STATE')
  })

  test('sync: states and the order of times', async () => {
    const number = next()
    const ticket = await accepted(sandbox, call, number)
    refused(await synced(number, ago(sandbox, 1)), 'INVALID_ORDER_STATE')
    await must(call('POST', `${base}/${number}/complete`, { data: completeBody(sandbox, ticket) }))
    sandbox.setClock({ advanceSeconds: 600 })
    refused(await synced(number, ago(sandbox, 700)), 'PARAM_ERROR', '/detail/paid_time')
    refused(await synced(number, ago(sandbox, -60)), 'PARAM_ERROR', '/detail/paid_time')
    refused(await synced(number, '20260231000000'), 'PARAM_ERROR', '/detail/paid_time')
    refused(await synced(number, ago(sandbox, 60), { type: 'Other' }), 'PARAM_ERROR', '/type')
    refused(await synced(number, ago(sandbox, 60), { detail: undefined }), 'PARAM_ERROR', '/detail')
    await must(synced(number, ago(sandbox, 60)))
    const { data } = await must(call('GET', base, queryOf(sandbox, number)))
    expect(data).toMatchObject({ state: 'USER_PAID', pay_type: 'MchChannelPayType' })
    expect(data).not.toHaveProperty('finish_transaction_id')
  })

  test('an order left unconfirmed for an hour is EXPIRED and stays so', async () => {
    const number = next()
    await must(call('POST', base, { data: createBody(sandbox, number) }))
    sandbox.setClock({ advanceSeconds: 3599 })
    expect((await must(call('GET', base, queryOf(sandbox, number)))).data['state']).toBe('CREATED')
    sandbox.setClock({ advanceSeconds: 1 })
    expect((await must(call('GET', base, queryOf(sandbox, number)))).data['state']).toBe('EXPIRED')
    expect(() => sandbox.act(number, 'confirm')).toThrow(/EXPIRED/)
    refused(await cancelled(number), 'INVALID_ORDER_STATE')
  })

  test('user-service-state', async () => {
    const state = (openid?: string): Promise<Reply> =>
      call('GET', '/v3/payscore/user-service-state', {
        params: { ...own(sandbox), ...(openid ? { openid } : {}) },
      })
    expect((await must(state('o1'))).data).toEqual({ use_service_state: 'AVAILABLE' })
    sandbox.setAvailable('o1', false)
    expect((await must(state('o1'))).data).toEqual({ use_service_state: 'UNAVAILABLE' })
    refused(await state(), 'PARAM_ERROR', '/openid')
  })
})
