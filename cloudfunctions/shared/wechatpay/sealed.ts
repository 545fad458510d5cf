import { createDecipheriv } from 'node:crypto'
import { DecryptError } from './errors/decrypt-error'

/** What WeChat Pay encrypts with the APIv3 key: a notification's `resource`, a certificate. */
export interface SealedText {
  algorithm?: unknown
  ciphertext?: unknown
  nonce?: unknown
  associated_data?: unknown
}

const TAG_BYTES = 16

/** WeChat Pay's nonces are 12 such characters; a longer one than this OpenSSL does not take at all. Whether it fits, the tag says. */
const NONCE = /^[\x20-\x7e]{1,128}$/

function open(cipher: Buffer, key: Buffer | string, nonce: string, aad: string): Buffer | undefined {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
  decipher.setAuthTag(cipher.subarray(-TAG_BYTES)).setAAD(Buffer.from(aad))
  const plain = decipher.update(cipher.subarray(0, -TAG_BYTES))
  try {
    decipher.final()
    return plain
  } catch {
    return undefined
  }
}

/**
 * Opens AEAD_AES_256_GCM: the last 16 bytes are the tag, and it is checked (facts: APIv3 security, 5.4).
 * @param apiV3Keys tried in this order, so that a key can be changed while old texts still arrive; 32 bytes each
 * @throws DecryptError
 */
export function unseal(sealed: SealedText, apiV3Keys: readonly (Buffer | string)[]): Buffer {
  const { algorithm, ciphertext, nonce, associated_data: aad } = sealed
  if (algorithm !== 'AEAD_AES_256_GCM')
    throw new DecryptError(
      'algorithm',
      'Encrypted with an algorithm other than AEAD_AES_256_GCM. It was not read.',
    )
  if (typeof ciphertext !== 'string' || typeof nonce !== 'string' || !NONCE.test(nonce))
    throw new DecryptError('envelope', 'The ciphertext or its nonce is missing or odd. It was not read.')
  if (aad !== undefined && aad !== null && typeof aad !== 'string')
    throw new DecryptError('envelope', 'The associated data is not a text. It was not read.')
  const cipher = Buffer.from(ciphertext, 'base64')
  if (cipher.length < TAG_BYTES)
    throw new DecryptError('tag', 'The ciphertext is too short. It was not read.')
  for (const key of apiV3Keys) {
    const plain = open(cipher, key, nonce, aad ?? '')
    if (plain) return plain
  }
  throw new DecryptError(
    'tag',
    'Cannot be decrypted with any configured APIv3 key. Compare WECHATPAY_API_V3_KEY with the merchant platform.',
  )
}
