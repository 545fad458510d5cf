import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import {
  type ConfigError,
  readApiV3Key,
  readPrivateKey,
  readPublicKey,
} from '../../../../cloudfunctions/shared/wechatpay'
import { makeKeys } from './keys-of-the-day'
import { selfSigned } from './self-signed'

const { privateKey, publicKey } = makeKeys().merchant
const pem = (type: 'pkcs1' | 'pkcs8'): string => privateKey.export({ format: 'pem', type }).toString()
const publicPem = (type: 'pkcs1' | 'spki'): string => publicKey.export({ format: 'pem', type }).toString()
const base64 = (type: 'pkcs1' | 'pkcs8'): string =>
  privateKey.export({ format: 'der', type }).toString('base64')
const certificate = selfSigned({ privateKey, publicKey }, 'AB12CD34', 0, Date.UTC(2030, 0, 1)).pem

/** What a console's input field, a shell or a .env file makes of a key. */
const disguises: [string, (text: string) => string][] = [
  ['as it is', (text) => text],
  ['\\n as two signs', (text) => text.replace(/\n/g, '\\n')],
  ['\\r\\n as four signs', (text) => text.replace(/\n/g, '\\r\\n')],
  ['Windows newlines', (text) => text.replace(/\n/g, '\r\n')],
  ['no newlines at all', (text) => text.replace(/\n/g, '')],
  ['spaces for newlines', (text) => text.replace(/\n/g, ' ')],
  ['in double quotes', (text) => `"${text}"`],
  ['in single quotes with \\n', (text) => `'${text.replace(/\n/g, '\\n')}'`],
  ['in back-quotes', (text) => `\`${text}\``],
  ['quotes with blanks within', (text) => `" ${text} "`],
  ['blanks around', (text) => `\n  ${text}\n\n`],
  ['indented', (text) => text.replace(/\n/g, '\n    ')],
  ['a comment before', (text) => `Bag Attributes: apiclient\n${text}`],
]

describe.each(disguises)('%s', (_name, disguise) => {
  test('private key, PKCS#8 and PKCS#1', () => {
    expect(readPrivateKey(disguise(pem('pkcs8'))).equals(privateKey)).toBe(true)
    expect(readPrivateKey(disguise(pem('pkcs1'))).equals(privateKey)).toBe(true)
  })
  test('public key, SPKI, PKCS#1 and certificate', () => {
    expect(readPublicKey(disguise(publicPem('spki'))).equals(publicKey)).toBe(true)
    expect(readPublicKey(disguise(publicPem('pkcs1'))).equals(publicKey)).toBe(true)
    expect(readPublicKey(disguise(certificate)).equals(publicKey)).toBe(true)
  })
})

test('bare base64, on one line or several', () => {
  expect(readPrivateKey(base64('pkcs8')).equals(privateKey)).toBe(true)
  expect(readPrivateKey(base64('pkcs1')).equals(privateKey)).toBe(true)
  expect(readPrivateKey(base64('pkcs8').replace(/.{64}/g, '$&\n')).equals(privateKey)).toBe(true)
  const bare = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  expect(readPublicKey(bare).equals(publicKey)).toBe(true)
})

test.each(['"', "'", '`'])('bare base64 between two %s, with blanks and newlines within', (quote) => {
  const broken = base64('pkcs8').replace(/.{64}/g, '$&\n')
  expect(readPrivateKey(` ${quote} ${broken}\n${quote}\n`).equals(privateKey)).toBe(true)
  for (const odd of [`x${quote}${broken}${quote}`, `${quote}${broken}${quote}x`, `${quote}${broken}`])
    expect(() => readPrivateKey(odd)).toThrow('contains signs that no key has.')
})

const small = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
const locked = privateKey
  .export({ format: 'pem', type: 'pkcs8', cipher: 'aes-128-cbc', passphrase: 'x' })
  .toString()
test.each<[string, string, string]>([
  ['nothing', '  ', 'is empty. Paste the whole key, with its BEGIN and END lines.'],
  ['a file name', './apiclient_key.pem', 'is the name of a file. Paste the content of the file.'],
  [
    'half a file',
    pem('pkcs8').slice(0, 900),
    'has no matching BEGIN and END lines. Paste the whole key file, it was cut off.',
  ],
  ['a locked key', locked, 'is protected by a password. Export it without one (openssl pkcs8 -nocrypt).'],
  ['Chinese text', '私钥', 'contains signs that no key has. Paste it again, without any other text.'],
  ['a public key', publicPem('spki'), 'is a public key, not a private key. Use apiclient_key.pem.'],
  [
    'a certificate',
    certificate,
    'is a certificate, not a private key. Use apiclient_key.pem, not apiclient_cert.pem.',
  ],
  [
    'cut-off base64',
    base64('pkcs8').slice(0, 800),
    'cannot be read as a key: part of it is missing or changed. Copy the file again.',
  ],
  [
    '1024 bits',
    small.export({ format: 'pem', type: 'pkcs8' }).toString(),
    'is an RSA key of fewer than 2048 bits. Use the one WeChat Pay issued.',
  ],
  [
    'a curve',
    curve.export({ format: 'pem', type: 'pkcs8' }).toString(),
    'is not an RSA key. WeChat Pay uses RSA with 2048 bits.',
  ],
])('a private key that is %s', (_name, text, problem) => {
  expect(() => readPrivateKey(text)).toThrow(`WECHATPAY_MERCHANT_PRIVATE_KEY: ${problem}`)
})

test.each(['apiclient_key.pem', 'C:\\keys\\a-1.KEY', '/etc/pay/apiclient_cert.p12', 'pub.crt', 'a.cer'])(
  '%s is the name of a file',
  (name) => {
    expect(() => readPrivateKey(name)).toThrow('is the name of a file. Paste the content of the file.')
  },
)

test.each([
  'the key is in apiclient_key.pem',
  'apiclient_key.pem; apiclient_cert.pem',
  'apiclient_key.pem.old',
  'AAAA====',
  '=AAAA',
  'AA=AA',
  'AAAA.AAAA',
])('%j is neither a name nor a key', (text) => {
  expect(() => readPrivateKey(text)).toThrow('contains signs that no key has.')
})

test('a key whose first or last line was lost', () => {
  const whole = pem('pkcs8')
  for (const text of [whole.replace(/-----BEGIN[^\n]+\n/, ''), whole.replace(/-----END[^\n]+\n/, '')])
    expect(() => readPrivateKey(text)).toThrow('has no matching BEGIN and END lines.')
  expect(() => readPrivateKey(whole.replace('END PRIVATE', 'END PUBLIC'))).toThrow(
    'has no matching BEGIN and END',
  )
})

test('a password in the old form of PEM', () => {
  const text = privateKey
    .export({ format: 'pem', type: 'pkcs1', cipher: 'aes-128-cbc', passphrase: 'x' })
    .toString()
  expect(text).toContain('Proc-Type: 4,ENCRYPTED')
  expect(() => readPrivateKey(text)).toThrow('is protected by a password.')
})

test('a bare public key or certificate where the private key belongs', () => {
  const bare = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  expect(() => readPrivateKey(bare)).toThrow('is a public key, not a private key.')
})

test.each<[string, string, string]>([
  ['half a key', publicPem('spki').replace(/\n.{20}/, '\n'), 'cannot be read as a key: '],
  [
    '1024 bits',
    createPublicKey(small).export({ format: 'pem', type: 'spki' }).toString(),
    'is an RSA key of fewer than 2048 bits.',
  ],
  [
    'a curve',
    createPublicKey(curve).export({ format: 'pem', type: 'spki' }).toString(),
    'is not an RSA key.',
  ],
  ['nothing', '""', 'is empty.'],
])('a public key that is %s', (_name, text, problem) => {
  expect(() => readPublicKey(text)).toThrow(`WECHATPAY_PUBLIC_KEY: ${problem}`)
})

test('a message names the setting that was read', () => {
  expect(() => readPublicKey('', 'WECHATPAY_PUBLIC_KEY_2')).toThrow('WECHATPAY_PUBLIC_KEY_2: is empty.')
  expect(() => readPrivateKey('', 'OTHER')).toThrow('OTHER: is empty.')
  expect(() => readApiV3Key('', 'WECHATPAY_API_V3_KEY_2')).toThrow('WECHATPAY_API_V3_KEY_2: has 0 bytes')
})

test('a private key where a public one belongs', () => {
  expect(() => readPublicKey(pem('pkcs8'))).toThrow(
    "WECHATPAY_PUBLIC_KEY: is a private key, not a public key. Use WeChat Pay's public key (pub_key.pem).",
  )
})

test('an APIv3 key has 32 bytes', () => {
  expect(readApiV3Key('0123456789abcdef0123456789abcdef')).toHaveLength(32)
  expect(readApiV3Key(`${'密'.repeat(10)}ab`).toString()).toBe(`${'密'.repeat(10)}ab`)
  for (const text of ['0'.repeat(31), '0'.repeat(33), '密'.repeat(32)])
    expect(() => readApiV3Key(text)).toThrow('an APIv3 key has 32')
  expect(() => readApiV3Key('short')).toThrow(
    'WECHATPAY_API_V3_KEY: has 5 bytes, an APIv3 key has 32. It is not the APIv2 key.',
  )
})

test('no message repeats what was pasted', () => {
  for (const text of [pem('pkcs8').slice(0, 700), base64('pkcs8').slice(0, 700), publicPem('spki')])
    try {
      readPrivateKey(text)
    } catch (error) {
      const said = `${(error as ConfigError).message} ${JSON.stringify(error)}`
      expect(said).not.toContain(text.slice(40, 60))
    }
  expect.assertions(3)
})
