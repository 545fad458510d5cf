import { createSign, createVerify } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PUBLIC_KEY_ID, type TestKeys } from './keys-of-the-day'

/** A request as it arrived. */
export interface Arrived {
  method: string
  url: string
  headers: IncomingMessage['headers']
  body: string
}

export type Behaviour = (arrived: Arrived, response: ServerResponse, request: IncomingMessage) => void

/** The least server that speaks APIv3's signatures: it answers what a test tells it, and nothing more. */
export interface PayServer {
  url: string
  arrived: Arrived[]
  connections: () => number
  behave: (...behaviours: Behaviour[]) => void
  close: () => Promise<void>
}

/** Answers in turn, the last one for ever. */
export async function startPayServer(): Promise<PayServer> {
  const arrived: Arrived[] = []
  let behaviours: Behaviour[] = []
  let connections = 0
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const one = { method, url, headers, body: Buffer.concat(chunks).toString('utf8') }
      arrived.push(one)
      const behaviour = behaviours.length > 1 ? behaviours.shift() : behaviours[0]
      behaviour?.(one, response, request)
    })
  })
  server.on('connection', () => (connections += 1))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived,
    connections: () => connections,
    behave: (...next) => {
      behaviours = next
      arrived.length = 0
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}

/** What may be wrong about an answer's signature. */
export interface Flaw {
  serial?: string
  timestamp?: number
  signature?: string
  without?: string
  /** Signed this body, sent the other. */
  signedBody?: string
  extra?: Record<string, string>
}

/** Signature headers over these bytes, as WeChat Pay makes them. */
export function signatureHeaders(
  keys: TestKeys,
  body: string,
  now: number,
  flaw: Flaw = {},
): Record<string, string> {
  const timestamp = String(flaw.timestamp ?? Math.floor(now / 1000))
  const nonce = 'c5ac7061fccab6bf3e254dcf98995b8c'
  const message = `${timestamp}\n${nonce}\n${flaw.signedBody ?? body}\n`
  const headers: Record<string, string> = {
    'Wechatpay-Timestamp': timestamp,
    'Wechatpay-Nonce': nonce,
    'Wechatpay-Serial': flaw.serial ?? PUBLIC_KEY_ID,
    'Wechatpay-Signature':
      flaw.signature ?? createSign('RSA-SHA256').update(message).sign(keys.platform.privateKey, 'base64'),
    ...flaw.extra,
  }
  if (flaw.without !== undefined) Reflect.deleteProperty(headers, flaw.without)
  return headers
}

/** An answer with status, body and signature headers. */
export function answer(
  keys: TestKeys,
  now: () => number,
  status: number,
  body: unknown,
  flaw?: Flaw,
): Behaviour {
  return (_arrived, response) => {
    const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
    response.writeHead(status, {
      'Content-Type': 'application/json',
      'Request-ID': '08F7B1A0AB0610F20218C2E9-268435464',
      ...signatureHeaders(keys, text, now(), flaw),
    })
    response.end(text)
  }
}

/** Whether the request carries a signature of the merchant over exactly what arrived. */
export function isSignedBy(keys: TestKeys, { method, url, headers, body }: Arrived): boolean {
  const found = Object.fromEntries(
    [...(headers.authorization ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  ) as Record<string, string>
  const message = [method, url, found['timestamp'], found['nonce_str'], body, ''].join('\n')
  return createVerify('RSA-SHA256')
    .update(message)
    .verify(keys.merchant.publicKey, found['signature'] ?? '', 'base64')
}
