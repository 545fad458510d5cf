import { createSign, randomBytes } from 'node:crypto'
import { Formatter, Rsa } from 'wechatpay-axios-plugin'
import Pay from 'wechatpay-node-v3'
import { authorize } from '../cloudfunctions/shared/wechatpay/signing'
import { call, MCHID, merchant, merchantPem, order, platformPem, SERIAL } from './merchant'
import type { Race } from './rounds'

const { method, path } = call
const now = (): number => Math.floor(Date.now() / 1000)
const nonceOf = (): string => randomBytes(16).toString('hex').toUpperCase()
const signer = { mchid: MCHID, serial: SERIAL, privateKey: merchant.privateKey }
const peer = new Pay({
  appid: 'wxd678efh567hg6787',
  mchid: MCHID,
  serial_no: SERIAL,
  publicKey: Buffer.from(platformPem),
  privateKey: Buffer.from(merchantPem),
})

/** From the order's object to the Authorization header. */
export const header: Race = {
  name: 'Authorization header',
  rows: [
    {
      name: 'payscore-miniprogram',
      run: () =>
        authorize(signer, { method, path, timestamp: now(), nonce: nonceOf(), body: JSON.stringify(order) }),
    },
    {
      name: 'bare node:crypto, cached key',
      run: () => {
        const [timestamp, nonce, body] = [now(), nonceOf(), JSON.stringify(order)]
        const signature = createSign('RSA-SHA256')
          .update(`${method}\n${path}\n${timestamp}\n${nonce}\n${body}\n`)
          .sign(merchant.privateKey, 'base64')
        return `WECHATPAY2-SHA256-RSA2048 mchid="${MCHID}",nonce_str="${nonce}",signature="${signature}",timestamp="${timestamp}",serial_no="${SERIAL}"`
      },
    },
    {
      name: 'wechatpay-axios-plugin',
      run: () => {
        const [timestamp, nonce, body] = [
          String(Formatter.timestamp()),
          Formatter.nonce(),
          JSON.stringify(order),
        ]
        const signature = Rsa.sign(
          Formatter.request(method, path, timestamp, nonce, body),
          merchant.privateKey,
        )
        return Formatter.authorization(MCHID, nonce, signature, timestamp, SERIAL)
      },
    },
    {
      name: 'wechatpay-node-v3',
      run: () =>
        (peer as unknown as { buildAuthorization(...args: unknown[]): string }).buildAuthorization(
          method,
          path,
          order,
        ),
    },
  ],
  goals: [
    { row: 'payscore-miniprogram', against: 'bare node:crypto, cached key', atLeast: 0.97 },
    { row: 'payscore-miniprogram', against: 'wechatpay-node-v3', atLeast: 3 },
  ],
}
