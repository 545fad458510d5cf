import { createKeyring } from '../../../../cloudfunctions/shared/wechatpay'
import { makeKeys, PUBLIC_KEY_ID } from './keys-of-the-day'

const { publicKey } = makeKeys().platform
const certificate = (serial: string, effectiveAt: number, expiresAt: number) => ({
  serial,
  publicKey,
  effectiveAt,
  expiresAt,
})
const publicKeyEntry = { serial: PUBLIC_KEY_ID, publicKey }

test('a public key encrypts before certificates do', () => {
  const ring = createKeyring([certificate('AAAAAAAA', 0, 100), publicKeyEntry])
  expect(ring.encryptionKey(50).serial).toBe(PUBLIC_KEY_ID)
})

test('of two public keys the first encrypts, both verify', () => {
  const ring = createKeyring([publicKeyEntry, { serial: 'PUB_KEY_ID_2', publicKey }])
  expect(ring.encryptionKey(0).serial).toBe(PUBLIC_KEY_ID)
  expect(ring.find('PUB_KEY_ID_2', 0)).toBe(publicKey)
})

test('of the certificates the one that is valid longest encrypts, once it is valid', () => {
  const ring = createKeyring([certificate('AAAAAAAA', 0, 100), certificate('BBBBBBBB', 50, 200)])
  expect(ring.encryptionKey(49).serial).toBe('AAAAAAAA')
  expect(ring.encryptionKey(50).serial).toBe('BBBBBBBB')
  expect(ring.encryptionKey(150).serial).toBe('BBBBBBBB')
  expect(() => ring.encryptionKey(200)).toThrow(
    'WECHATPAY_PUBLIC_KEY: no valid public key or platform certificate is known.',
  )
})

test('an expired certificate verifies nothing, and is asked for again', () => {
  const ring = createKeyring([certificate('AAAAAAAA', 0, 100)])
  expect(ring.find('AAAAAAAA', 99)).toBe(publicKey)
  expect(() => ring.find('AAAAAAAA', 100)).toThrow(
    expect.objectContaining({ unknownSerial: 'AAAAAAAA' }) as Error,
  )
})

test.each([['PUB_KEY_ID_9'], ['__proto__'], ['constructor'], ['AAAA BBBB'], ['']])(
  '%j can be fetched nowhere',
  (serial) => {
    const ring = createKeyring([publicKeyEntry])
    expect(() => ring.find(serial, 0)).toThrow(
      expect.objectContaining({ reason: 'unknown-serial', unknownSerial: undefined }) as Error,
    )
  },
)
