import { type Sandbox } from '../../../../simulator/sandbox'
import { ago, base, closeAll, createBody, must, own, sandboxFor, stranger, type Stranger } from '../ground'
import { long, refused } from '../refused'

let sandbox: Sandbox
let call: Stranger
let count = 0
const next = (): string => `R_${++count}`

beforeAll(async () => {
  sandbox = await sandboxFor()
  call = stranger(sandbox)
})
afterAll(closeAll)

const fee = (more: object): object => ({ fees: [{ fee_name: '费用', fee_amount: 1, ...more }] })
const many = (size: number, one: (index: number) => object): object[] =>
  Array.from({ length: size }, (_, i) => one(i))
const soon = (seconds: number): string => ago(sandbox, -seconds)

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
    const { serviceId, services } = sandbox.credentials
    const other = services.find((one) => one.serviceId !== serviceId && one.protocol !== 'payafter-orders')
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
