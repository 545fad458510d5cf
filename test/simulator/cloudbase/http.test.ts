import { sign } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { startCloudBase, type CloudBase } from '../../../simulator/cloudbase'
import { anotherPair } from '../../keys/pool'

const keys = anotherPair()
let cloudbase: CloudBase

beforeAll(async () => {
  cloudbase = await startCloudBase({
    functionRoot: join(__dirname, 'functions'),
    collections: { notes: {} },
    appid: 'wxours',
    env: { PUBLIC_KEY: keys.publicKey.export({ type: 'spki', format: 'pem' }).toString() },
    routes: { '/pay/notify': 'pay', '/pay/notify/probe': 'probe', '/gone': 'broken' },
  })
})
afterAll(() => cloudbase.close())

const post = (path: string, body: string | Buffer, headers: Record<string, string> = {}) =>
  fetch(`${cloudbase.origin}${path}`, { method: 'POST', body, headers })

describe('the HTTP access service', () => {
  const body = '{ "a" :\t1.0,\r\n "emoji":"😀é\\u00e9", "list":[ ] }\n '
  const signed = (bytes: Buffer) => sign('sha256', bytes, keys.privateKey).toString('base64')

  it.each(['application/json', 'text/plain; charset=utf-8', 'application/octet-stream'])(
    'keeps the raw bytes of %s, so that a signature over them holds',
    async (type) => {
      const headers = { 'content-type': type, 'X-Signature': signed(Buffer.from(body)) }
      const genuine = await post('/pay/notify/confirm?a=1&b=%20', body, headers)
      expect(genuine.status).toBe(200)
      expect(genuine.headers.get('x-seen')).toBe('yes')
      expect(await genuine.json()).toMatchObject({
        path: '/confirm',
        httpMethod: 'POST',
        queryStringParameters: { a: '1', b: ' ' },
        isBase64Encoded: type === 'application/octet-stream',
        headers: { 'x-signature': headers['X-Signature'], 'content-type': type },
        requestContext: { envId: 'local' },
      })
      expect((await post('/pay/notify', body.replace('1.0', '1.00'), headers)).status).toBe(401)
    },
  )

  it('leads a path to the longest route, and to nothing where there is none', async () => {
    const echoed = await post('/pay/notify/probe', '{}')
    expect(echoed.status).toBe(502)
    expect(await echoed.json()).toMatchObject({ code: 'FUNCTION_INVOCATION_FAILED' })
    expect((await post('/pay/notifyx', '{}')).status).toBe(404)
    expect((await post('/gone', '{}')).status).toBe(502)
    const large = await post('/pay/notify', 'x'.repeat(100 * 1024 + 1), { 'content-type': 'text/plain' })
    expect(large.status).toBe(413)
  })
})

describe('the local interface', () => {
  it('calls a function as a person and answers the result or what callFunction fails with', async () => {
    const call = async (event: object, openid = 'o-ann') =>
      (await post('/local/call/probe', JSON.stringify(event), { 'x-local-openid': openid })).json()
    expect(await call({ action: 'context' })).toMatchObject({
      result: { OPENID: 'o-ann', APPID: 'wxours', SOURCE: 'wx_client' },
    })
    expect(await call({ action: 'fail', message: 'no' })).toEqual({
      errCode: -504002,
      errMsg:
        'cloud.callFunction:fail Error: errCode: -504002 functions execute fail | errMsg: TypeError: no',
    })
    expect(await (await post('/local/call/absent', '{}')).json()).toMatchObject({ errCode: -501000 })
    expect((await post('/local/call/probe', '{')).status).toBe(400)
  })

  it('shows functions, calls and documents', async () => {
    const get = async (path: string) => (await fetch(`${cloudbase.origin}${path}`)).json() as Promise<object>
    await post('/local/call/probe', JSON.stringify({ action: 'note', id: 'shown', text: 'hello' }))
    expect(await get('/healthz')).toEqual({ ok: true })
    expect(await get('/local/functions')).toEqual({ functions: ['broken', 'pay', 'probe', 'ticker'] })
    expect(await get('/local/documents')).toEqual({ collections: ['notes'] })
    expect(await get('/local/documents?collection=notes')).toMatchObject({
      documents: [{ _id: 'shown', text: 'hello' }],
    })
    expect(await get('/local/documents?collection=absent')).toMatchObject({
      message: expect.stringContaining('not exist'),
    })
    const { calls } = (await get('/local/calls')) as { calls: object[] }
    expect(calls.at(-1)).toMatchObject({ function: 'probe', databaseCalls: 1, result: 'shown' })
  })

  it('keeps web pages away from the database', async () => {
    const body = JSON.stringify({ action: 'database.addCollection', envName: 'local', collectionName: 'x' })
    expect((await post('/admin', body, { origin: 'https://evil.example' })).status).toBe(403)
    expect(cloudbase.store.collections()).toEqual(['notes'])
  })

  it.each([
    ['https://evil.example', 403],
    ['http://localhost.evil.example', 403],
    ['null', 403],
    ['', 403],
    ['http://127.0.0.1:8080', 200],
    ['https://servicewechat.com', 200],
  ])('answers a page of %j with %d', async (origin, status) => {
    const simple = { origin, 'content-type': 'text/plain' }
    const event = JSON.stringify({ action: 'context' })
    expect((await post('/local/call/probe', event, simple)).status).toBe(status)
    expect((await post('/local/timer/ticker', '', simple)).status).toBe(status)
    expect((await fetch(`${cloudbase.origin}/local/documents`, { headers: { origin } })).status).toBe(status)
  })

  it('refuses any other host name', async () => {
    const status = await new Promise((resolve, reject) => {
      httpRequest(
        `${cloudbase.origin}/local/documents`,
        { headers: { host: 'evil.example:80' } },
        (response) => {
          response.resume()
          resolve(response.statusCode)
        },
      )
        .on('error', reject)
        .end()
    })
    expect(status).toBe(403)
  })
})
