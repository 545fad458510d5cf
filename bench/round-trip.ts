import { createSign, createVerify, randomBytes, sign } from 'node:crypto'
import { Agent, request } from 'node:http'
import { Wechatpay } from 'wechatpay-axios-plugin'
import Pay from 'wechatpay-node-v3'
import { createPayClient } from '../cloudfunctions/shared/wechatpay'
import {
  call,
  keyring,
  MCHID,
  merchant,
  merchantPem,
  order,
  platform,
  platformPem,
  PUBLIC_KEY_ID,
  SERIAL,
} from './merchant'
import type { Race, Row } from './rounds'

const signHere = (message: string): string =>
  createSign('RSA-SHA256').update(message).sign(merchant.privateKey, 'base64')
const signInPool = (message: string): Promise<string> =>
  new Promise((resolve, reject) => {
    sign('sha256', Buffer.from(message), merchant.privateKey, (error, signature) => {
      if (error) reject(error)
      else resolve(signature.toString('base64'))
    })
  })

/** The least that is right: sign with a cached key, send over a kept connection, verify, parse. */
function bare(port: number, signer: (message: string) => string | Promise<string>): () => Promise<unknown> {
  const agent = new Agent({ keepAlive: true })
  return async () => {
    const body = JSON.stringify(order)
    const timestamp = Math.floor(Date.now() / 1000)
    const nonce = randomBytes(16).toString('hex').toUpperCase()
    const signing = signer(`POST\n${call.path}\n${timestamp}\n${nonce}\n${body}\n`)
    const signature = typeof signing === 'string' ? signing : await signing
    return new Promise((resolve, reject) => {
      const headers = {
        Accept: 'application/json',
        'Content-Type': 'application/json',
        'User-Agent': 'bench',
        'Content-Length': Buffer.byteLength(body),
        'Wechatpay-Serial': PUBLIC_KEY_ID,
        Authorization: `WECHATPAY2-SHA256-RSA2048 mchid="${MCHID}",nonce_str="${nonce}",signature="${signature}",timestamp="${timestamp}",serial_no="${SERIAL}"`,
      }
      const outgoing = request(
        { host: '127.0.0.1', port, path: call.path, method: 'POST', headers, agent },
        (incoming) => {
          const chunks: Buffer[] = []
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
          incoming.on('end', () => {
            const text = Buffer.concat(chunks).toString()
            const at = incoming.headers
            const good = createVerify('RSA-SHA256')
              .update(`${at['wechatpay-timestamp'] as string}\n${at['wechatpay-nonce'] as string}\n${text}\n`)
              .verify(platform.publicKey, at['wechatpay-signature'] as string, 'base64')
            if (good) resolve(JSON.parse(text))
            else reject(new Error('forged'))
          })
        },
      )
      outgoing.on('error', reject)
      outgoing.end(body)
    })
  }
}

function rowsOf(port: number, atOnce: number): Row[] {
  const baseUrl = `http://127.0.0.1:${port}`
  const client = createPayClient({
    mchid: MCHID,
    merchantSerial: SERIAL,
    merchantPrivateKey: merchant.privateKey,
    keyring,
    baseUrl,
    sandbox: true,
  })
  const certs = { [PUBLIC_KEY_ID]: platform.publicKey }
  const config = {
    mchid: MCHID,
    serial: SERIAL,
    privateKey: merchant.privateKey,
    certs,
    secret: '',
    baseURL: baseUrl,
  }
  const axios = new Wechatpay({
    ...config,
    httpAgent: new Agent({ keepAlive: true }),
  } as unknown as ConstructorParameters<typeof Wechatpay>[0]) as unknown as {
    chain(path: string): { post(data: unknown): Promise<unknown> }
  }
  const peer = new Pay({
    appid: 'wxd678efh567hg6787',
    mchid: MCHID,
    serial_no: SERIAL,
    publicKey: Buffer.from(platformPem),
    privateKey: Buffer.from(merchantPem),
  }) as unknown as {
    buildAuthorization(...args: unknown[]): string
    getHeaders(authorization: string): Record<string, string>
    httpService: { post(url: string, params: unknown, headers: unknown): Promise<{ status: number }> }
  }
  return [
    {
      name: 'payscore-miniprogram',
      atOnce,
      run: () => client.send({ ...call, body: JSON.stringify(order) }),
    },
    { name: 'bare signer + keep-alive agent', atOnce, run: bare(port, signHere) },
    ...(atOnce > 1
      ? [{ name: 'the same, signing on the thread pool', atOnce, run: bare(port, signInPool) }]
      : []),
    { name: 'wechatpay-axios-plugin', atOnce, run: () => axios.chain(call.path.slice(1)).post(order) },
    {
      name: 'wechatpay-node-v3 (checks nothing)',
      atOnce,
      run: async () => {
        const headers = peer.getHeaders(peer.buildAuthorization('POST', call.path, order))
        const { status } = await peer.httpService.post(baseUrl + call.path, order, headers)
        if (status !== 200) throw new Error(`node-v3: ${status}`)
      },
    },
  ]
}

/** Signed POSTs with verified answers against a server on this machine. */
export function roundTrips(port: number): Race[] {
  const against = 'bare signer + keep-alive agent'
  const row = 'payscore-miniprogram'
  return [
    {
      name: 'signed POST with verified answer, 1 in flight',
      rows: rowsOf(port, 1),
      goals: [
        { row, against, atLeast: 0.95 },
        { row, against: 'wechatpay-axios-plugin', atLeast: 1.5 },
      ],
    },
    {
      name: 'signed POST with verified answer, 16 in flight',
      rows: rowsOf(port, 16),
      goals: [{ row, against, atLeast: 1.4 }],
    },
  ]
}
