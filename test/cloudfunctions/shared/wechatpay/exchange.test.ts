import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { closeConnections } from '../../../../cloudfunctions/shared/wechatpay'
import {
  exchange,
  NetworkFailure,
  type OutgoingRequest,
  type Waits,
} from '../../../../cloudfunctions/shared/wechatpay/exchange'
import { makeKeys } from './keys-of-the-day'
import { type PayServer, startPayServer } from './pay-server'
import { selfSigned } from './self-signed'

const MIB = 1024 * 1024
const get: OutgoingRequest = { method: 'GET', path: '/v3/a?b=%7C', headers: { 'X-One': '1' }, body: '' }
const patient: Waits = { connectMs: 5000, totalMs: 5000 }
const originOf = (port: number, secure = false) => ({ secure, hostname: '127.0.0.1', port })
const portOf = (server: Server): number => (server.address() as AddressInfo).port

let server: PayServer
const here = () => originOf(Number(new URL(server.url).port))
const ask = (waits: Partial<Waits> = {}, request = get) => exchange(here(), request, { ...patient, ...waits })
const failure = async (answer: Promise<unknown>) =>
  answer.then(
    () => Promise.reject(new Error('was expected to fail')),
    (error: unknown) => {
      expect(error).toBeInstanceOf(NetworkFailure)
      const { problem, sent, systemCode } = error as NetworkFailure
      return { problem, sent, systemCode }
    },
  )

/** A server that speaks no HTTP by itself. */
async function withSocketServer(
  accept: (socket: Socket) => void,
  act: (port: number) => Promise<void>,
): Promise<void> {
  const sockets: Socket[] = []
  const one = createServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => undefined)
    accept(socket)
  })
  await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve))
  try {
    await act(portOf(one))
  } finally {
    for (const socket of sockets) socket.destroy()
    one.close()
  }
}

beforeAll(async () => {
  server = await startPayServer()
})
afterEach(closeConnections)
afterAll(() => server.close())

test('what arrives is what was given; what comes back is not touched', async () => {
  server.behave((_arrived, response) => {
    response.writeHead(418, { 'X-Two': '2' })
    response.write('a')
    setImmediate(() => response.end('ß'))
  })
  const body = '{"名":1}'
  const headers = { 'Content-Length': String(Buffer.byteLength(body)), 'X-One': '1' }
  const answer = await ask({}, { ...get, method: 'POST', headers, body })
  expect(answer).toMatchObject({ status: 418, headers: { 'x-two': '2' }, body: Buffer.from('aß') })
  expect(server.arrived).toMatchObject([
    { method: 'POST', url: '/v3/a?b=%7C', headers: { 'x-one': '1' }, body },
  ])
})

test('an answer without a body has no bytes', async () => {
  server.behave((_arrived, response) => response.writeHead(204).end())
  expect((await ask()).body).toEqual(Buffer.alloc(0))
})

describe('how large an answer may be', () => {
  const send = (size: number) => {
    server.behave((_arrived, response) => response.end(Buffer.alloc(size)))
  }
  test('1 MiB, and not a byte more', async () => {
    send(MIB)
    await expect(ask()).resolves.toMatchObject({ body: { length: MIB } })
    send(MIB + 1)
    expect(await failure(ask())).toEqual({ problem: 'too-large', sent: true, systemCode: 'EMSGSIZE' })
  })
  test('or as much as the errand allows', async () => {
    send(10)
    await expect(ask({ maxBytes: 10 })).resolves.toMatchObject({ body: { length: 10 } })
    expect(await failure(ask({ maxBytes: 9 }))).toMatchObject({ problem: 'too-large' })
  })
})

describe('connections', () => {
  test('are kept, and not for what needs a fresh one', async () => {
    server.behave((_arrived, response) => response.end('{}'))
    await ask()
    const before = server.connections()
    await ask()
    expect(server.connections()).toBe(before)
    await ask({ fresh: true })
    expect(server.connections()).toBe(before + 1)
  })

  test('closed ones are not used again', async () => {
    server.behave((_arrived, response) => response.end('{}'))
    await ask()
    const before = server.connections()
    closeConnections()
    await ask()
    expect(server.connections()).toBe(before + 1)
  })

  test('an answer may take longer than a connection, over a new one and over a kept one', async () => {
    server.behave((_arrived, response) => void setTimeout(() => response.end('{}'), 120))
    for (let turn = 0; turn < 2; turn += 1) expect((await ask({ connectMs: 60 })).status).toBe(200)
  })

  test('nothing of a call that is over keeps the function alive', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
    server.behave((_arrived, response) => response.end('{}'))
    await ask()
    const before = timers()
    await ask({ totalMs: 60_000 })
    await ask({ totalMs: 60_000, connectMs: 60_000, fresh: true })
    await withSocketServer(
      (socket) => socket.destroy(),
      async (port) => {
        await failure(exchange(originOf(port), get, { connectMs: 60_000, totalMs: 60_000 }))
      },
    )
    expect(timers()).toBe(before)
  })
})

describe('whether a byte can have left', () => {
  test('refused: no', async () => {
    let port = 0
    await withSocketServer(
      () => undefined,
      (one) => Promise.resolve(void (port = one)),
    )
    expect(await failure(exchange(originOf(port), get, patient))).toEqual({
      problem: 'not-connected',
      sent: false,
      systemCode: 'ECONNREFUSED',
    })
  })

  test('a handshake that never comes about: no, and it is not waited for as long as for an answer', async () => {
    await withSocketServer(
      () => undefined,
      async (port) => {
        const short = exchange(originOf(port, true), get, { connectMs: 50, totalMs: 10_000 })
        expect(await failure(short)).toEqual({
          problem: 'not-connected',
          sent: false,
          systemCode: 'ETIMEDOUT',
        })
        const shorter = exchange(originOf(port, true), get, { connectMs: 10_000, totalMs: 50 })
        expect(await failure(shorter)).toEqual({ problem: 'timeout', sent: false, systemCode: 'ETIMEDOUT' })
      },
    )
  })

  test('a stranger’s certificate: no', async () => {
    const pair = makeKeys().platform
    const cert = selfSigned(pair, '0A', 0, Date.UTC(2099, 0, 1)).pem
    const key = pair.privateKey.export({ type: 'pkcs8', format: 'pem' })
    let heard = 0
    const tls = createTlsServer({ key, cert }, (socket) => {
      socket.on('error', () => undefined)
      socket.on('data', (bytes) => (heard += bytes.length))
    })
    tls.on('tlsClientError', () => undefined)
    await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve))
    const failed = await failure(exchange(originOf(portOf(tls), true), get, patient))
    expect(failed).toEqual({
      problem: 'not-connected',
      sent: false,
      systemCode: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    })
    expect(heard).toBe(0)
    await new Promise((resolve) => tls.close(resolve))
  })

  test('silence over a connection: yes', async () => {
    server.behave(() => undefined)
    expect(await failure(ask({ totalMs: 50 }))).toEqual({
      problem: 'timeout',
      sent: true,
      systemCode: 'ETIMEDOUT',
    })
  })

  test('silence over a connection that was kept: yes', async () => {
    server.behave(
      (_arrived, response) => response.end('{}'),
      () => undefined,
    )
    await ask()
    expect(await failure(ask({ totalMs: 50 }))).toMatchObject({ problem: 'timeout', sent: true })
  })

  test.each([
    ['hung up', '', 'ECONNRESET'],
    ['no HTTP', 'hello\r\n\r\n', 'HPE_INVALID_CONSTANT'],
    ['half an answer', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"a"', 'ECONNRESET'],
  ])('%s: yes', async (_name, text, systemCode) => {
    await withSocketServer(
      (socket) => socket.once('data', () => socket.end(text)),
      async (port) => {
        const failed = await failure(exchange(originOf(port), get, patient))
        expect(failed).toEqual({ problem: 'connection-lost', sent: true, systemCode })
      },
    )
  })
})

test('says what went wrong, for the log', () => {
  const { name, message } = new NetworkFailure('timeout', true, 'ETIMEDOUT')
  expect([name, message]).toEqual(['NetworkFailure', 'timeout ETIMEDOUT'])
})
