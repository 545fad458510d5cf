import { createCipheriv, randomBytes } from 'node:crypto'
import { DecryptError } from '../../../../cloudfunctions/shared/wechatpay'
import { type SealedText, unseal } from '../../../../cloudfunctions/shared/wechatpay/sealed'

const key = randomBytes(32)
function seal(plain: string, nonce = '0123456789ab', aad?: string): SealedText {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(aad ?? ''))
  const bytes = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  const ciphertext = bytes.toString('base64')
  return {
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext,
    nonce,
    ...(aad !== undefined && { associated_data: aad }),
  }
}
const reasonOf = (sealed: SealedText, keys: readonly (Buffer | string)[] = [key]) => {
  try {
    unseal(sealed, keys)
  } catch (error) {
    if (error instanceof DecryptError) return error.reason
    throw error
  }
  return 'read'
}

test.each(['', 'a', '金额：1 元', 'x'.repeat(5000)])('%j is opened as it was sealed', (plain) => {
  expect(unseal(seal(plain), [key]).toString()).toBe(plain)
  expect(unseal(seal(plain, 'n', 'aad'), [key]).toString()).toBe(plain)
})

test.each([0, 1, 15])('%d bytes are no tag', (length) => {
  expect(reasonOf({ ...seal(''), ciphertext: Buffer.alloc(length).toString('base64') })).toBe('tag')
})

test('a tag that was cut off proves nothing', () => {
  const { ciphertext, ...rest } = seal('state: USER_PAID')
  const bytes = Buffer.from(String(ciphertext), 'base64')
  for (const length of [bytes.length - 1, bytes.length - 4, bytes.length - 12])
    expect(reasonOf({ ...rest, ciphertext: bytes.subarray(0, length).toString('base64') })).toBe('tag')
})

test('nothing is opened without a key, and each key is tried', () => {
  expect(reasonOf(seal('a'), [])).toBe('tag')
  expect(reasonOf(seal('a'), [randomBytes(32)])).toBe('tag')
  expect(reasonOf(seal('a'), [randomBytes(32), key])).toBe('read')
})

test.each<[Partial<Record<keyof SealedText, unknown>>, string]>([
  [{ algorithm: undefined }, 'algorithm'],
  [{ algorithm: 'AEAD_AES_128_GCM' }, 'algorithm'],
  [{ ciphertext: undefined }, 'envelope'],
  [{ nonce: undefined }, 'envelope'],
  [{ nonce: '' }, 'envelope'],
  [{ nonce: '0123456789a\n' }, 'envelope'],
  [{ nonce: '\u00070123456789a' }, 'envelope'],
  [{ nonce: 'n'.repeat(129) }, 'envelope'],
  [{ associated_data: 7 }, 'envelope'],
  [{ associated_data: 'other' }, 'tag'],
  [{ associated_data: null }, 'read'],
])('%j: %s', (change, reason) => {
  expect(reasonOf({ ...seal('a'), ...change })).toBe(reason)
})
