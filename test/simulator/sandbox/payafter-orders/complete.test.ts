import { type Sandbox } from '../../../../simulator/sandbox'
import {
  accepted,
  ago,
  base,
  closeAll,
  completeBody,
  createBody,
  must,
  nextDay,
  sandboxFor,
  stranger,
  type Stranger,
} from '../ground'
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

const soon = (seconds: number): string => ago(sandbox, -seconds)

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

  test('the ticket of another order', async () => {
    const [mine, other] = [next(), next()]
    await accepted(sandbox, call, mine)
    const data = completeBody(sandbox, await accepted(sandbox, call, other))
    refused(await call('POST', `${base}/${mine}/complete`, { data }), 'PARAM_ERROR', '/finish_ticket')
    await must(call('POST', `${base}/${other}/complete`, { data }))
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
    nextDay(sandbox, 1)
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
