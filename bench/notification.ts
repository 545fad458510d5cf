import { createCipheriv, createDecipheriv, createSign, createVerify } from 'node:crypto'
import { Aes, Formatter, Rsa } from 'wechatpay-axios-plugin'
import Pay from 'wechatpay-node-v3'
import { readNotification, readOrderResource } from '../cloudfunctions/shared/wechatpay'
import {
  apiV3Key,
  keyring,
  MCHID,
  merchantPem,
  order,
  platform,
  platformPem,
  PUBLIC_KEY_ID,
  SERIAL,
} from './merchant'
import type { Race } from './rounds'

const NONCE = 'c5ac7061fcca'
const AAD = 'payscore'
const plaintext = JSON.stringify({
  ...order,
  mchid: MCHID,
  state: 'USER_ACCEPTED',
  finish_ticket: 'x'.repeat(64),
})
const cipher = createCipheriv('aes-256-gcm', apiV3Key, NONCE).setAAD(Buffer.from(AAD))
const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]).toString(
  'base64',
)
const body = JSON.stringify({
  id: 'EV-2026112010000001',
  create_time: '2026-11-20T10:00:00+08:00',
  event_type: 'PAYSCORE.USER_CONFIRM',
  resource_type: 'encrypt-resource',
  summary: '微信支付分服务订单用户已确认',
  resource: {
    original_type: AAD,
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext,
    nonce: NONCE,
    associated_data: AAD,
  },
})
const rawBody = Buffer.from(body)
const timestamp = String(Math.floor(Date.now() / 1000))
const signature = createSign('RSA-SHA256')
  .update(`${timestamp}\n${NONCE}\n${body}\n`)
  .sign(platform.privateKey, 'base64')
const headers = {
  'content-type': 'application/json',
  'user-agent': 'Mozilla/4.0',
  'wechatpay-timestamp': timestamp,
  'wechatpay-nonce': NONCE,
  'wechatpay-signature': signature,
  'wechatpay-serial': PUBLIC_KEY_ID,
}
/** The clock stands, so that a long run does not leave the window; comparing costs the same. */
const clock = (): number => Number(timestamp) * 1000
const AesGcm = (Aes as unknown as { AesGcm: { decrypt(...args: string[]): string } }).AesGcm
const peer = new Pay({
  appid: 'wxd678efh567hg6787',
  mchid: MCHID,
  serial_no: SERIAL,
  key: apiV3Key,
  publicKey: Buffer.from(platformPem),
  privateKey: Buffer.from(merchantPem),
})
;(Pay as unknown as { certificates: Record<string, string> }).certificates = { [PUBLIC_KEY_ID]: platformPem }
interface Resource {
  ciphertext: string
  nonce: string
  associated_data: string
}
const resourceOf = (text: string): Resource => (JSON.parse(text) as { resource: Resource }).resource

/** From raw bytes and headers to a checked order object. */
export const notification: Race = {
  name: 'notification: verify, decrypt, parse',
  rows: [
    {
      name: 'payscore-miniprogram (window, serial, merchant, schema)',
      run: () => {
        const { resource } = readNotification({ headers, rawBody }, { keyring, apiV3Keys: [apiV3Key], clock })
        const { mchid, appid, service_id } = readOrderResource(resource)
        if (mchid !== MCHID || appid !== order['appid'] || service_id !== order['service_id'])
          throw new Error('foreign')
      },
    },
    {
      name: 'bare verify + decrypt + parse',
      run: () => {
        const verifier = createVerify('RSA-SHA256').update(`${timestamp}\n${NONCE}\n${rawBody.toString()}\n`)
        if (!verifier.verify(platform.publicKey, signature, 'base64')) throw new Error('forged')
        const sealed = resourceOf(rawBody.toString())
        const bytes = Buffer.from(sealed.ciphertext, 'base64')
        const decipher = createDecipheriv('aes-256-gcm', apiV3Key, sealed.nonce)
        decipher.setAAD(Buffer.from(sealed.associated_data)).setAuthTag(bytes.subarray(-16))
        JSON.parse(decipher.update(bytes.subarray(0, -16), undefined, 'utf8') + decipher.final('utf8'))
      },
    },
    {
      name: 'wechatpay-axios-plugin (recipe)',
      run: () => {
        const message = Formatter.response(timestamp, NONCE, rawBody.toString())
        if (Math.abs(Number(timestamp) - clock() / 1000) > 300) throw new Error('stale')
        if (!Rsa.verify(message, signature, platform.publicKey)) throw new Error('forged')
        const sealed = resourceOf(rawBody.toString())
        JSON.parse(AesGcm.decrypt(sealed.ciphertext, apiV3Key, sealed.nonce, sealed.associated_data))
      },
    },
    {
      name: 'wechatpay-node-v3 (no tag check)',
      run: async () => {
        const text = rawBody.toString()
        const good = await peer.verifySign({
          timestamp,
          nonce: NONCE,
          body: text,
          serial: PUBLIC_KEY_ID,
          signature,
        })
        if (!good) throw new Error('forged')
        const sealed = resourceOf(text)
        return peer.decipher_gcm(sealed.ciphertext, sealed.associated_data, sealed.nonce)
      },
    },
  ],
  goals: [
    {
      row: 'payscore-miniprogram (window, serial, merchant, schema)',
      against: 'bare verify + decrypt + parse',
      atLeast: 0.9,
    },
  ],
}
