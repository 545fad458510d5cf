import { createSign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * A process of its own that answers every POST with the same signed bytes, signed once a second, so that the client is
 * what is measured. Takes the platform's private key on stdin, prints its port, ends with its stdin.
 */
const SERIAL = 'PUB_KEY_ID_0110000000000000000000000001'
const body = JSON.stringify({
  appid: 'wxd678efh567hg6787',
  mchid: '1900000109',
  out_order_no: '0a1b2c3d4e5f60718293a4b5_1',
  service_id: '500001',
  order_id: '15646546545165651651',
  miniprogram_businesstype: 'wxpayScoreUse',
  miniprogram_appid: 'wxd8f3793ea3b935b8',
  miniprogram_path: 'pages/use/use',
  miniprogram_username: 'gh_1',
  package: 'A'.repeat(120),
})
let headers: Record<string, string> = {}
let signedAt = 0

function sign(pem: string): void {
  const second = Math.floor(Date.now() / 1000)
  if (second === signedAt) return
  signedAt = second
  const message = `${second}\nnonce\n${body}\n`
  headers = {
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(body)),
    'Request-ID': '08-0',
    'Wechatpay-Timestamp': String(second),
    'Wechatpay-Nonce': 'nonce',
    'Wechatpay-Serial': SERIAL,
    'Wechatpay-Signature': createSign('RSA-SHA256').update(message).sign(pem, 'base64'),
  }
}

process.stdin.once('data', (pem: Buffer) => {
  const key = pem.toString()
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => {
      sign(key)
      response.writeHead(200, headers)
      response.end(body)
    })
  })
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`${(server.address() as AddressInfo).port}\n`)
  })
})
process.stdin.on('end', () => {
  process.exit(0)
})
