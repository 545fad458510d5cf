import {
  createKeyring,
  PayApiError,
  SignatureError,
  type PreparedCall,
} from '../../../../cloudfunctions/shared/wechatpay'
import { judge } from '../../../../cloudfunctions/shared/wechatpay/judge'
import { makeKeys } from './keys-of-the-day'
import { signatureHeaders, type Flaw } from './pay-server'

const keys = makeKeys()
const NOW = Date.UTC(2026, 10, 20, 4)
const REQUEST_ID = '08F7B1A0AB0610F20218C2E9-271317510'
const query: PreparedCall = {
  action: 'query',
  method: 'GET',
  path: '/',
  body: '',
  serial: '',
  safeToRepeat: true,
}

/** What a call comes to by these bytes, signed unless they are flawed. */
function judged(
  status: number,
  text: string,
  { call = query, flaw = {}, id = REQUEST_ID as string | string[] | null, trust = keys.keyring } = {} as {
    call?: PreparedCall
    flaw?: Flaw
    id?: string | string[] | null
    trust?: typeof keys.keyring
  },
) {
  const headers = {
    ...signatureHeaders(keys, text, NOW, flaw),
    ...(id === null ? {} : { 'request-id': id as string }),
  }
  const lower = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  )
  return judge(call, { status, headers: lower, body: Buffer.from(text) }, trust, NOW)
}

function failure(...args: Parameters<typeof judged>): PayApiError {
  try {
    judged(...args)
  } catch (error) {
    if (error instanceof PayApiError) return error
    throw error
  }
  throw new Error('was expected to fail')
}
const refusal = (body: object, status = 400): string => failure(status, JSON.stringify(body)).message

describe('an answer', () => {
  it('is believed with everything that it says', () => {
    expect(judged(200, '{"state":"CREATED"}')).toEqual({
      status: 200,
      requestId: REQUEST_ID,
      serverTime: NOW,
      skewMs: 0,
      body: { state: 'CREATED' },
    })
    expect(judged(200, '{}', { flaw: { timestamp: NOW / 1000 - 7 } })).toMatchObject({ skewMs: -7000 })
    expect(judged(204, '')).toEqual({
      status: 204,
      requestId: REQUEST_ID,
      serverTime: NOW,
      skewMs: 0,
      body: undefined,
    })
  })

  it.each([
    [201, '{}'],
    [202, '{}'],
    [200, ''],
    [200, '{'],
    [200, 'null'],
    [200, '[]'],
    [200, '7'],
    [200, '"text"'],
  ])('of %d with %j is unreadable: what the call did is unknown', (status, text) => {
    const error = failure(status, text)
    expect(error).toMatchObject({
      action: 'query',
      status,
      code: 'CLIENT_UNREADABLE',
      outcome: 'unknown',
      verified: true,
      requestId: REQUEST_ID,
    })
    expect(error.message).toContain(`query: answered ${status} without a JSON object`)
    expect(error.message).toContain(`Request-ID ${REQUEST_ID}.`)
    expect(failure(status, text, { id: null }).message).not.toContain('Request-ID')
  })

  it('about another order is not believed, by whatever text it has in common with the question', () => {
    const call = { ...query, repeats: { out_order_no: 'mine', service_id: '5' } }
    const error = failure(200, '{"out_order_no":"mine","service_id":"6"}', { call })
    expect(error).toMatchObject({ code: 'CLIENT_UNREADABLE', outcome: 'unknown' })
    expect(error.message).toContain('about another service_id')
    for (const told of ['{"out_order_no":"mine","service_id":"5"}', '{"service_id":5}', '{}'])
      expect(judged(200, told, { call }).status).toBe(200)
  })
})

describe('whose signature is not WeChat Pay’s', () => {
  it('a success proves nothing, and says which request it was', () => {
    for (const status of [200, 204, 299]) {
      const wrong = () => judged(status, '{}', { flaw: { signedBody: '{"other":1}' } })
      expect(wrong).toThrow(SignatureError)
      expect(wrong).toThrow(expect.objectContaining({ requestId: REQUEST_ID }) as Error)
    }
  })

  it('an error is told as one that proves nothing, with the doubt as its cause', () => {
    for (const status of [199, 300, 400, 404, 500]) {
      const error = failure(status, '{"code":"ORDER_NOT_EXIST"}', { flaw: { signedBody: 'other' } })
      expect(error).toMatchObject({ status, verified: false, outcome: 'unknown' })
      expect(error.cause).toBeInstanceOf(SignatureError)
    }
    const error = failure(404, '{"code":"ORDER_NOT_EXIST"}', { flaw: { signedBody: 'other' } })
    expect(error.message).toContain('404 ORDER_NOT_EXIST (signature not verified, proves nothing).')
    expect(error.message).not.toContain('WeChat Pay has no order of this number')
  })

  it('any other failure of the check is ours, and stays what it is', () => {
    const broken = {
      ...createKeyring([]),
      find: () => {
        throw new TypeError('ours')
      },
    }
    expect(() => judged(200, '{}', { trust: broken })).toThrow(TypeError)
  })
})

describe('an error', () => {
  it.each([
    [400, 'refused'],
    [404, 'refused'],
    [499, 'refused'],
    [429, 'unknown'],
    [500, 'unknown'],
    [503, 'unknown'],
    [199, 'unknown'],
  ] as const)('of %d is %s', (status, outcome) => {
    const error = failure(status, '{"code":"PARAM_ERROR"}')
    expect(error).toMatchObject({ status, outcome, verified: true, code: 'PARAM_ERROR', action: 'query' })
    expect(error.cause).toBeUndefined()
  })

  it.each([300, 302, 399])('that is a redirect (%d) is followed nowhere and proves nothing', (status) => {
    const error = failure(status, '{"code":"PARAM_ERROR"}')
    expect(error).toMatchObject({
      action: 'query',
      status,
      code: 'CLIENT_REDIRECTED',
      outcome: 'unknown',
      verified: false,
      requestId: REQUEST_ID,
    })
    expect(error.message).toContain(`redirect (${status})`)
  })

  it.each([
    ['{"code":"A1_B"}', 'A1_B'],
    ['{"code":"AB"}', 'AB'],
    [`{"code":"${'A'.repeat(64)}"}`, 'A'.repeat(64)],
    [`{"code":"${'A'.repeat(65)}"}`, 'HTTP_400'],
    ['{"code":"A"}', 'HTTP_400'],
    ['{"code":"xAB"}', 'HTTP_400'],
    ['{"code":"ABx"}', 'HTTP_400'],
    ['{"code":7}', 'HTTP_400'],
    ['{}', 'HTTP_400'],
    ['', 'HTTP_400'],
    ['null', 'HTTP_400'],
    ['no json', 'HTTP_400'],
  ])('%s has the code %s', (text, code) => {
    expect(failure(400, text).code).toBe(code)
  })

  it('says in our words what is wrong and what to do, and keeps WeChat Pay’s apart', () => {
    const error = failure(
      404,
      '{"code":"ORDER_NOT_EXIST","message":"订单 王小明\\n不存在","detail":{"field":"/body/no","issue":"王小明","location":"body","value":"王小明"}}',
    )
    expect(error.message).toBe(
      `query: 404 ORDER_NOT_EXIST. Field /body/no. 271317510 = the order does not exist. WeChat Pay has no order of this number. Request-ID ${REQUEST_ID}.`,
    )
    expect(error.detail).toEqual({ field: '/body/no', issue: '王小明', location: 'body' })
    expect(error.said).toBe('订单 王小明 不存在')
    expect(JSON.stringify(error)).not.toContain('订单')
  })

  it('of which little is said says little', () => {
    const error = failure(400, '{"code":"PARAM_ERROR"}', { id: null })
    expect(error.message).toBe(
      'query: 400 PARAM_ERROR. Correct the named field; sending it again as it is will not help.',
    )
    expect([error.detail, error.said, error.requestId]).toEqual([undefined, undefined, ''])
  })

  it.each([
    [{ field: 'a' }, { field: 'a' }],
    [{ issue: 'b' }, { issue: 'b' }],
    [{ location: 'c' }, { location: 'c' }],
    [{ field: 'x'.repeat(300) }, { field: 'x'.repeat(200) }],
    [{ field: 'a\u0000\u001f\u007fb' }, { field: 'a b' }],
  ])('keeps of its detail %j what is text: %j', (detail, kept) => {
    expect(failure(400, JSON.stringify({ code: 'PARAM_ERROR', detail })).detail).toEqual(kept)
  })

  it.each([[null], ['text'], [{}], [{ field: '' }], [{ field: 7, issue: null }]])(
    'has no detail by %j',
    (detail) => {
      expect(failure(400, JSON.stringify({ code: 'PARAM_ERROR', detail })).detail).toBeUndefined()
    },
  )

  it('names a field in its message only if it looks like one', () => {
    const named = (field: string) => refusal({ code: 'PARAM_ERROR', detail: { field } })
    expect(named('/post_payments[0].amount')).toContain('Field /post_payments[0].amount.')
    for (const odd of ['王小明', 'x'.repeat(61), '王a', 'a王', 'a b'])
      expect(named(odd)).not.toContain('Field')
    expect(named('x'.repeat(60))).toContain('Field')
    expect(refusal({ code: 'PARAM_ERROR', detail: { issue: 'b' } })).not.toContain('Field')
  })

  it.each([
    ['08-1', '08-1'],
    [['08-2', '08-3'], '08-2'],
    ['a b', ''],
    ['\u0007', ''],
    ['x'.repeat(200), 'x'.repeat(200)],
    ['x'.repeat(201), ''],
    [' 08-1', ''],
    ['08-1!', ''],
    ['', ''],
    [null, ''],
  ])('with the Request-ID %j passes on %j', (id, known) => {
    expect(failure(400, '{}', { id }).requestId).toBe(known)
  })
})
