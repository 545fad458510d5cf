import * as v from 'valibot'
import type { ActionName, Answer } from '../../../miniprogram/domain/contract'
import { adviceOf, FAILURES } from '../../../miniprogram/domain/failure'
import { Failed } from '../../../cloudfunctions/shared/failed'
import {
  type ActionContext,
  type Actions,
  createHandler,
  type HandlerOptions,
} from '../../../cloudfunctions/shared/handler'
import { type Store, StoreConflict, StoreUnavailable } from '../../../cloudfunctions/shared/store'
import { PayApiError } from '../../../cloudfunctions/shared/wechatpay/errors'
import { goodEnv, userEnv } from './merchant'

const store = {} as Store
const nothing = () => Promise.reject(new Error('not for this test'))
const names: ActionName<'orders'>[] = [
  'offers',
  'create',
  'get',
  'list',
  'reopen',
  'retry',
  'cancel',
  'detail',
]

/** A handler of which only `get` and `list` do something. */
function handlerOf(
  get: (request: { orderId: string }, context: ActionContext) => Promise<unknown>,
  options: HandlerOptions = {},
) {
  const lines: Record<string, unknown>[] = []
  const idle = { schema: v.never(), run: nothing }
  const actions = {
    ...Object.fromEntries(names.map((name) => [name, idle])),
    get: { schema: v.object({ orderId: v.pipe(v.string(), v.minLength(1)) }), run: get },
    list: {
      schema: v.object({ choices: v.record(v.string(), v.string()) }),
      run: (request: unknown) => Promise.resolve(request),
    },
  } as unknown as Actions<'orders'>
  const env = { ...goodEnv(), ...userEnv('o-customer') }
  const main = createHandler('orders', actions, {
    env,
    store,
    write: (line) => lines.push(JSON.parse(line)),
    ...options,
  })
  return { main, lines }
}

const codeOf = (answer: Answer<unknown>) => (answer.ok ? 'OK' : answer.failure.code)
const good = { action: 'get', orderId: 'a' }

describe('an action', () => {
  it('gets its request, its caller and its tools', async () => {
    let seen: ActionContext | undefined
    const { main, lines } = handlerOf(
      (request, context) => {
        seen = context
        return Promise.resolve({ told: request })
      },
      { clock: () => 1_000_000, random: (bytes) => Buffer.alloc(bytes, 7) },
    )
    const event = { ...good, openid: 'o-other', state: 'USER_PAID', userInfo: { openId: 'o-other' } }
    const answer = await main(event, { request_id: 'req-1', time_limit_in_ms: 5000 })
    expect(answer).toEqual({ ok: true, data: { told: { orderId: 'a' } } })
    expect(seen).toMatchObject({
      caller: { openid: 'o-customer', appid: 'wx1234567890abcdef' },
      requestId: 'req-1',
      deadline: 1_004_000,
      store,
    })
    expect(seen?.config.mchid).toBe('1900000001')
    expect(seen?.random(2)).toEqual(Buffer.from([7, 7]))
    expect(lines).toEqual([
      expect.objectContaining({
        step: 'answered',
        action: 'get',
        code: 'OK',
        requestId: 'req-1',
        function: 'orders',
      }),
    ])
    expect(JSON.stringify(lines)).not.toContain('o-customer')
  })

  it('has a request id and twenty seconds when the platform says nothing', async () => {
    const { main } = handlerOf((_, { requestId, deadline }) => Promise.resolve({ requestId, deadline }), {
      clock: () => 0,
    })
    const answer = await main(good)
    expect(answer).toMatchObject({
      ok: true,
      data: { requestId: expect.stringMatching(/^[0-9a-f]{16}$/), deadline: 19_000 },
    })
  })

  it.each([
    ['no identity', {}],
    ['a timer', { TRIGGER_SRC: 'timer' }],
    ['another function', { TCB_SOURCE: 'scf' }],
  ])('is not reached by %s', async (_, env) => {
    const { main } = handlerOf(nothing, { env })
    expect(codeOf(await main(good))).toBe('NO_IDENTITY')
  })

  it('is reached from another mini-program only where it is a shop’s own', async () => {
    const env = { ...userEnv('o-1', 'wxshop00000000001'), WECHATPAY_APPID: 'wx1234567890abcdef' }
    const shops = (sub_appid: string) =>
      ({
        find: (_: string, { where }: { where: { sub_appid: string } }) =>
          Promise.resolve(where.sub_appid === sub_appid ? [{ _id: '1900000002' }] : []),
      }) as unknown as Store
    const codeAmong = async (sub_appid: string) =>
      codeOf(await handlerOf(() => Promise.resolve({}), { env, store: shops(sub_appid) }).main(good))
    expect(await codeAmong('wxother0000000000')).toBe('NO_IDENTITY')
    expect(await codeAmong('wxshop00000000001')).toBe('OK')
  })

  it('is not reached over HTTP', async () => {
    const { main } = handlerOf(nothing)
    expect(codeOf(await main({ ...good, httpMethod: 'POST', headers: {} }))).toBe('NO_IDENTITY')
  })

  it.each([
    undefined,
    null,
    7,
    {},
    { action: '' },
    { action: 'GET' },
    { action: 7 },
    { action: ['get'] },
    { action: 'constructor' },
    { action: '__proto__' },
    { action: 'toString' },
    { action: 'hasOwnProperty' },
  ])('is not found by %j', async (event) => {
    const { main } = handlerOf(nothing)
    expect(codeOf(await main(event))).toBe('UNKNOWN_ACTION')
  })

  it('tells which fields are wrong and never what they hold', async () => {
    const { main, lines } = handlerOf(nothing)
    const answer = await main({ action: 'get', orderId: { secret: '13800000000' } })
    expect(answer).toMatchObject({
      ok: false,
      failure: { code: 'INVALID_REQUEST', details: { problems: [{ path: 'orderId' }] } },
    })
    expect(JSON.stringify([answer, lines])).not.toContain('1380')
    expect(lines[0]).toMatchObject({ step: 'refused', paths: ['orderId'] })
  })

  it('is handed no prototype', async () => {
    const { main } = handlerOf(nothing)
    const event = JSON.parse('{"action":"list","choices":{"__proto__":"x","size":"L"}}')
    const answer = await main(event)
    expect(answer).toEqual({ ok: true, data: { choices: { size: 'L' } } })
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })

  it('is spared huge, deep and circular events', async () => {
    const { main } = handlerOf(nothing)
    let deep: unknown = 'end'
    for (let n = 0; n < 100_000; n++) deep = [deep]
    const circular: Record<string, unknown> = { ...good }
    circular['self'] = circular
    for (const event of [{ ...good, filler: '文'.repeat(11_000) }, { ...good, deep }, circular])
      expect(codeOf(await main(event))).toBe('INVALID_REQUEST')
    const { main: fine } = handlerOf(() => Promise.resolve('ok'))
    expect(codeOf(await fine({ ...good, filler: 'x'.repeat(31_000) }))).toBe('OK')
  })
})

describe('a failure', () => {
  it('is answered as documented, with its details', async () => {
    const { main, lines } = handlerOf(() =>
      Promise.reject(new Failed('PRICE_CHANGED', { details: { revision: 2 } })),
    )
    expect(await main(good, { request_id: 'r' })).toEqual({
      ok: false,
      failure: {
        code: 'PRICE_CHANGED',
        message: FAILURES.PRICE_CHANGED[0],
        requestId: 'r',
        details: { revision: 2 },
      },
    })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({ code: 'PRICE_CHANGED' })
    expect(lines[0]).not.toHaveProperty('error')
  })

  it('may say it more exactly', async () => {
    const { main } = handlerOf(() => Promise.reject(new Failed('TOO_MANY', { sentence: '未使用的邀请太多' })))
    expect(await main(good)).toMatchObject({ failure: { message: '未使用的邀请太多' } })
  })

  it.each([
    ['an unexpected error', new TypeError('secret 13800000000'), 'INTERNAL'],
    ['a thrown text', 'secret 13800000000', 'INTERNAL'],
    ['a database that is away', new StoreUnavailable('insert into orders: secret 13800000000'), 'INTERNAL'],
    ['two writers', new StoreConflict('x'), 'STATE_CHANGED'],
    [
      'an unknown result',
      new PayApiError(
        {
          action: 'create',
          status: 0,
          code: 'CLIENT_TIMEOUT',
          outcome: 'unknown',
          verified: false,
          requestId: '',
        },
        'secret 13800000000',
      ),
      'RESULT_UNKNOWN',
    ],
  ])('that nobody planned is hidden and logged: %s', async (_, error, code) => {
    const { main, lines } = handlerOf(() => Promise.reject(error as Error))
    const answer = await main(good, { request_id: 'r' })
    expect(answer).toEqual({
      ok: false,
      failure: { code, message: FAILURES[code as 'INTERNAL'][0], requestId: 'r' },
    })
    expect(lines[0]).toMatchObject({ code, requestId: 'r', error: expect.anything() })
    expect(JSON.stringify([answer, lines])).not.toContain('1380')
  })

  it('of the settings shows when they are used, not before', async () => {
    const env = userEnv('o-1')
    const { main } = handlerOf(() => Promise.resolve('fine'), { env })
    expect(codeOf(await main(good))).toBe('OK')
    const { main: paying, lines } = handlerOf((_, { config }) => Promise.resolve(config.mchid), { env })
    expect(codeOf(await paying(good))).toBe('CONFIG')
    expect(JSON.stringify(lines)).toContain('WECHATPAY_MCHID is not set')
  })

  it('always says what to do next', () => {
    for (const code of Object.keys(FAILURES)) expect(adviceOf(code as 'INTERNAL')).not.toBe('')
  })
})

it('a missing action does not compile', () => {
  // @ts-expect-error -- every action but one
  const incomplete: Actions<'console'> = {} as Omit<Actions<'console'>, 'sync'>
  expect(incomplete).toBeDefined()
})
