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

test('a certificate that is not valid yet encrypts nothing, and verifies already', () => {
  const ring = createKeyring([certificate('AAAAAAAA', 100, 200)])
  expect(() => ring.encryptionKey(99)).toThrow('WECHATPAY_PUBLIC_KEY: ')
  expect(ring.encryptionKey(100).serial).toBe('AAAAAAAA')
  expect(ring.find('AAAAAAAA', 99)).toBe(publicKey)
})

test('whatever the order in which they are known', () => {
  const rings = [
    [certificate('AAAAAAAA', 0, 100), certificate('BBBBBBBB', 0, 200), certificate('CCCCCCCC', 0, 150)],
    [certificate('BBBBBBBB', 0, 200), certificate('CCCCCCCC', 0, 150), certificate('AAAAAAAA', 0, 100)],
  ]
  for (const keys of rings) expect(createKeyring(keys).encryptionKey(50).serial).toBe('BBBBBBBB')
  const endless = { serial: 'DDDDDDDD', publicKey }
  for (const keys of rings)
    expect(createKeyring([...keys, endless]).encryptionKey(50).serial).toBe('DDDDDDDD')
  for (const keys of rings)
    expect(createKeyring([endless, ...keys]).encryptionKey(50).serial).toBe('DDDDDDDD')
})

test.each([
  ['A'.repeat(8), true],
  ['af09'.repeat(16), true],
  ['A'.repeat(7), false],
  ['A'.repeat(65), false],
  ['GAAAAAAAA', false],
  ['AAAAAAAAG', false],
  ['PUB_KEY_ID_9', false],
  ['AAAAAAAA\n', false],
])('%j is a certificate to be fetched: %s', (serial, fetched) => {
  expect(() => createKeyring([]).find(serial, 0)).toThrow(
    expect.objectContaining({ unknownSerial: fetched ? serial : undefined }) as Error,
  )
})

test('who configured a wrong public key is told so, and of what is no serial at all something else', () => {
  const ring = createKeyring([publicKeyEntry])
  expect(() => ring.find('PUB_KEY_ID_9', 0)).toThrow('WECHATPAY_PUBLIC_KEY_ID')
  expect(() => ring.find('9_PUB_KEY_ID_', 0)).toThrow('neither a public key id nor a certificate serial')
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
