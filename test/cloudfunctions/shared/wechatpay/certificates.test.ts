import { createCipheriv, randomBytes } from 'node:crypto'
import {
  certificateKey,
  certificatesKeyring,
  closeConnections,
  createKeyring,
  createPayClient,
  prepareCertificates,
  readCertificates,
} from '../../../../cloudfunctions/shared/wechatpay'
import { makeKeys, MCHID, MERCHANT_SERIAL } from './keys-of-the-day'
import { selfSigned } from './self-signed'
import { answer, type PayServer, startPayServer } from './pay-server'

const keys = makeKeys()
const NOW = Date.UTC(2026, 10, 20, 2, 0, 0)
const FROM = Date.UTC(2026, 0, 1)
const TO = Date.UTC(2031, 0, 1)
const one = selfSigned(keys.platform, '5157F09EFDC096DE15EBE81A47057A7232F1B8E1', FROM, TO)
const none = createKeyring([])

function entry({ serial, pem }: { serial: string; pem: string }, key = keys.apiV3Key): unknown {
  const nonce = randomBytes(6).toString('hex')
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from('certificate'))
  const ciphertext = Buffer.concat([cipher.update(pem, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return {
    serial_no: serial,
    effective_time: '2026-01-01T08:00:00+08:00',
    expire_time: '2031-01-01T08:00:00+08:00',
    encrypt_certificate: {
      algorithm: 'AEAD_AES_256_GCM',
      nonce,
      associated_data: 'certificate',
      ciphertext: ciphertext.toString('base64'),
    },
  }
}

test('decrypted, with serial and validity of the certificate itself', () => {
  const [certificate] = readCertificates({ body: { data: [entry(one)] } }, [keys.apiV3Key])
  expect(certificate).toEqual({ serial: one.serial, pem: one.pem, effectiveAt: FROM, expiresAt: TO })
  if (certificate) expect(certificateKey(certificate).publicKey.equals(keys.platform.publicKey)).toBe(true)
})

test('listed in small letters it is the same certificate', () => {
  const listed = entry({ ...one, serial: one.serial.toLowerCase() })
  expect(readCertificates({ body: { data: [listed] } }, [keys.apiV3Key])).toMatchObject([
    { serial: one.serial.toLowerCase(), pem: one.pem },
  ])
})

test('a key of the ring is valid as long as its certificate; a damaged one says what it was', () => {
  const stored = { serial: one.serial, pem: one.pem, effectiveAt: FROM, expiresAt: TO }
  const { publicKey, ...rest } = certificateKey(stored)
  expect(rest).toEqual({ serial: one.serial, effectiveAt: FROM, expiresAt: TO })
  expect(publicKey.equals(keys.platform.publicKey)).toBe(true)
  expect(() => certificateKey({ ...stored, pem: one.pem.slice(0, 300) })).toThrow('platform certificate: ')
})

test('one that cannot be read, and none of the list is believed', () => {
  const body = { data: [entry(one), entry(one, randomBytes(32))] }
  expect(() => readCertificates({ body }, [keys.apiV3Key])).toThrow('Cannot be decrypted')
})

test.each<[string, unknown, string, string]>([
  ['no list', {}, 'envelope', 'The answer has no list of certificates.'],
  ['no body', undefined, 'envelope', 'The answer has no list of certificates.'],
  ['a list that is none', { data: { length: 1 } }, 'envelope', 'The answer has no list of certificates.'],
  ['no ciphertext', { data: [{}] }, 'envelope', 'A certificate has no ciphertext. The list was not read.'],
  ['no entry', { data: [null] }, 'envelope', 'A certificate has no ciphertext. The list was not read.'],
  [
    'a ciphertext that is none',
    { data: [{ encrypt_certificate: null }] },
    'envelope',
    'A certificate has no ciphertext. The list was not read.',
  ],
  [
    'a ciphertext that is a text',
    { data: [{ encrypt_certificate: 'x' }] },
    'envelope',
    'A certificate has no ciphertext. The list was not read.',
  ],
  [
    'no serial',
    { data: [{ ...(entry(one) as object), serial_no: 7 }] },
    'plaintext',
    'A certificate has another serial than it is listed with.',
  ],
  [
    'sealed with another key',
    { data: [entry(one, randomBytes(32))] },
    'tag',
    'Cannot be decrypted with any configured APIv3 key.',
  ],
  [
    'no certificate inside',
    { data: [entry({ serial: one.serial, pem: 'hello' })] },
    'plaintext',
    'A decrypted certificate is not X.509.',
  ],
  [
    'listed under another serial',
    { data: [entry({ ...one, serial: '1234' })] },
    'plaintext',
    'A certificate has another serial than it is listed with.',
  ],
])('%s: no half list', (_name, body, reason, message) => {
  const act = () => readCertificates({ body }, [keys.apiV3Key])
  expect(act).toThrow(expect.objectContaining({ name: 'DecryptError', reason }) as Error)
  expect(act).toThrow(message)
})

describe('the first download', () => {
  let server: PayServer
  beforeAll(async () => {
    server = await startPayServer()
  })
  afterAll(async () => {
    closeConnections()
    await server.close()
  })
  const client = () =>
    createPayClient({
      mchid: MCHID,
      merchantSerial: MERCHANT_SERIAL,
      merchantPrivateKey: keys.merchant.privateKey,
      keyring: none,
      baseUrl: server.url,
      sandbox: true,
      clock: () => NOW,
    })

  test('is proved by the certificates that it brings', async () => {
    server.behave(answer(keys, () => NOW, 200, { data: [entry(one)] }, { serial: one.serial }))
    const keyringOf = certificatesKeyring(none, [keys.apiV3Key])
    const { body } = await client().send(prepareCertificates(), { keyringOf })
    expect(readCertificates({ body }, [keys.apiV3Key])).toHaveLength(1)
    expect(server.arrived[0]?.headers['wechatpay-serial']).toBeUndefined()
  })

  test('is not believed when the signature is not by one of them', async () => {
    const other = selfSigned(keys.merchant, '1157F09EFDC096DE15EBE81A47057A7232F1B8E1', FROM, TO)
    server.behave(answer(keys, () => NOW, 200, { data: [entry(other)] }, { serial: other.serial }))
    const keyringOf = certificatesKeyring(none, [keys.apiV3Key])
    await expect(client().send(prepareCertificates(), { keyringOf })).rejects.toMatchObject({
      reason: 'bad-signature',
    })
  })

  test('is not believed when the list cannot be decrypted', async () => {
    server.behave(answer(keys, () => NOW, 200, { data: [entry(one)] }, { serial: one.serial }))
    const keyringOf = certificatesKeyring(none, [randomBytes(32)])
    await expect(client().send(prepareCertificates(), { keyringOf })).rejects.toMatchObject({
      reason: 'unknown-serial',
    })
  })

  test('a known key proves it as well, and what is known stays known', async () => {
    server.behave(answer(keys, () => NOW, 200, { data: [entry(one)] }))
    const keyringOf = certificatesKeyring(keys.keyring, [keys.apiV3Key])
    await expect(client().send(prepareCertificates(), { keyringOf })).resolves.toMatchObject({ status: 200 })
    const ring = keyringOf(Buffer.from(JSON.stringify({ data: [entry(one)] })))
    expect(ring.keys.map(({ serial }) => serial)).toEqual([keys.keyring.keys[0]?.serial, one.serial])
    for (const odd of ['', '<html>', '{}', 'null']) expect(keyringOf(Buffer.from(odd))).toBe(keys.keyring)
  })

  test('is not believed when the certificate is over', async () => {
    const old = selfSigned(keys.platform, '2157F09EFDC096DE15EBE81A47057A7232F1B8E1', 0, NOW)
    server.behave(answer(keys, () => NOW, 200, { data: [entry(old)] }, { serial: old.serial }))
    const keyringOf = certificatesKeyring(none, [keys.apiV3Key])
    await expect(client().send(prepareCertificates(), { keyringOf })).rejects.toMatchObject({
      reason: 'unknown-serial',
    })
  })
})

test('the question may go out again, and asks for no key that is not there', () => {
  const question = {
    action: 'certificates',
    method: 'GET',
    path: '/v3/certificates',
    body: '',
    serial: '',
    safeToRepeat: true,
  }
  expect(prepareCertificates()).toEqual(question)
  expect(prepareCertificates({ keyring: none, clock: () => NOW })).toEqual(question)
})

test('known keys are asked for', () => {
  const context = { keyring: keys.keyring, clock: () => NOW }
  expect(prepareCertificates(context).serial).toBe(keys.keyring.keys[0]?.serial)
})
