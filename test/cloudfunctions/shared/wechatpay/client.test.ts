import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import {
  closeConnections,
  createPayClient,
  type PayApiError,
  type PayClientConfig,
  type PayLogLine,
  type PreparedCall,
  SignatureError,
} from '../../../../cloudfunctions/shared/wechatpay'
import { makeKeys, MCHID, MERCHANT_SERIAL, PUBLIC_KEY_ID } from './keys-of-the-day'
import { answer, type Behaviour, isSignedBy, type PayServer, startPayServer } from './pay-server'

const keys = makeKeys()
const NOW = Date.UTC(2026, 10, 20, 2, 0, 0)
let server: PayServer
let backup: PayServer
let clockAt = NOW
const clock = (): number => clockAt
const lines: PayLogLine[] = []
const pauses: number[] = []

const query: PreparedCall = {
  action: 'query',
  method: 'GET',
  path: '/v3/payscore/payafter-orders?service_id=500001&out_order_no=a%7Cb',
  body: '',
  serial: PUBLIC_KEY_ID,
  safeToRepeat: true,
}
const create: PreparedCall = {
  ...query,
  action: 'create',
  method: 'POST',
  path: '/v3/payscore/payafter-orders',
  body: '{"name":"王 小明 \\u0001"}',
}
const complete: PreparedCall = { ...create, action: 'complete', safeToRepeat: false }

const client = (config: Partial<PayClientConfig> = {}) =>
  createPayClient({
    mchid: MCHID,
    merchantSerial: MERCHANT_SERIAL,
    merchantPrivateKey: keys.merchant.privateKey,
    keyring: keys.keyring,
    baseUrl: server.url,
    sandbox: true,
    timeoutMs: 2000,
    clock,
    log: (line) => lines.push(line),
    pause: (ms) => {
      pauses.push(ms)
      return Promise.resolve()
    },
    ...config,
  })
type Failure = Omit<PayApiError, 'name'> & Pick<SignatureError, 'reason' | 'outcome'>
const failure = async (sent: Promise<unknown>): Promise<Failure> =>
  sent.then(
    () => Promise.reject(new Error('was expected to fail')),
    (error: unknown) => error as Failure,
  )
const ok = (body: unknown = { state: 'CREATED' }): Behaviour => answer(keys, clock, 200, body)
const reset: Behaviour = (_arrived, _response, request) => request.socket.resetAndDestroy()
const silence: Behaviour = () => undefined

const closedPort = async (): Promise<string> => {
  const socket = createServer()
  await new Promise<void>((resolve) => socket.listen(0, '127.0.0.1', resolve))
  const { port } = socket.address() as AddressInfo
  await new Promise((resolve) => socket.close(resolve))
  return `http://127.0.0.1:${port}`
}

beforeAll(async () => {
  ;[server, backup] = await Promise.all([startPayServer(), startPayServer()])
})
afterAll(async () => {
  closeConnections()
  await Promise.all([server.close(), backup.close()])
})
beforeEach(() => {
  clockAt = NOW
  lines.length = 0
  pauses.length = 0
  backup.behave(ok({ from: 'backup' }))
})

describe('what is sent', () => {
  test('one GET: signed over the very path, no body, all headers', async () => {
    server.behave(ok())
    const { status, body, requestId, serverTime, skewMs } = await client().send(query)
    expect({ status, body, requestId, serverTime, skewMs }).toEqual({
      status: 200,
      body: { state: 'CREATED' },
      requestId: '08F7B1A0AB0610F20218C2E9-268435464',
      serverTime: NOW,
      skewMs: 0,
    })
    const [arrived] = server.arrived
    expect(arrived?.url).toBe(query.path)
    expect(arrived?.headers).toMatchObject({
      accept: 'application/json',
      'content-type': 'application/json',
      'wechatpay-serial': PUBLIC_KEY_ID,
      authorization: expect.stringMatching(
        /^WECHATPAY2-SHA256-RSA2048 mchid="1900000109",nonce_str="[0-9A-F]{32}",signature="[A-Za-z0-9+/]{342}==",timestamp="1795140000",serial_no="3A5C7E9011223344556677889900AABBCCDDEEFF"$/,
      ) as string,
    })
    expect(arrived && isSignedBy(keys, arrived)).toBe(true)
  })

  test('a POST sends the prepared bytes and signs the same', async () => {
    server.behave(ok())
    await client().send(create)
    const [arrived] = server.arrived
    expect(arrived?.body).toBe(create.body)
    expect(arrived && isSignedBy(keys, arrived)).toBe(true)
  })

  test('the length is told in bytes, and of a question none', async () => {
    server.behave(ok())
    await client().send(create)
    expect(server.arrived[0]?.headers['content-length']).toBe(String(Buffer.byteLength(create.body)))
    expect(server.arrived[0]?.headers['user-agent']).toBe('payscore-miniprogram')
    await client().send(query)
    expect(server.arrived[1]?.headers).not.toHaveProperty('content-length')
    expect(server.arrived[1]?.headers).not.toHaveProperty('transfer-encoding')
  })

  test('a call signed in a second is dated with that second, never with the next', async () => {
    server.behave(ok())
    clockAt = NOW + 999
    await client().send(query)
    expect(server.arrived[0]?.headers.authorization).toContain('timestamp="1795140000"')
  })

  test('several in flight: each signed, each with its own nonce', async () => {
    server.behave(ok())
    const one = client()
    await Promise.all(Array.from({ length: 8 }, () => one.send(create)))
    expect(server.arrived.filter((arrived) => isSignedBy(keys, arrived))).toHaveLength(8)
    expect(new Set(server.arrived.map(({ headers }) => headers.authorization)).size).toBe(8)
  })

  test('calls one after another share a connection', async () => {
    server.behave(ok())
    const before = server.connections()
    const one = client()
    await one.send(query)
    await one.send(query)
    expect(server.connections() - before).toBeLessThanOrEqual(1)
  })

  test('a call that must not be repeated takes a fresh connection after a pause', async () => {
    server.behave(ok())
    const one = client()
    await one.send(query)
    const before = server.connections()
    await one.send(complete)
    expect(server.connections()).toBe(before)
    clockAt += 4000
    await one.send(complete)
    expect(server.connections()).toBe(before)
    clockAt += 4001
    await one.send(query)
    expect(server.connections()).toBe(before)
    clockAt += 4001
    await one.send(complete)
    expect(server.connections()).toBe(before + 1)
  })

  test('a client that never had an answer trusts no connection of another one with such a call', async () => {
    server.behave(ok())
    await client().send(query)
    const before = server.connections()
    await client().send(complete)
    expect(server.connections()).toBe(before + 1)
  })
})

describe('answers', () => {
  test('a genuine one about another order proves nothing about this one', async () => {
    const asked = { ...query, repeats: { out_order_no: 'mine_1' } }
    server.behave(ok({ out_order_no: 'other_1', state: 'USER_PAID' }))
    expect(await failure(client().send(asked))).toMatchObject({
      code: 'CLIENT_UNREADABLE',
      outcome: 'unknown',
      verified: true,
      message: expect.stringContaining('about another out_order_no'),
    })
    server.behave(ok({ out_order_no: 'mine_1', state: 'USER_PAID' }))
    expect(await client().send(asked)).toMatchObject({ body: { state: 'USER_PAID' } })
    server.behave(ok({ state: 'USER_PAID' }))
    expect(await client().send(asked)).toMatchObject({ body: { state: 'USER_PAID' } })
  })

  test('204 is a success without a body, and signed over nothing', async () => {
    server.behave(answer(keys, clock, 204, undefined))
    await expect(client().send(create)).resolves.toMatchObject({ status: 204, body: undefined })
  })

  test('the clock difference is told', async () => {
    server.behave(answer(keys, clock, 200, {}, { timestamp: NOW / 1000 + 240 }))
    await expect(client().send(query)).resolves.toMatchObject({ serverTime: NOW + 240_000, skewMs: 240_000 })
  })

  test.each([
    ['altered body', { signedBody: '{"state":"OTHER"}' }, 'bad-signature'],
    ['no timestamp', { without: 'Wechatpay-Timestamp' }, 'missing-header'],
    ['no nonce', { without: 'Wechatpay-Nonce' }, 'missing-header'],
    ['no signature', { without: 'Wechatpay-Signature' }, 'missing-header'],
    ['no serial', { without: 'Wechatpay-Serial' }, 'missing-header'],
    ['15 min old', { timestamp: NOW / 1000 - 900 }, 'stale'],
    ['15 min ahead', { timestamp: NOW / 1000 + 900 }, 'stale'],
    ['301 s old', { timestamp: NOW / 1000 - 301 }, 'stale'],
    ['unknown public key', { serial: 'PUB_KEY_ID_9' }, 'unknown-serial'],
    ['probe', { signature: 'WECHATPAY/SIGNTEST/AAAA' }, 'signtest'],
    [
      'another algorithm',
      { extra: { 'Wechatpay-Signature-Type': 'WECHATPAY2-SM2-WITH-SM3' } },
      'bad-signature',
    ],
  ])('%s: refused, and what it did is unknown', async (_name, flaw, reason) => {
    server.behave(answer(keys, clock, 200, { state: 'CREATED' }, flaw))
    const error = await failure(client().send(create))
    expect(error).toBeInstanceOf(SignatureError)
    expect({ reason: error.reason, outcome: error.outcome, requestId: error.requestId }).toEqual({
      reason,
      outcome: 'unknown',
      requestId: '08F7B1A0AB0610F20218C2E9-268435464',
    })
    expect(server.arrived).toHaveLength(1)
  })

  test('300 s away is still believed', async () => {
    server.behave(answer(keys, clock, 200, {}, { timestamp: NOW / 1000 - 300 }))
    await expect(client().send(query)).resolves.toMatchObject({ status: 200 })
  })

  test('an unknown certificate serial is named, so that certificates can be fetched', async () => {
    server.behave(answer(keys, clock, 200, {}, { serial: '5157F09EFDC096DE15EBE81A47057A72' }))
    await expect(failure(client().send(query))).resolves.toMatchObject({
      reason: 'unknown-serial',
      unknownSerial: '5157F09EFDC096DE15EBE81A47057A72',
    })
  })

  test('a verified 4xx is a refusal with code, field and advice, without the value', async () => {
    const body = {
      code: 'PARAM_ERROR',
      message: '张三的手机号不符',
      detail: { field: '/phone', value: '13800138000', issue: 'length', location: 'body' },
    }
    server.behave(answer(keys, clock, 400, body))
    const error = await failure(client().send(create))
    expect(error).toMatchObject({
      name: 'PayApiError',
      status: 400,
      code: 'PARAM_ERROR',
      verified: true,
      outcome: 'refused',
      detail: { field: '/phone', issue: 'length', location: 'body' },
    })
    expect(error.message).toBe(
      'create: 400 PARAM_ERROR. Field /phone. 268435464 = a parameter is out of range. ' +
        'Correct the named field; sending it again as it is will not help. Request-ID 08F7B1A0AB0610F20218C2E9-268435464.',
    )
    expect(JSON.stringify(error) + error.message).not.toMatch(/13800138000|张三/)
    expect((error as unknown as PayApiError).said).toBe('张三的手机号不符')
    expect(server.arrived).toHaveLength(1)
  })

  test('an unverified error proves nothing', async () => {
    server.behave(answer(keys, clock, 404, { code: 'ORDER_NOT_EXIST' }, { without: 'Wechatpay-Signature' }))
    const error = await failure(client().send(query))
    expect(error).toMatchObject({ status: 404, code: 'ORDER_NOT_EXIST', verified: false, outcome: 'unknown' })
    expect(error.cause).toBeInstanceOf(SignatureError)
    expect(error.message).toContain('proves nothing')
  })

  test.each([
    ['HTML', '<html>'],
    ['a list', '[]'],
    ['nothing', ''],
    ['null', 'null'],
  ])('200 with %s: unreadable, unknown', async (_name, body) => {
    server.behave(answer(keys, clock, 200, body))
    await expect(failure(client().send(create))).resolves.toMatchObject({
      code: 'CLIENT_UNREADABLE',
      outcome: 'unknown',
      verified: true,
    })
  })

  test('another 2xx than 200 and 204 is not believed to be a success', async () => {
    server.behave(answer(keys, clock, 202, { state: 'CREATED' }))
    await expect(failure(client().send(create))).resolves.toMatchObject({
      code: 'CLIENT_UNREADABLE',
      status: 202,
    })
  })

  test('a redirect is never followed', async () => {
    server.behave((_arrived, response) => {
      response.writeHead(307, { Location: `${backup.url}/v3/payscore/payafter-orders` })
      response.end()
    })
    const error = await failure(client().send(create))
    expect(error).toMatchObject({
      status: 307,
      code: 'CLIENT_REDIRECTED',
      outcome: 'unknown',
      verified: false,
    })
    expect([server.arrived.length, backup.arrived.length]).toEqual([1, 0])
  })

  test('an answer beyond 1 MiB is not read to the end', async () => {
    server.behave((_arrived, response) => response.end(Buffer.alloc(3 * 1024 * 1024, 32)))
    await expect(failure(client().send(create))).resolves.toMatchObject({
      code: 'CLIENT_TOO_LARGE',
      outcome: 'unknown',
    })
  })
})

describe('repeating', () => {
  test.each([
    ['a reset', reset],
    ['500', answer(keys, clock, 500, { code: 'SYSTEM_ERROR' })],
    ['502 with HTML', answer(keys, clock, 502, '<html>', { without: 'Wechatpay-Signature' })],
    ['429', answer(keys, clock, 429, { code: 'FREQUENCY_LIMITED' })],
  ])('after %s the same bytes go out again, newly signed', async (_name, behaviour) => {
    server.behave(behaviour, ok({ done: true }))
    await expect(client().send(create)).resolves.toMatchObject({ body: { done: true } })
    const [first, second] = server.arrived
    expect(server.arrived).toHaveLength(2)
    expect(second?.body).toBe(first?.body)
    expect(second?.headers.authorization).not.toBe(first?.headers.authorization)
    expect(second && isSignedBy(keys, second)).toBe(true)
  })

  test('three attempts at most, with growing pauses', async () => {
    server.behave(answer(keys, clock, 500, { code: 'SYSTEM_ERROR' }))
    const error = await failure(client({ random: (bytes) => Buffer.alloc(bytes, 255) }).send(query))
    expect(error).toMatchObject({ status: 500, code: 'SYSTEM_ERROR', outcome: 'unknown', verified: true })
    expect(server.arrived).toHaveLength(3)
    expect(pauses).toEqual([200, 400])
    expect(lines.map(({ attempt, code, outcome }) => [attempt, code, outcome])).toEqual([
      [1, 'SYSTEM_ERROR', 'unknown'],
      [2, 'SYSTEM_ERROR', 'unknown'],
      [3, 'SYSTEM_ERROR', 'unknown'],
    ])
  })

  test('429 is tried once more after half a second or more, then given to the caller', async () => {
    server.behave(answer(keys, clock, 429, { code: 'FREQUENCY_LIMITED' }))
    const error = await failure(client({ random: (bytes) => Buffer.alloc(bytes) }).send(query))
    expect(error).toMatchObject({ status: 429, outcome: 'unknown' })
    expect(server.arrived).toHaveLength(2)
    expect(pauses).toEqual([500])
  })

  test.each([
    ['a reset', reset, 'CLIENT_CONNECTION_LOST'],
    ['500', answer(keys, clock, 500, { code: 'SYSTEM_ERROR' }), 'SYSTEM_ERROR'],
    ['429', answer(keys, clock, 429, { code: 'FREQUENCY_LIMITED' }), 'FREQUENCY_LIMITED'],
  ])('a call that must not be repeated is sent once: %s', async (_name, behaviour, code) => {
    server.behave(behaviour, ok())
    await expect(failure(client({ backupUrl: backup.url }).send(complete))).resolves.toMatchObject({
      code,
      outcome: 'unknown',
    })
    expect([server.arrived.length, backup.arrived.length]).toEqual([1, 0])
  })

  test('no repetition begins at the deadline or after it', async () => {
    const busy = answer(keys, clock, 500, { code: 'SYSTEM_ERROR' })
    const random = (bytes: number) => Buffer.alloc(bytes, 255)
    server.behave(busy, ok())
    await expect(failure(client({ random }).send(query, { deadline: NOW + 200 }))).resolves.toMatchObject({
      code: 'SYSTEM_ERROR',
    })
    expect([server.arrived.length, pauses]).toEqual([1, []])
    server.behave(busy, ok())
    await expect(client({ random }).send(query, { deadline: NOW + 201 })).resolves.toMatchObject({
      status: 200,
    })
    expect([server.arrived.length, pauses]).toEqual([2, [200]])
  })

  test('attempts and pauses of one call end within its time, without a deadline too', async () => {
    server.behave(answer(keys, clock, 500, { code: 'SYSTEM_ERROR' }))
    const random = (bytes: number) => Buffer.alloc(bytes, 255)
    await failure(client({ random, timeoutMs: 200 }).send(query))
    expect([server.arrived.length, pauses]).toEqual([1, []])
  })

  test('time that attempts and pauses took is gone', async () => {
    server.behave((arrived, response, request) => {
      clockAt += 900
      answer(keys, clock, 500, { code: 'SYSTEM_ERROR' })(arrived, response, request)
    })
    const random = (bytes: number) => Buffer.alloc(bytes, 255)
    await failure(client({ random, timeoutMs: 1700 }).send(query))
    expect(server.arrived).toHaveLength(2)
    expect(lines.map(({ durationMs }) => durationMs)).toEqual([900, 900])
  })

  test('what was not sent at all leaves no doubt about a refusal that follows', async () => {
    const baseUrl = await closedPort()
    backup.behave(answer(keys, clock, 400, { code: 'INVALID_REQUEST' }))
    const sent = client({ baseUrl, backupUrl: backup.url }).send(create)
    await expect(failure(sent)).resolves.toMatchObject({ code: 'INVALID_REQUEST', outcome: 'refused' })
  })

  test('a refusal after a lost answer is no refusal: the first attempt may have created the order', async () => {
    server.behave(reset, answer(keys, clock, 400, { code: 'INVALID_REQUEST', message: '同号异参' }))
    const error = await failure(client().send(create))
    expect(error).toMatchObject({ status: 400, code: 'INVALID_REQUEST', verified: true, outcome: 'unknown' })
    expect(error.message).toContain('An earlier attempt may have been carried out')
  })

  test('for a question that doubt does not exist', async () => {
    server.behave(reset, answer(keys, clock, 404, { code: 'ORDER_NOT_EXIST' }))
    await expect(failure(client().send(query))).resolves.toMatchObject({ verified: true, outcome: 'refused' })
  })
})

describe('networks', () => {
  test('no answer: a time-out well within the limit, unknown', async () => {
    server.behave(silence)
    const since = performance.now()
    const error = await failure(client({ timeoutMs: 150 }).send(complete))
    expect(error).toMatchObject({ status: 0, code: 'CLIENT_TIMEOUT', outcome: 'unknown', verified: false })
    expect(error.message).toBe(
      'complete: no answer in time (ETIMEDOUT). The result is unknown: query the order.',
    )
    expect(performance.now() - since).toBeLessThan(1500)
  })

  test('half an answer: the connection is lost, unknown', async () => {
    server.behave((_arrived, response, request) => {
      response.writeHead(200, { 'Content-Length': 100 })
      response.write('{"state":')
      setImmediate(() => request.socket.destroy())
    })
    await expect(failure(client().send(complete))).resolves.toMatchObject({
      code: 'CLIENT_CONNECTION_LOST',
      outcome: 'unknown',
    })
  })

  test('the deadline holds although attempts and pauses would go on', async () => {
    server.behave(silence)
    const since = performance.now()
    const deadline = NOW + 120
    await expect(failure(client().send(query, { deadline }))).resolves.toMatchObject({
      code: 'CLIENT_TIMEOUT',
    })
    expect(performance.now() - since).toBeLessThan(1500)
  })

  test('a deadline that has passed: nothing is sent', async () => {
    server.behave(ok())
    const error = await failure(client().send(complete, { deadline: NOW }))
    expect(error).toMatchObject({ code: 'CLIENT_TIMEOUT', outcome: 'notSent' })
    expect(error.message).toBe('complete: no answer in time (the deadline had passed). Nothing was sent.')
    expect(server.arrived).toHaveLength(0)
  })

  test('connection refused: not sent, so even complete is tried again', async () => {
    const error = await failure(client({ baseUrl: await closedPort() }).send(complete))
    expect(error).toMatchObject({ code: 'CLIENT_NOT_CONNECTED', outcome: 'notSent' })
    expect(lines).toHaveLength(3)
  })

  test('TLS that never comes about: not sent', async () => {
    const baseUrl = server.url.replace('http:', 'https:')
    server.behave(ok())
    await expect(failure(client({ baseUrl }).send(complete))).resolves.toMatchObject({
      code: 'CLIENT_NOT_CONNECTED',
      outcome: 'notSent',
    })
    expect(server.arrived).toHaveLength(0)
  })

  test('the backup domain gets the call after a network failure, once', async () => {
    const baseUrl = await closedPort()
    await expect(client({ baseUrl, backupUrl: backup.url }).send(complete)).resolves.toMatchObject({
      body: { from: 'backup' },
    })
    expect(pauses).toEqual([])
    backup.behave(reset)
    await expect(failure(client({ baseUrl, backupUrl: backup.url }).send(create))).resolves.toMatchObject({
      code: 'CLIENT_NOT_CONNECTED',
      outcome: 'unknown',
    })
    expect(backup.arrived).toHaveLength(1)
  })

  test('an answer, even 500, is no reason for the backup domain', async () => {
    server.behave(answer(keys, clock, 503, {}))
    await failure(client({ backupUrl: backup.url }).send(query))
    expect(backup.arrived).toHaveLength(0)
  })

  test('a lost answer is asked for again at the backup domain', async () => {
    server.behave(reset)
    await expect(client({ backupUrl: backup.url }).send(create)).resolves.toMatchObject({
      body: { from: 'backup' },
    })
    expect(backup.arrived[0]?.body).toBe(create.body)
  })
})

test('a log line says what happened and nothing about anybody', async () => {
  server.behave(ok())
  await client().send({ ...query, path: '/v3/payscore/user-service-state?openid=oSECRET' })
  expect(lines).toEqual([
    {
      event: 'wechatpay',
      action: 'query',
      attempt: 1,
      host: '127.0.0.1',
      durationMs: 0,
      status: 200,
      code: 'OK',
      requestId: '08F7B1A0AB0610F20218C2E9-268435464',
    },
  ])
})

test('a log line of a failure says what is known of it, and in whose words', async () => {
  server.behave(answer(keys, clock, 400, { code: 'PARAM_ERROR', message: '张三的手机号不符' }))
  await failure(client().send(create))
  server.behave(answer(keys, clock, 200, {}, { signature: 'WECHATPAY/SIGNTEST/AAAA' }))
  await failure(client().send(create))
  await failure(client({ baseUrl: await closedPort() }).send(complete))
  const requestId = '08F7B1A0AB0610F20218C2E9-268435464'
  const meaning = 'a parameter is out of range'
  const common = { event: 'wechatpay', host: '127.0.0.1', durationMs: 0, attempt: 1 }
  const first = { ...common, action: 'create', requestId, meaning }
  expect(lines.slice(0, 3)).toEqual([
    { ...first, status: 400, code: 'PARAM_ERROR', outcome: 'refused' },
    { ...first, status: 0, code: 'SignatureError', outcome: 'unknown' },
    {
      ...common,
      action: 'complete',
      status: 0,
      code: 'CLIENT_NOT_CONNECTED',
      requestId: '',
      outcome: 'notSent',
    },
  ])
  expect(JSON.stringify(lines)).not.toContain('张三')
})

test('a repetition is logged with where it went', async () => {
  const baseUrl = (await closedPort()).replace('127.0.0.1', 'localhost')
  await client({ baseUrl, backupUrl: backup.url }).send(query)
  expect(lines.map(({ attempt, host, code }) => [attempt, host, code])).toEqual([
    [1, 'localhost', 'CLIENT_NOT_CONNECTED'],
    [2, '127.0.0.1', 'OK'],
  ])
})

test.each<[Partial<PayClientConfig>, string]>([
  [{ mchid: 'wx1' }, 'WECHATPAY_MCHID: is not a merchant number (digits only).'],
  ...['', '1900000109x', '1'.repeat(33), '1900000109\n"'].map((mchid): [object, string] => [
    { mchid },
    'WECHATPAY_MCHID: is not a merchant number (digits only).',
  ]),
  ...['a"b', '"ab', 'ab"', '', 'A'.repeat(65)].map((merchantSerial): [object, string] => [
    { merchantSerial },
    "WECHATPAY_MERCHANT_SERIAL: is not a certificate's serial number (40 hex digits).",
  ]),
  [{ baseUrl: 'https://evil.example' }, 'WECHATPAY_BASE_URL: is not a host of WeChat Pay'],
  [{ backupUrl: 'http://api2.mch.weixin.qq.com' }, 'WECHATPAY_BACKUP_URL: is not https.'],
  [{ sandbox: false }, 'WECHATPAY_BASE_URL: is this machine.'],
])('a client is not made with %j', (config, message) => {
  expect(() => client(config)).toThrow(message)
})

test('the longest merchant number and serial are good', () => {
  const config = { mchid: '1'.repeat(32), merchantSerial: 'aF0'.padEnd(64, '9') }
  expect(() => client(config)).not.toThrow()
})

describe('what is not given', () => {
  const bare = () =>
    createPayClient({
      mchid: MCHID,
      merchantSerial: MERCHANT_SERIAL,
      merchantPrivateKey: keys.merchant.privateKey,
      keyring: keys.keyring,
      baseUrl: server.url,
      sandbox: true,
    })
  const genuine = (): Behaviour => answer(keys, Date.now, 200, {})

  test('is the time of this machine, chance, and a pause that is one', async () => {
    const since = Date.now()
    server.behave(answer(keys, Date.now, 500, { code: 'SYSTEM_ERROR' }), genuine())
    await bare().send(query)
    expect(Date.now() - since).toBeGreaterThanOrEqual(99)
    const told = server.arrived.map(({ headers }) =>
      /nonce_str="([0-9A-F]{32})".*timestamp="(\d+)"/.exec(headers.authorization ?? ''),
    )
    expect(new Set(told.map((one) => one?.[1])).size).toBe(2)
    for (const one of told) {
      expect(Number(one?.[2])).toBeGreaterThanOrEqual(Math.floor(since / 1000))
      expect(Number(one?.[2])).toBeLessThanOrEqual(Date.now() / 1000)
    }
  })
})
