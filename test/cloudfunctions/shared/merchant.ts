import { createCipheriv, randomBytes, sign } from 'node:crypto'
import { anotherPair } from '../../keys/pool'

/** Keys of a merchant and of WeChat Pay, made for one test run. */
const merchant = anotherPair()
export const platform = anotherPair()
export const stranger = anotherPair()

export const PUBLIC_KEY_ID = 'PUB_KEY_ID_0011223344'
export const API_V3_KEY = randomBytes(16).toString('hex')
const pem = { private: { format: 'pem', type: 'pkcs8' }, public: { format: 'pem', type: 'spki' } } as const

/** Every setting of a working deployment against a sandbox. */
export const goodEnv = (): Record<string, string> => ({
  WECHATPAY_MCHID: '1900000001',
  WECHATPAY_MERCHANT_SERIAL: '5157F09EFDC096DE15EBE81A47057A7232F1B8E1',
  WECHATPAY_MERCHANT_PRIVATE_KEY: merchant.privateKey.export(pem.private).toString(),
  WECHATPAY_API_V3_KEY: API_V3_KEY,
  WECHATPAY_PUBLIC_KEY_ID: PUBLIC_KEY_ID,
  WECHATPAY_PUBLIC_KEY: platform.publicKey.export(pem.public).toString(),
  WECHATPAY_APPID: 'wx1234567890abcdef',
  WECHATPAY_SANDBOX: '1',
  WECHATPAY_BASE_URL: 'http://127.0.0.1:8081',
})

/** What the platform sets for a call of a mini-program's user. */
export const userEnv = (openid: string, appid = 'wx1234567890abcdef'): Record<string, string> => ({
  WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID',
  WX_OPENID: openid,
  WX_APPID: appid,
  TCB_SOURCE: 'wx_client',
})

/** How a test notification differs from a good one. */
export interface NotificationOptions {
  id?: string
  event_type?: string
  resource?: Record<string, unknown>
  at?: number
  key?: typeof platform.privateKey
  serial?: string
  apiV3Key?: string
}

/** An HTTP access event with a notification as WeChat Pay sends it: encrypted, then signed over the body's bytes. */
export function notificationEvent(options: NotificationOptions = {}): {
  httpMethod: string
  headers: Record<string, string>
  body: string
  isBase64Encoded: boolean
} {
  const nonce = randomBytes(6).toString('hex')
  const cipher = createCipheriv('aes-256-gcm', options.apiV3Key ?? API_V3_KEY, nonce).setAAD(
    Buffer.from('payscore'),
  )
  const plain = JSON.stringify(options.resource ?? { out_order_no: 'abc_1', state: 'USER_PAID' })
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString(
    'base64',
  )
  const body = JSON.stringify({
    id: options.id ?? 'EV-1',
    event_type: options.event_type ?? 'PAYSCORE.USER_PAID',
    resource_type: 'encrypt-resource',
    resource: {
      algorithm: 'AEAD_AES_256_GCM',
      ciphertext,
      nonce,
      associated_data: 'payscore',
      original_type: 'payscore',
    },
  })
  const timestamp = String(Math.floor((options.at ?? Date.now()) / 1000))
  const text = `${timestamp}\n${nonce}\n${body}\n`
  return {
    httpMethod: 'POST',
    headers: {
      'content-type': 'application/json',
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': nonce,
      'wechatpay-serial': options.serial ?? PUBLIC_KEY_ID,
      'wechatpay-signature': sign(
        'RSA-SHA256',
        Buffer.from(text),
        options.key ?? platform.privateKey,
      ).toString('base64'),
    },
    body,
    isBase64Encoded: false,
  }
}
