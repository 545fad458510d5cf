import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { type AddressInfo } from 'node:net'
import { Aes, Formatter, Rsa } from 'wechatpay-axios-plugin'
import {
  accepted,
  base,
  closeAll,
  completeBody,
  createBody,
  keys,
  must,
  queryOf,
  sandboxFor,
  stranger,
} from './ground'

interface Heard {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

let listener: Server
const heard: Heard[] = []

beforeAll(async () => {
  listener = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')))
    request.on('end', () => {
      heard.push({ headers: request.headers, body })
      response.writeHead(200).end()
    })
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
})
afterAll(() => listener.close())
afterEach(async () => {
  heard.length = 0
  await closeAll()
})

const address = (): string => `http://127.0.0.1:${(listener.address() as AddressInfo).port}/notify`

test('a stranger places, confirms, completes and gets paid', async () => {
  const sandbox = await sandboxFor({ notifyUrls: address() })
  const call = stranger(sandbox)
  const created = await must(call('POST', base, { data: createBody(sandbox, 'A1_1') }))
  expect(created.data).toMatchObject({
    out_order_no: 'A1_1',
    mchid: sandbox.credentials.mchid,
    miniprogram_businesstype: 'wxpayScoreUse',
    miniprogram_appid: 'wxd8f3793ea3b935b8',
  })
  expect(created.headers['request-id']).toMatch(/^08[0-9A-F]+-0$/)
  const fresh = await must(call('GET', base, queryOf(sandbox, 'A1_1')))
  expect(fresh.data['state']).toBe('CREATED')
  expect(fresh.data).not.toHaveProperty('finish_ticket')

  sandbox.act('A1_1', 'confirm')
  const confirmed = await must(call('GET', base, queryOf(sandbox, 'A1_1')))
  expect(confirmed.data['state']).toBe('USER_ACCEPTED')
  sandbox.setClock({ advanceSeconds: 5400 })
  const body = completeBody(sandbox, String(confirmed.data['finish_ticket']))
  await must(call('POST', `${base}/A1_1/complete`, { data: body }))
  expect((await must(call('GET', base, queryOf(sandbox, 'A1_1')))).data).toMatchObject({
    state: 'FINISHED',
    total_amount: 600,
    finish_type: 2,
  })

  sandbox.act('A1_1', 'pay')
  const paid = (await must(call('GET', base, queryOf(sandbox, 'A1_1')))).data
  expect(paid).toMatchObject({ state: 'USER_PAID', total_amount: 600 })
  expect(paid['finish_transaction_id']).toMatch(/^42000/)
  await sandbox.whenIdle()
  expect(sandbox.notifications().map(({ event, status }) => [event, status])).toEqual([
    ['PAYSCORE.USER_ACCEPTED', 'delivered'],
    ['PAYSCORE.USER_PAID', 'delivered'],
  ])
})

test('the peer’s notification recipe verifies and decrypts what is delivered', async () => {
  const sandbox = await sandboxFor({ notifyUrls: address() })
  const call = stranger(sandbox)
  await accepted(sandbox, call, 'A2_1')
  await sandbox.whenIdle()
  const [{ headers, body } = { headers: {}, body: '' }] = heard
  const { platformPublicKey, platformPublicKeyId, apiV3Key } = sandbox.credentials
  const signed = Formatter.response(
    String(headers['wechatpay-timestamp']),
    String(headers['wechatpay-nonce']),
    body,
  )
  expect(headers['wechatpay-serial']).toBe(platformPublicKeyId)
  expect(Math.abs(Number(headers['wechatpay-timestamp']) - Formatter.timestamp())).toBeLessThan(300)
  expect(Rsa.verify(signed, String(headers['wechatpay-signature']), platformPublicKey)).toBe(true)
  const told = JSON.parse(body) as { event_type: string; resource: Record<string, string> }
  const { ciphertext = '', nonce = '', associated_data = '' } = told.resource
  const order = JSON.parse(Aes.AesGcm.decrypt(ciphertext, apiV3Key, nonce, associated_data)) as object
  expect(told.event_type).toBe('PAYSCORE.USER_ACCEPTED')
  expect(order).toMatchObject({
    out_order_no: 'A2_1',
    state: 'USER_ACCEPTED',
    mchid: sandbox.credentials.mchid,
  })
  expect(order).toHaveProperty('finish_ticket')
})

test('what the peer encrypts is opened with the platform’s key', async () => {
  const sandbox = await sandboxFor()
  const call = stranger(sandbox)
  const { platformPublicKey, platformPublicKeyId } = sandbox.credentials
  const sealed = Object.fromEntries(
    Object.entries({
      name: '张三',
      phone: '13800000000',
      userid: '11010119900307001X',
      address: '上海市',
    }).map(([field, text]) => [field, Rsa.encrypt(text, platformPublicKey)]),
  )
  const data = createBody(sandbox, 'A3_1', sealed)
  const withSerial = { data, headers: { 'Wechatpay-Serial': platformPublicKeyId } }
  await must(call('POST', base, withSerial))
  expect(sandbox.order('A3_1')).toMatchObject({ request: { sensitive: { name: '张三', address: '上海市' } } })

  const spoiled = { ...data, out_order_no: 'A3_2', phone: Buffer.alloc(256, 7).toString('base64') }
  expect(await call('POST', base, { ...withSerial, data: spoiled })).toMatchObject({
    status: 400,
    data: { code: 'PARAM_ERROR', detail: { field: '/phone' } },
  })
  expect(await call('POST', base, { data: { ...data, out_order_no: 'A3_3' } })).toMatchObject({
    status: 400,
    data: { code: 'PARAM_ERROR', detail: { field: 'Wechatpay-Serial' } },
  })
})

test('the certificate that the sandbox serves verifies its answers', async () => {
  const sandbox = await sandboxFor()
  const { apiV3Key } = sandbox.credentials
  const { data } = await must(stranger(sandbox)('GET', '/v3/certificates'))
  const [entry] = data['data'] as { serial_no: string; encrypt_certificate: Record<string, string> }[]
  const { ciphertext = '', nonce = '', associated_data = '' } = entry?.encrypt_certificate ?? {}
  const pem = Aes.AesGcm.decrypt(ciphertext, apiV3Key, nonce, associated_data)
  const serial = entry?.serial_no ?? ''
  const byCertificate = stranger(sandbox, { [serial]: pem })
  const headers = { 'Wechatpay-Serial': serial }
  const data2 = createBody(sandbox, 'A4_1', { name: Rsa.encrypt('李四', pem) })
  const created = await must(byCertificate('POST', base, { data: data2, headers }))
  expect(created.headers['wechatpay-serial']).toBe(serial)
  expect(sandbox.order('A4_1')).toMatchObject({ request: { sensitive: { name: '李四' } } })

  sandbox.setSwitches({ platformKey: 'certificate' })
  await must(byCertificate('GET', base, queryOf(sandbox, 'A4_1')))
})

describe('who signed, when, and every byte', () => {
  const url = `${base}?service_id=1`
  const send = async (
    change: Partial<Record<'signedBody' | 'signedUrl' | 'method' | 'serial' | 'mchid' | 'header', string>> & {
      ageSeconds?: number
      skewSeconds?: number
    },
  ): Promise<{ status: number; body: { code: string; detail?: { issue: string } } }> => {
    const sandbox = await sandboxFor()
    sandbox.setClock({ skewSeconds: change.skewSeconds ?? 0, advanceSeconds: 86_400 })
    const { credentials } = sandbox
    const body = JSON.stringify(createBody(sandbox, 'S_1'))
    const timestamp = Formatter.timestamp() - (change.ageSeconds ?? 0)
    const text = Formatter.request(
      change.method ?? 'POST',
      change.signedUrl ?? url,
      timestamp,
      'n',
      change.signedBody ?? body,
    )
    const signature = Rsa.sign(text, credentials.merchantPrivateKey)
    const serial = change.serial ?? credentials.merchantSerial
    const header = Formatter.authorization(
      change.mchid ?? credentials.mchid,
      'n',
      signature,
      timestamp,
      serial,
    )
    const answer = await fetch(sandbox.origin + url, {
      method: 'POST',
      body,
      headers: { Authorization: change.header ?? header, 'Content-Type': 'application/json' },
    })
    const text2 = await answer.text()
    const given = (name: string): string => answer.headers.get(name) ?? ''
    const signed = Formatter.response(given('wechatpay-timestamp'), given('wechatpay-nonce'), text2)
    expect(Rsa.verify(signed, given('wechatpay-signature'), credentials.platformPublicKey)).toBe(true)
    return { status: answer.status, body: JSON.parse(text2) as { code: string } }
  }

  test('the positive control', async () => {
    expect((await send({})).status).toBe(200)
    expect((await send({ ageSeconds: 290 })).status).toBe(200)
    expect((await send({ ageSeconds: -290 })).status).toBe(200)
    expect((await send({ skewSeconds: 240 })).status).toBe(200)
  })

  test.each([
    ['a changed body', { signedBody: '{}' }, /does not match/],
    ['a changed query', { signedUrl: base }, /does not match/],
    ['another method', { method: 'PUT' }, /does not match/],
    ['a stale timestamp', { ageSeconds: 310 }, /five minutes/],
    ['a timestamp ahead', { ageSeconds: -310 }, /five minutes/],
    ['a stale timestamp by skew', { ageSeconds: 100, skewSeconds: 240 }, /five minutes/],
    ['another certificate', { serial: 'A'.repeat(40) }, /serial_no/],
    ['another merchant', { mchid: '1' }, /mchid/],
    ['no header', { header: '' }, /Authorization/],
    ['another scheme', { header: 'WECHATPAY2-SM2-WITH-SM3 mchid="1"' }, /scheme/],
    ['a missing value', { header: 'WECHATPAY2-SHA256-RSA2048 mchid="1"' }, /missing/],
    ['a doubled value', { header: 'WECHATPAY2-SHA256-RSA2048 mchid="1",mchid="1"' }, /twice/],
  ])('%s is 401 SIGN_ERROR', async (_, change, issue) => {
    const { status, body } = await send(change)
    expect([status, body.code]).toEqual([401, 'SIGN_ERROR'])
    expect(body.detail?.issue).toMatch(issue)
  })

  test('a foreign key is 401 SIGN_ERROR', async () => {
    const sandbox = await sandboxFor()
    const reply = await stranger(sandbox, undefined, keys.platformPrivateKey)('GET', base)
    expect(reply).toMatchObject({ status: 401, data: { code: 'SIGN_ERROR' } })
  })
})
