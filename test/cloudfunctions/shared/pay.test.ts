import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readConfig } from '../../../cloudfunctions/shared/config'
import type { LogFields } from '../../../cloudfunctions/shared/log'
import { openPay } from '../../../cloudfunctions/shared/pay'
import { FindingStore } from './finding-store'
import { goodEnv, PUBLIC_KEY_ID } from './merchant'
import { BYTES } from './refunds/fixtures'

let server: Server
let port = 0
const seen: (string | undefined)[] = []
beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(request.headers.authorization)
    response.writeHead(200, { 'content-type': 'application/json', 'request-id': '08F8-1' }).end('{}')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

it('speaks to the address of the settings, as our merchant, takes an unsigned answer for none, and logs what came of it', async () => {
  const log: [string, LogFields | undefined][] = []
  const config = readConfig('orders', { ...goodEnv(), WECHATPAY_BASE_URL: `http://127.0.0.1:${port}` })
  const { client, keyring } = await openPay({
    config,
    store: new FindingStore([]),
    clock: Date.now,
    log: (step, fields) => void log.push([step, fields]),
  })
  expect(keyring.encryptionKey(Date.now()).serial).toBe(PUBLIC_KEY_ID)
  await expect(client.send({ ...BYTES, serial: PUBLIC_KEY_ID })).rejects.toMatchObject({ outcome: 'unknown' })
  expect(seen[0]).toContain('mchid="1900000001"')
  const [step, fields] = log.at(-1) ?? []
  expect(step).toBe('wechatpay')
  expect(fields).toMatchObject({ action: 'refund', status: 0, payRequestId: '08F8-1', outcome: 'unknown' })
  expect(fields?.ms).toBeGreaterThanOrEqual(0)
})
