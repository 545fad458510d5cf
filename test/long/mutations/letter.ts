import { createCipheriv, type KeyObject, sign } from 'node:crypto'
import { API_V3_KEY, platform, PUBLIC_KEY_ID } from '../../cloudfunctions/shared/merchant'
import type { Dice } from '../dice'
import type { Resource } from './victims'

/** The encrypted part of a notification. */
export type Sealed = Record<string, unknown>

/** The event that HTTP access makes of a notification. */
export interface Event {
  httpMethod: string
  headers: Record<string, unknown>
  body: unknown
  isBase64Encoded: unknown
}

/** Encrypts as WeChat Pay does. */
export function seal(dice: Dice, plain: string, key: Buffer | string = API_V3_KEY, tagBytes = 16): Sealed {
  const nonce = dice.hex(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
  cipher.setAAD(Buffer.from('payscore'))
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  return {
    original_type: 'payscore',
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext: ciphertext.toString('base64'),
    nonce,
    associated_data: 'payscore',
  }
}

/** The body's fields. */
export const envelope = (dice: Dice, resource: unknown): Record<string, unknown> => ({
  id: `EV-${dice.hex(24)}`,
  create_time: '2026-11-20T12:00:00+08:00',
  resource_type: 'encrypt-resource',
  event_type: dice.pick(['PAYSCORE.USER_CONFIRM', 'PAYSCORE.USER_PAID']),
  summary: '微信支付分服务订单',
  resource,
})

/** A body whose encrypted part says this. */
export const bodyOf = (dice: Dice, resource: Resource): string =>
  JSON.stringify(envelope(dice, seal(dice, JSON.stringify(resource))))

/** How a signature differs from WeChat Pay's. */
export interface Signing {
  timestamp?: string
  nonce?: string
  serial?: string
  key?: KeyObject
}

/** The body, correctly signed unless `key` is another one. */
export function signed(dice: Dice, body: string, how: Signing = {}): Event {
  const timestamp = how.timestamp ?? String(Math.floor(Date.now() / 1000))
  const nonce = how.nonce ?? dice.hex(16)
  const text = Buffer.from(`${timestamp}\n${nonce}\n${body}\n`)
  return {
    httpMethod: 'POST',
    headers: {
      'content-type': 'application/json',
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': nonce,
      'wechatpay-serial': how.serial ?? PUBLIC_KEY_ID,
      'wechatpay-signature': sign('RSA-SHA256', text, how.key ?? platform.privateKey).toString('base64'),
    },
    body,
    isBase64Encoded: false,
  }
}
