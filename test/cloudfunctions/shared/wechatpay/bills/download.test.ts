import { createHash } from 'node:crypto'
import { closeConnections, createPayClient } from '../../../../../cloudfunctions/shared/wechatpay'
import { readFileAddress } from '../../../../../cloudfunctions/shared/wechatpay/base-url'
import { MCHID, MERCHANT_SERIAL } from '../keys-of-the-day'
import { type Behaviour, isSignedBy, type PayServer, startPayServer } from '../pay-server'
import { keys } from '../prepared'

const NOW = Date.now()
const text = '交易时间,商户号\r\n`2026-11-19 10:00:00,`1\r\n'
const sha1 = (bytes: string | Buffer): string => createHash('sha1').update(bytes).digest('hex')
const bytes =
  (body: string | Buffer, status = 200): Behaviour =>
  (_arrived, response) => {
    response.writeHead(status, { 'Content-Type': 'application/octet-stream' })
    response.end(body)
  }

let server: PayServer
beforeAll(async () => {
  server = await startPayServer()
})
afterAll(async () => {
  closeConnections()
  await server.close()
})

const client = (baseUrl = server.url) =>
  createPayClient({
    mchid: MCHID,
    merchantSerial: MERCHANT_SERIAL,
    merchantPrivateKey: keys.merchant.privateKey,
    keyring: keys.keyring,
    baseUrl,
    sandbox: true,
    clock: () => NOW,
    pause: () => Promise.resolve(),
  })
const file = (hash_value = sha1(text), path = '/v3/billdownload/file?token=a%2Fb') => ({
  download_url: `${server.url}${path}`,
  hash_value,
})

test('a signed request for the very address; the bytes come to the hash', async () => {
  server.behave(bytes(text))
  expect((await client().download(file())).toString()).toBe(text)
  const [arrived] = server.arrived
  expect(arrived).toMatchObject({ method: 'GET', url: '/v3/billdownload/file?token=a%2Fb', body: '' })
  expect(arrived?.headers).not.toHaveProperty('wechatpay-serial')
  expect(arrived && isSignedBy(keys, arrived)).toBe(true)
})

test('one other byte, and nothing is believed', async () => {
  server.behave(bytes(`${text} `))
  await expect(client().download(file())).rejects.toMatchObject({
    action: 'bill',
    status: 200,
    code: 'CLIENT_UNREADABLE',
    outcome: 'unknown',
    verified: false,
    requestId: '',
    message:
      'bill: The bill does not come to the hash that WeChat Pay told. Nothing of it was believed: ask for it again.',
  })
})

test('asked again after 5xx and a broken connection; a refusal is not', async () => {
  server.behave(bytes('x', 502), (_arrived, _response, request) => request.socket.destroy(), bytes(text))
  await expect(client().download(file())).resolves.toEqual(Buffer.from(text))
  expect(server.arrived).toHaveLength(3)
  server.behave(bytes('{"code":"NO_AUTH"}', 403))
  await expect(client().download(file())).rejects.toMatchObject({
    status: 403,
    code: 'NO_AUTH',
    verified: false,
    outcome: 'unknown',
    cause: { reason: 'missing-header' },
  })
  expect(server.arrived).toHaveLength(1)
})

test('a redirect is not followed', async () => {
  server.behave((_arrived, response) => {
    response.writeHead(302, { Location: server.url })
    response.end()
  })
  await expect(client().download(file())).rejects.toMatchObject({ code: 'CLIENT_REDIRECTED' })
})

test('larger than an answer, and smaller than 20 MB', async () => {
  const large = Buffer.alloc(3 * 1024 * 1024, '账单\n')
  server.behave(bytes(large))
  await expect(client().download(file(sha1(large)))).resolves.toHaveLength(large.length)
  const huge = Buffer.alloc(20 * 1024 * 1024 + 1)
  server.behave(bytes(huge))
  await expect(client().download(file(sha1(huge)))).rejects.toMatchObject({ code: 'CLIENT_TOO_LARGE' })
})

test('not beyond the deadline', async () => {
  server.behave(() => undefined)
  await expect(client().download(file(), { deadline: NOW + 50 })).rejects.toMatchObject({
    code: 'CLIENT_TIMEOUT',
  })
})

test('nothing is signed for a stranger', async () => {
  server.behave(bytes(text))
  const stranger = { download_url: 'https://example.com/v3/billdownload/file', hash_value: sha1(text) }
  await expect(client().download(stranger)).rejects.toMatchObject({
    message:
      'bill: The bill is not at an address of WeChat Pay; nothing was fetched. Nothing of it was believed: ask for it again.',
  })
  const real = 'https://api.mch.weixin.qq.com'
  await expect(client(real).download(file())).rejects.toMatchObject({ code: 'CLIENT_UNREADABLE' })
  expect(server.arrived).toHaveLength(0)
})

test.each([
  ['https://api.mch.weixin.qq.com/v3/billdownload/file?token=t', '/v3/billdownload/file?token=t'],
  ['https://api2.wechatpay.cn/f', '/f'],
  ['http://api.mch.weixin.qq.com/f', undefined],
  ['https://api.mch.weixin.qq.com:8443/f', undefined],
  ['https://api.mch.weixin.qq.com.example.com/f', undefined],
  ['https://me@api.mch.weixin.qq.com/f', undefined],
  ['https://api.mch.weixin.qq.com/f#x', undefined],
  ['http://127.0.0.1:8081/f', undefined],
  ['/v3/billdownload/file', undefined],
  ['', undefined],
])('%s → %s', (address, path) => {
  const ours = { secure: true, hostname: 'api.mch.weixin.qq.com', port: 443 }
  expect(readFileAddress(address, [ours])?.path).toBe(path)
})

test('a sandbox’s files are at the sandbox alone', () => {
  const sandbox = { secure: false, hostname: '127.0.0.1', port: 8081 }
  expect(readFileAddress('http://127.0.0.1:8081/f?a=1', [sandbox])).toEqual({
    origin: sandbox,
    path: '/f?a=1',
  })
  expect(readFileAddress('http://127.0.0.1:8082/f', [sandbox])).toBeUndefined()
})
