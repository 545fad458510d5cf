import { constants, createCipheriv, privateDecrypt, randomBytes } from 'node:crypto'
import { paramError } from './failure'
import { type Signer } from './keyring'

/** An AEAD_AES_256_GCM box as it stands in notifications and certificates (facts 5.4). */
export interface Sealed {
  readonly algorithm: 'AEAD_AES_256_GCM'
  readonly ciphertext: string
  readonly nonce: string
  readonly associated_data: string
}

/** @param apiV3Key 32 characters; the tag is the last 16 bytes of the ciphertext */
export function seal(apiV3Key: string, plain: string, associated_data: string): Sealed {
  const nonce = randomBytes(6).toString('hex')
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(apiV3Key), Buffer.from(nonce))
  cipher.setAAD(Buffer.from(associated_data))
  const bytes = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return { algorithm: 'AEAD_AES_256_GCM', ciphertext: bytes.toString('base64'), nonce, associated_data }
}

/**
 * Opens a sensitive field: RSA-OAEP with SHA-1, base64 (facts 5.5).
 * @throws ApiFailure 400 PARAM_ERROR when it was not made for this key
 */
export function openSensitive(signer: Signer, field: string, ciphertext: string): string {
  try {
    const padding = { key: signer.key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }
    const plain = privateDecrypt(padding, Buffer.from(ciphertext, 'base64')).toString('utf8')
    if (plain !== '') return plain
  } catch {
    // answered below: why it failed is nobody's business
  }
  throw paramError(`/${field}`, 'cannot be decrypted with the key named by Wechatpay-Serial')
}
