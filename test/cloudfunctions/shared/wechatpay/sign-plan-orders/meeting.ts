import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  closeConnections,
  createKeyring,
  createPayClient,
  type PayAnswer,
  type PreparedCall,
  readNotification,
  readPrivateKey,
  readPublicKey,
} from '../../../../../cloudfunctions/shared/wechatpay'
import {
  generateKeys,
  type Sandbox,
  type SandboxOptions,
  startSandbox,
} from '../../../../../simulator/sandbox'
import { anotherKey } from '../../../../keys/pool'

export type Mode = 'merchant' | 'partner' | 'partner, the shop’s customer'
export const MODES: readonly Mode[] = ['merchant', 'partner', 'partner, the shop’s customer']

const keys = generateKeys(Date.now(), anotherKey)
/** The app of the sandbox's first shop. */
const SHOP_APP = 'wx5a1d0c0de5a40782'

const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()))
})
afterAll(() => {
  closeConnections()
})

/** Where notifications come in, opened by our own reader. */
async function listen(): Promise<{ url: string; arrived: { headers: object; rawBody: Buffer }[] }> {
  const arrived: { headers: object; rawBody: Buffer }[] = []
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      arrived.push({ headers: request.headers, rawBody: Buffer.concat(chunks) })
      response.writeHead(200).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  )
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/pay/notify`, arrived }
}

/** Our client on one side, WeChat Pay's fake on the other, which was written from the facts alone as well. */
export async function meet(mode: Mode, options: SandboxOptions = {}) {
  const { url: notify_url, arrived } = await listen()
  const sandbox: Sandbox = await startSandbox({
    keys,
    deductionDelaySeconds: null,
    refundDelaySeconds: null,
    ...options,
  })
  open.push(() => sandbox.close())
  const { credentials, clock } = sandbox
  const keyring = createKeyring([
    {
      serial: credentials.platformPublicKeyId,
      publicKey: readPublicKey(credentials.platformPublicKey, 'KEY'),
    },
  ])
  const client = createPayClient({
    mchid: credentials.mchid,
    merchantSerial: credentials.merchantSerial,
    merchantPrivateKey: readPrivateKey(credentials.merchantPrivateKey),
    keyring,
    baseUrl: sandbox.origin,
    sandbox: true,
  })
  const shop = mode === 'merchant' ? {} : { sub_mchid: credentials.subMchid }
  const ownApp = mode === 'partner, the shop’s customer'
  return {
    sandbox,
    notify_url,
    context: { keyring, clock: () => clock.now() },
    /** A stored call, as it comes back from a database. */
    send: (call: PreparedCall): Promise<PayAnswer> =>
      client.send(JSON.parse(JSON.stringify(call)) as PreparedCall),
    whose: { ...shop, service_id: credentials.serviceId, appid: credentials.appid },
    shop,
    app: ownApp ? { sub_appid: SHOP_APP } : {},
    customer: ownApp ? { sub_openid: 'oUser1' } : { openid: 'oUser1' },
    /** Every notification so far, once as many as are expected came in. */
    notified: async (count: number) => {
      for (let tries = 0; arrived.length < count && tries < 200; tries++)
        await new Promise((resolve) => setTimeout(resolve, 5))
      return arrived.map((raw) =>
        readNotification(raw as Parameters<typeof readNotification>[0], {
          keyring,
          apiV3Keys: [credentials.apiV3Key],
          clock: () => clock.now(),
        }),
      )
    },
  }
}
