import { createServer, type Server } from 'node:http'
import { type AddressInfo } from 'node:net'
import { type CallFault } from '../../../simulator/sandbox/faults'
import { type Sandbox } from '../../../simulator/sandbox'
import {
  base,
  closeAll,
  createBody,
  must,
  queryOf,
  sandboxFor,
  stranger,
  type Reply,
  type Stranger,
} from './ground'

afterEach(closeAll)

const existsAfter = (sandbox: Sandbox, number: string): boolean =>
  sandbox.orders().some((one) => one.out_order_no === number)

/** What a client sees, and whether the order was made all the same. */
const seen: Record<CallFault, readonly [outcome: RegExp, committed: boolean]> = {
  slow: [/^200$/, true],
  late: [/^200$/, true],
  'rate-limited': [/^429 FREQUENCY_LIMITED$/, false],
  'system-error': [/^500 SYSTEM_ERROR$/, false],
  'bad-gateway': [/HEADERS_INCOMPLATE/, false],
  refused: [/^400 INVALID_REQUEST$/, false],
  reset: [/socket hang up|ECONNRESET/, false],
  silent: [/timeout/, false],
  'lost-reset': [/socket hang up|ECONNRESET/, true],
  'lost-silent': [/timeout/, true],
  'lost-system-error': [/^500 SYSTEM_ERROR$/, true],
  'lost-bad-gateway': [/HEADERS_INCOMPLATE/, true],
  'wrong-signature': [/SIGNATURE_DIGEST/, true],
  unsigned: [/HEADERS_INCOMPLATE/, true],
  signtest: [/SIGNATURE_DIGEST/, true],
  stale: [/TIMESTAMP_OFFSET/, true],
  unreadable: [/^200$/, true],
}

async function outcome(reply: Promise<Reply>): Promise<string> {
  try {
    const { status, data } = await reply
    return [status, data['code']].filter(Boolean).join(' ')
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    return `${code ?? ''} ${message}`
  }
}

test.each(Object.entries(seen))('%s', async (kind, [expected, committed]) => {
  const sandbox = await sandboxFor()
  const call: Stranger = stranger(sandbox)
  sandbox.faults.add({ kind: kind as CallFault, on: 'create', ms: 20 })
  const data = createBody(sandbox, 'F_1')
  expect(await outcome(call('POST', base, { data, timeout: 200 }))).toMatch(expected)
  expect(existsAfter(sandbox, 'F_1')).toBe(committed)
  expect(sandbox.requests().at(-1)).toMatchObject({
    fault: kind,
    operation: 'payafter-orders/create',
    out_order_no: 'F_1',
  })
  await must(call('POST', base, { data }))
  expect(sandbox.orders()).toHaveLength(1)
})

test('a late call commits after the client gave up', async () => {
  const sandbox = await sandboxFor()
  const call = stranger(sandbox)
  sandbox.faults.add({ kind: 'late', ms: 60 })
  const reply = call('POST', base, { data: createBody(sandbox, 'F_2'), timeout: 20 })
  expect(await outcome(reply)).toMatch(/timeout/)
  expect(existsAfter(sandbox, 'F_2')).toBe(false)
  while (!existsAfter(sandbox, 'F_2')) await new Promise((resolve) => setImmediate(resolve))
})

test('a fault waits for its calls: by operation, path, number, as often as told', async () => {
  const sandbox = await sandboxFor()
  const call = stranger(sandbox)
  const create = async (number: string): Promise<number> =>
    (await call('POST', base, { data: createBody(sandbox, number) })).status
  sandbox.faults.add({ kind: 'system-error', on: 'F_4', times: 2 })
  sandbox.faults.add({ kind: 'rate-limited', on: 'payafter-orders/query' })
  sandbox.faults.add({ kind: 'rate-limited', on: '/v3/certificates' })
  expect(await create('F_3')).toBe(200)
  expect([await create('F_4'), await create('F_4'), await create('F_4')]).toEqual([500, 500, 200])
  const query = async (): Promise<number> => (await call('GET', base, queryOf(sandbox, 'F_3'))).status
  expect([await query(), await query()]).toEqual([429, 200])
  expect((await call('GET', '/v3/certificates')).status).toBe(429)
  expect(sandbox.faults.list()).toEqual([])
})

test('a refusal in other words, with its tail number', async () => {
  const sandbox = await sandboxFor()
  sandbox.faults.add({
    kind: 'refused',
    code: 'INVALID_REQUEST',
    message: '综合评估未通过',
    tail: '271300099',
  })
  const { data, headers } = await stranger(sandbox)('POST', base, { data: createBody(sandbox, 'F_5') })
  expect(data).toMatchObject({ code: 'INVALID_REQUEST', message: '综合评估未通过' })
  expect(headers['request-id']).toMatch(/-271300099$/)
})

describe('notifications', () => {
  const open: Server[] = []
  afterEach(() => {
    for (const listener of open.splice(0)) listener.close()
  })

  /** A merchant that notes what comes; `status` decides what it answers. */
  async function merchant(
    status: (count: number) => number = () => 200,
  ): Promise<{ url: string; heard: Heard[] }> {
    const heard: Heard[] = []
    const listener = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')))
      request.on('end', () => {
        const { id, event_type } = JSON.parse(body) as { id: string; event_type: string }
        const signature = String(request.headers['wechatpay-signature'])
        heard.push({ id, event: event_type, signature, path: request.url ?? '' })
        response.writeHead(status(heard.length)).end('{"code":"FAIL"}')
      })
    })
    open.push(listener)
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
    return { url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`, heard }
  }
  interface Heard {
    readonly id: string
    readonly event: string
    readonly signature: string
    readonly path: string
  }
  async function confirmed(sandbox: Sandbox, number: string): Promise<void> {
    await must(stranger(sandbox)('POST', base, { data: createBody(sandbox, number) }))
    sandbox.act(number, 'confirm')
    await sandbox.whenIdle()
  }

  test('the HTTP status alone says that it arrived; three addresses', async () => {
    const { url, heard } = await merchant()
    const sandbox = await sandboxFor({ notifyUrls: { confirm: `${url}/c`, pay: `${url}/p` } })
    await confirmed(sandbox, 'N_1')
    expect(heard.map(({ path }) => path)).toEqual(['/c'])
    expect(sandbox.notifications()[0]).toMatchObject({ status: 'delivered', deliveries: [{ status: 200 }] })
  })

  test('repeated at WeChat Pay’s times until it arrives, then never again', async () => {
    const { url, heard } = await merchant((count) => (count < 4 ? 500 : 204))
    const sandbox = await sandboxFor({ notifyUrls: url })
    await confirmed(sandbox, 'N_2')
    const after = async (seconds: number): Promise<number> => {
      sandbox.setClock({ advanceSeconds: seconds })
      await sandbox.whenIdle()
      return heard.length
    }
    expect(heard).toHaveLength(1)
    expect([await after(14), await after(2), await after(15), await after(30)]).toEqual([1, 2, 3, 4])
    expect(await after(90_000)).toBe(4)
    expect(new Set(heard.map(({ id }) => id)).size).toBe(1)
  })

  test('given up after sixteen deliveries in a day, also when the clock jumps', async () => {
    const { url, heard } = await merchant(() => 500)
    const sandbox = await sandboxFor({ notifyUrls: url })
    await confirmed(sandbox, 'N_3')
    sandbox.setClock({ advanceSeconds: 90_000 })
    await sandbox.whenIdle()
    expect(heard).toHaveLength(16)
    expect(sandbox.notifications()[0]?.status).toBe('given-up')
    sandbox.resend(sandbox.notifications()[0]?.id ?? '')
    await sandbox.whenIdle()
    expect(heard).toHaveLength(17)
  })

  test('a merchant that is not there is tried again', async () => {
    const sandbox = await sandboxFor({ notifyUrls: 'http://127.0.0.1:9' })
    await confirmed(sandbox, 'N_4')
    expect(sandbox.notifications()[0]).toMatchObject({
      status: 'pending',
      deliveries: [{ error: expect.any(String) as string }],
    })
    sandbox.setNotifyUrls({ url: (await merchant()).url })
    sandbox.setClock({ advanceSeconds: 20 })
    await sandbox.whenIdle()
    expect(sandbox.notifications()[0]?.status).toBe('delivered')
  })

  test('only this machine is told', async () => {
    const sandbox = await sandboxFor()
    for (const url of ['http://example.com/', 'https://10.0.0.1/', 'http://127.0.0.1.example.com/', 'x']) {
      expect(() => sandbox.setNotifyUrls({ url })).toThrow(/this machine/)
    }
  })

  test.each([
    ['notification-doubled', 2],
    ['notification-late', 0],
    ['notification-reordered', 0],
    ['notification-held', 0],
    ['notification-lost', 0],
    ['notification-wrong-signature', 1],
    ['notification-signtest', 1],
    ['notification-stale', 1],
    ['notification-foreign-merchant', 2],
    ['notification-foreign-order', 2],
  ] as const)('%s', async (kind, atOnce) => {
    const { url, heard } = await merchant()
    const sandbox = await sandboxFor({ notifyUrls: url })
    sandbox.faults.add({ kind, on: 'PAYSCORE.USER_ACCEPTED', seconds: 100 })
    await confirmed(sandbox, 'N_5')
    expect(heard).toHaveLength(atOnce)
    if (kind === 'notification-doubled') expect(heard[0]?.id).toBe(heard[1]?.id)
    if (kind === 'notification-signtest') expect(heard[0]?.signature).toMatch(/^WECHATPAY\/SIGNTEST\//)
    if (kind === 'notification-late') {
      sandbox.setClock({ advanceSeconds: 100 })
      await sandbox.whenIdle()
      expect(heard).toHaveLength(1)
    }
    if (kind === 'notification-lost' || kind === 'notification-held') {
      sandbox.setClock({ advanceSeconds: 90_000 })
      await sandbox.whenIdle()
      expect(heard).toHaveLength(0)
      sandbox.resend(sandbox.notifications()[0]?.id ?? '')
      await sandbox.whenIdle()
      expect(heard).toHaveLength(1)
    }
    if (kind === 'notification-reordered') {
      const resource = { out_order_no: 'N_5' }
      sandbox.notify({ event: 'PAYSCORE.USER_PAID', kind: 'pay', resource })
      await sandbox.whenIdle()
      expect(heard.map(({ event }) => event)).toEqual(['PAYSCORE.USER_PAID', 'PAYSCORE.USER_ACCEPTED'])
    }
  })
})
