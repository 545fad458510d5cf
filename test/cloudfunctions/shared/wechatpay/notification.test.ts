import { createCipheriv, randomBytes } from 'node:crypto'
import {
  type DecryptError,
  readNotification,
  type RawNotification,
  type SignatureError,
} from '../../../../cloudfunctions/shared/wechatpay'
import { makeKeys } from './keys-of-the-day'
import { type Flaw, signatureHeaders } from './pay-server'

const keys = makeKeys()
const NOW = Date.UTC(2026, 10, 20, 2, 0, 0)
const PLAIN = { mchid: '1900000109', out_order_no: 'A1_1', service_id: '500001', state: 'USER_ACCEPTED' }

function seal(plain: string, key = keys.apiV3Key, aad = 'payscore'): Record<string, unknown> {
  const nonce = randomBytes(6).toString('hex')
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(aad))
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return {
    original_type: 'payscore',
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext: sealed.toString('base64'),
    nonce,
    associated_data: aad,
  }
}

const envelope = (resource: unknown = seal(JSON.stringify(PLAIN))): Record<string, unknown> => ({
  id: 'EV-2026112010000001',
  create_time: '2026-11-20T10:00:00+08:00',
  event_type: 'PAYSCORE.USER_CONFIRM',
  resource_type: 'encrypt-resource',
  summary: '微信支付分服务订单用户已确认',
  resource,
})
function raw(body: unknown = envelope(), flaw?: Flaw): RawNotification {
  const text = typeof body === 'string' ? body : JSON.stringify(body, null, 1)
  return { headers: signatureHeaders(keys, text, NOW, flaw), rawBody: Buffer.from(text) }
}
const read = (notification: RawNotification, apiV3Keys: (Buffer | string)[] = [keys.apiV3Key]) =>
  readNotification(notification, { keyring: keys.keyring, apiV3Keys, clock: () => NOW })
const failure = (notification: RawNotification, apiV3Keys?: (Buffer | string)[]) => {
  try {
    read(notification, apiV3Keys)
  } catch (error) {
    return error as Omit<SignatureError, 'name' | 'reason'> & Pick<DecryptError, 'name'> & { reason: string }
  }
  throw new Error('was expected to fail')
}

test('verified over its own spacing, decrypted, parsed', () => {
  expect(read(raw())).toEqual({
    id: 'EV-2026112010000001',
    create_time: '2026-11-20T10:00:00+08:00',
    event_type: 'PAYSCORE.USER_CONFIRM',
    summary: '微信支付分服务订单用户已确认',
    original_type: 'payscore',
    resource: PLAIN,
  })
})

test('headers in any case', () => {
  const { headers, rawBody } = raw()
  const lower = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  )
  const upper = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]),
  )
  expect(read({ headers: lower, rawBody }).id).toBe('EV-2026112010000001')
  expect(read({ headers: upper, rawBody }).id).toBe('EV-2026112010000001')
})

test('a key that was changed: the old one still opens what was sealed before', () => {
  const fresh = randomBytes(16).toString('hex')
  expect(read(raw(), [fresh, keys.apiV3Key]).resource).toEqual(PLAIN)
  expect(failure(raw(), [fresh])).toMatchObject({ name: 'DecryptError', reason: 'tag' })
})

test('without associated data, without original_type', () => {
  const resource = seal(JSON.stringify(PLAIN), keys.apiV3Key, '')
  const { associated_data: _aad, original_type: _type, ...bare } = resource
  expect(read(raw(envelope(bare)))).not.toHaveProperty('original_type')
  expect(read(raw(envelope({ ...bare, associated_data: null }))).resource).toEqual(PLAIN)
})

test('what goes beside it and is no text is left out', () => {
  const resource = { ...seal(JSON.stringify(PLAIN)), original_type: 7 }
  const odd = read(raw({ ...envelope(resource), create_time: 7, summary: null }))
  expect(odd).toEqual({
    id: 'EV-2026112010000001',
    event_type: 'PAYSCORE.USER_CONFIRM',
    create_time: '',
    summary: '',
    resource: PLAIN,
  })
})

test.each<[string, Flaw, string]>([
  ['altered body', { signedBody: '{}' }, 'bad-signature'],
  ['probe', { signature: 'WECHATPAY/SIGNTEST/abcdefgh' }, 'signtest'],
  ['no signature', { signature: '' }, 'missing-header'],
  ['missing nonce', { without: 'Wechatpay-Nonce' }, 'missing-header'],
  ['15 min old', { timestamp: NOW / 1000 - 900 }, 'stale'],
  ['15 min ahead', { timestamp: NOW / 1000 + 900 }, 'stale'],
  ['a timestamp that is no number', { extra: { 'Wechatpay-Timestamp': '1e9' } }, 'stale'],
  ['a serial twice', { extra: { 'wechatpay-serial': 'PUB_KEY_ID_2' } }, 'missing-header'],
  ['unknown public key', { serial: 'PUB_KEY_ID_2' }, 'unknown-serial'],
  ['a serial from a prototype', { serial: '__proto__' }, 'unknown-serial'],
])('%s is refused before anything is decrypted', (_name, flaw, reason) => {
  const error = failure(raw(envelope('nothing to decrypt'), flaw))
  expect(error).toMatchObject({ name: 'SignatureError', reason })
  expect(error.unknownSerial).toBeUndefined()
})

test('an unknown certificate serial is named', () => {
  expect(failure(raw(envelope(), { serial: '5157F09EFDC096DE15EBE81A47057A7232F1B8E1' }))).toMatchObject({
    reason: 'unknown-serial',
    unknownSerial: '5157F09EFDC096DE15EBE81A47057A7232F1B8E1',
  })
})

test('a header given as a list counts only when it has one entry', () => {
  const { headers, rawBody } = raw()
  const nonce = headers['Wechatpay-Nonce'] as string
  expect(read({ headers: { ...headers, 'Wechatpay-Nonce': [nonce] }, rawBody }).id).toBe(
    'EV-2026112010000001',
  )
  expect(failure({ headers: { ...headers, 'Wechatpay-Nonce': [nonce, nonce] }, rawBody }).reason).toBe(
    'missing-header',
  )
})

const swapTag = (resource: Record<string, unknown>): Record<string, unknown> => {
  const bytes = Buffer.from(resource['ciphertext'] as string, 'base64')
  bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1
  return { ...resource, ciphertext: bytes.toString('base64') }
}
test.each<[string, unknown, string]>([
  ['an altered tag', envelope(swapTag(seal('{}'))), 'tag'],
  ['a ciphertext shorter than a tag', envelope({ ...seal('{}'), ciphertext: 'AAAA' }), 'tag'],
  ['another algorithm', envelope({ ...seal('{}'), algorithm: 'AES' }), 'algorithm'],
  ['no ciphertext', envelope({ ...seal('{}'), ciphertext: 7 }), 'envelope'],
  ['no nonce', envelope({ ...seal('{}'), nonce: '' }), 'envelope'],
  ['a nonce that is too long', envelope({ ...seal('{}'), nonce: 'n'.repeat(129) }), 'envelope'],
  ['a nonce as long as can be', envelope({ ...seal('{}'), nonce: 'n'.repeat(128) }), 'tag'],
  ['a nonce of one character', envelope({ ...seal('{}'), nonce: 'n' }), 'tag'],
  ['a nonce that is not ASCII', envelope({ ...seal('{}'), nonce: '随'.repeat(12) }), 'envelope'],
  ['a nonce with a control character', envelope({ ...seal('{}'), nonce: 'n\u0000'.repeat(6) }), 'envelope'],
  ['associated data that is no text', envelope({ ...seal('{}'), associated_data: {} }), 'envelope'],
  ['a plaintext that is no JSON', envelope(seal('hello')), 'plaintext'],
  ['a plaintext that is a list', envelope(seal('[]')), 'plaintext'],
  ['a plaintext that is nothing', envelope(seal('null')), 'plaintext'],
  ['a plaintext without a byte', envelope(seal('')), 'plaintext'],
  ['a resource that is a text', envelope('x'), 'envelope'],
  ['a resource that is null', envelope(null), 'envelope'],
  ['no resource', { ...envelope(), resource: undefined }, 'envelope'],
  ['no id', { ...envelope(), id: '' }, 'envelope'],
  ['a number as event_type', { ...envelope(), event_type: 1 }, 'envelope'],
  ['no JSON', 'FAIL', 'envelope'],
])('signed but unreadable: %s', (_name, body, reason) => {
  expect(failure(raw(body))).toMatchObject({ name: 'DecryptError', reason })
})

test('no error repeats key, body or plaintext', () => {
  const secret = JSON.stringify({ openid: 'oSECRETOPENID' })
  for (const error of [
    failure(raw(envelope(swapTag(seal(secret))))),
    failure(raw(envelope(seal(`${secret},`)))),
    failure(raw(envelope(seal(secret)), { signedBody: '' })),
  ]) {
    const said = `${error.message} ${JSON.stringify(error)}`
    expect(said).not.toMatch(/oSECRETOPENID/)
    expect(said).not.toContain(keys.apiV3Key.toString())
  }
})
