import { createServer, request, type Server } from 'node:http'
import { type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { mkdtempSync, rmSync, cpSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { CompileError, startPhonePage, type PhonePage } from '../../../simulator/phone/index'

const npm = { '@vant/weapp': join(process.cwd(), 'node_modules/@vant/weapp/lib') }

/** Answers with what it was asked. */
async function echo(): Promise<{ server: Server; origin: string }> {
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const { method, url, headers } = incoming
      response.setHeader('x-from', 'echo')
      response.end(JSON.stringify({ method, url, headers, body: Buffer.concat(chunks).toString() }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

interface Echoed {
  method: string
  url: string
  headers: Record<string, string>
  body: string
}

let page: PhonePage
let project: string
let other: Awaited<ReturnType<typeof echo>>

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'phone-server-'))
  cpSync(join(__dirname, 'fixture'), project, { recursive: true })
  other = await echo()
  page = await startPhonePage({ project, npm, sandbox: other.origin, cloudbase: 'http://127.0.0.1:9' })
})
afterAll(async () => {
  await page.close()
  other.server.close()
  rmSync(project, { recursive: true })
})

const get = (path: string): Promise<Response> => fetch(page.origin + path)

/** fetch neither sends a foreign Host nor keeps dots in a path. */
const raw = (path: string, headers: Record<string, string>, method = 'GET'): Promise<number> =>
  new Promise((resolve, reject) => {
    request(page.origin, { path, headers, method }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
      .once('error', reject)
      .end()
  })

test.each([
  ['/healthz', 200, 'application/json; charset=utf-8'],
  ['/', 200, 'text/html; charset=utf-8'],
  ['/phone', 200, 'text/html; charset=utf-8'],
  ['/program.js', 200, 'text/javascript; charset=utf-8'],
  ['/phone.css', 200, 'text/css; charset=utf-8'],
  ['/fonts/noto-sans-sc-4-wght-normal.woff2', 200, 'font/woff2'],
  ['/assets/pages/home/dot.png', 200, 'image/png'],
  ['/assets/app.js', 404, 'text/plain; charset=utf-8'],
  ['/assets/pages/home/none.png', 404, 'text/plain; charset=utf-8'],
  ['/nothing', 404, 'text/plain; charset=utf-8'],
])('%s answers %d', async (path, status, type) => {
  const response = await get(path)
  expect([response.status, response.headers.get('content-type')]).toEqual([status, type])
})

test('pictures come from the mini-program’s folder only', async () => {
  writeFileSync(join(project, 'secret.png'), 'secret')
  expect(await raw('/assets/../secret.png', {})).toBe(404)
  expect(await raw('/assets/%2e%2e/secret.png', {})).toBe(404)
  expect(await raw('/assets/..%2fsecret.png', {})).toBe(404)
})

test('hands the sandbox’s paths on as they are, with its own host', async () => {
  const response = await fetch(`${page.origin}/sandbox/clock?a=1`, {
    method: 'POST',
    headers: { 'x-local-openid': 'local-customer-1', origin: page.origin },
    body: '{"advanceSeconds":60}',
  })
  const { method, url, headers, body } = (await response.json()) as Echoed
  expect(response.headers.get('x-from')).toBe('echo')
  expect([method, url, body]).toEqual(['POST', '/sandbox/clock?a=1', '{"advanceSeconds":60}'])
  expect(headers).toMatchObject({
    'x-local-openid': 'local-customer-1',
    host: new URL(other.origin).host,
    origin: other.origin,
  })
})

test('says so when a part of the world does not answer', async () => {
  const response = await get('/local/calls')
  expect(response.status).toBe(502)
  expect(await response.text()).toMatch(/^http:\/\/127\.0\.0\.1:9 does not answer: /)
})

test('answers to this machine’s names only, and not to other sites', async () => {
  expect(await raw('/healthz', { host: 'example.com' })).toBe(403)
  expect(await raw('/healthz', { host: 'localhost:1' })).toBe(200)
  expect(await raw('/sandbox/orders', { 'sec-fetch-site': 'cross-site' })).toBe(403)
  expect(await raw('/sandbox/orders', { 'sec-fetch-site': 'same-origin' })).toBe(200)
})

test.each([
  ['https://evil.example', 403],
  ['http://127.0.0.1.evil.example', 403],
  ['http://evil.example:8080', 403],
  ['null', 403],
  ['http://localhost:9000', 200],
])('a post from a page of %s gets %d, whatever it asks the sandbox for', async (origin, status) => {
  expect(await raw('/sandbox/reset', { origin }, 'POST')).toBe(status)
})

test.each(['//127.0.0.1:1/sandbox/x', 'http://127.0.0.1:1/sandbox/x', '//evil.example/sandbox', '*'])(
  'is no proxy to anywhere else: %s',
  async (path) => {
    expect(await raw(path, {})).toBe(400)
  },
)

test.each([
  '/assets/%',
  '/assets/%ff.png',
  '/fonts/%2e%2e/package.json',
  '/fonts/..%5cwght.css',
  '/assets/%00.png',
])('there is nothing at %s', async (path) => {
  expect(await raw(path, {})).toBe(404)
})

test('the page may talk to this machine only', async () => {
  const policy = (await get('/phone')).headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'self'")
  expect(policy).toContain("frame-ancestors 'self'")
  expect(policy).not.toMatch(/https:|\s\*/)
})

test('a rebuild takes the new source, and shows what is wrong until it compiles again', async () => {
  const file = join(project, 'src/pages/tab/tab.wxml')
  writeFileSync(file, '<view>another text</view>')
  await page.rebuild()
  expect(await (await get('/program.js')).text()).toContain('another text')
  writeFileSync(file, '<video/>')
  await expect(page.rebuild()).rejects.toThrow(CompileError)
  expect(await (await get('/program.js')).text()).toContain('pages/tab/tab.wxml:1 unknown tag <video>')
  writeFileSync(file, '<view/>')
  await page.rebuild()
  expect(await (await get('/program.js')).text()).not.toContain('unknown tag')
})

test('refuses to start with a source that does not compile, or on a taken port', async () => {
  await expect(startPhonePage({ project: '/nonexistent' })).rejects.toThrow('project.config.json is missing')
  await expect(startPhonePage({ project, npm, port: page.port })).rejects.toThrow('EADDRINUSE')
})

test('watches the source on demand', async () => {
  const watched = await startPhonePage({ project, npm, watch: true })
  try {
    writeFileSync(join(project, 'src/pages/tab/tab.wxml'), '<view>watched text</view>')
    const end = Date.now() + 4000
    while (!(await (await fetch(`${watched.origin}/program.js`)).text()).includes('watched text'))
      if (Date.now() > end) throw new Error('the change was not seen')
  } finally {
    await watched.close()
  }
})
