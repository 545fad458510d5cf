import { createCipheriv, createSign } from 'node:crypto'
import { readNotification } from '../../../../cloudfunctions/shared/wechatpay'
import { type RawHeaders, verify } from '../../../../cloudfunctions/shared/wechatpay/verifying'
import { makeKeys, PUBLIC_KEY_ID } from './keys-of-the-day'

const keys = makeKeys()
const NOW = Date.UTC(2026, 10, 20, 4)
const body = Buffer.from('{"id":"1"}')

/** Headers of a genuine text, by their common names. */
function signed(bytes: Buffer, timestamp = String(NOW / 1000), nonce = 'nonce'): Record<string, string> {
  const text = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), bytes, Buffer.from('\n')])
  return {
    'Wechatpay-Timestamp': timestamp,
    'Wechatpay-Nonce': nonce,
    'Wechatpay-Serial': PUBLIC_KEY_ID,
    'Wechatpay-Signature': createSign('RSA-SHA256').update(text).sign(keys.platform.privateKey, 'base64'),
  }
}
const check = (headers: RawHeaders, bytes = body): number => verify(headers, bytes, keys.keyring, NOW)
const refused = (reason: string): Error =>
  expect.objectContaining({ name: 'SignatureError', reason }) as Error

describe('headers', () => {
  const good = signed(body)

  it('are found in any case, as a list of one, and among others', () => {
    expect(check(good)).toBe(NOW)
    const upper = Object.fromEntries(Object.entries(good).map(([name, value]) => [name.toUpperCase(), value]))
    expect(check(upper)).toBe(NOW)
    const lists = Object.fromEntries(
      Object.entries(good).map(([name, value]) => [name.toLowerCase(), [value]]),
    )
    expect(check(lists)).toBe(NOW)
    const others = {
      ...good,
      'Wechatpay-Serial-Of-Another': 'x',
      'Xechatpay-Serial': 'x',
      'wechatpay_-serial': 'x',
      wechatpay_serial: 'x',
      'wechat-y-p-nonce': 'x',
      'Wechatpay-Other': undefined,
      'Wechatpay-Signature-Type': undefined,
      'www-serial': 'x',
      'x-serial': 'x',
      'wechatpay-nonce-serial': 'x',
    }
    expect(check(others)).toBe(NOW)
  })

  it.each(['Timestamp', 'Nonce', 'Serial', 'Signature'])('%s must be there, once, and a text', (name) => {
    const header = `Wechatpay-${name}`
    const value = good[header] ?? ''
    for (const odd of [undefined, '', [], [value, value]])
      expect(() => check({ ...good, [header]: odd })).toThrow(refused('missing-header'))
    expect(() => check({ ...good, [header.toLowerCase()]: value })).toThrow(refused('missing-header'))
    expect(() => check({ ...good, [header]: [7 as unknown as string] })).toThrow(refused('missing-header'))
  })

  it('may name the algorithm, if it is the one', () => {
    expect(check({ ...good, 'Wechatpay-Signature-Type': 'WECHATPAY2-SHA256-RSA2048' })).toBe(NOW)
    for (const type of ['WECHATPAY2-SM2-WITH-SM3', ''])
      expect(() => check({ ...good, 'Wechatpay-Signature-Type': type })).toThrow(refused('bad-signature'))
  })
})

it.each(['', 'x', '-1', '1e9', `${NOW / 1000}x`, ` ${NOW / 1000}`, '1234567890123'])(
  'a genuine signature over the time %j is not believed',
  (timestamp) => {
    expect(() => check(signed(body, timestamp))).toThrow(
      refused(timestamp === '' ? 'missing-header' : 'stale'),
    )
  },
)

it.each([-301, -300, 300, 301])('%d seconds away', (seconds) => {
  const act = () => check(signed(body, String(NOW / 1000 + seconds)))
  if (Math.abs(seconds) > 300) expect(act).toThrow(refused('stale'))
  else expect(act()).toBe(NOW + seconds * 1000)
})

describe('what is genuine and still no notification', () => {
  const seal = (plain: string, nonce = '0123456789ab') => {
    const cipher = createCipheriv('aes-256-gcm', keys.apiV3Key, nonce)
    const ciphertext = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString(
      'base64',
    )
    return { algorithm: 'AEAD_AES_256_GCM', ciphertext, nonce }
  }
  const resource = seal('{"a":1}')
  const read = (envelope: unknown) => {
    const rawBody = Buffer.from(JSON.stringify(envelope))
    const { keyring, apiV3Key } = keys
    return readNotification(
      { headers: signed(rawBody), rawBody },
      { keyring, apiV3Keys: [apiV3Key], clock: () => NOW },
    )
  }

  it('a good one is read', () => {
    expect(read({ id: 'a', event_type: 'b', resource })).toMatchObject({ id: 'a', resource: { a: 1 } })
  })

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a list', []],
    ['no id', { event_type: 'b', resource }],
    ['an id that is a number', { id: 7, event_type: 'b', resource }],
    ['an empty id', { id: '', event_type: 'b', resource }],
    ['no event', { id: 'a', resource }],
    ['no resource', { id: 'a', event_type: 'b' }],
    ['a resource that is null', { id: 'a', event_type: 'b', resource: null }],
    [
      'a nonce that is a number',
      { id: 'a', event_type: 'b', resource: { ...resource, nonce: 123456789012 } },
    ],
    ['a list inside', { id: 'a', event_type: 'b', resource: seal('[]') }],
    ['null inside', { id: 'a', event_type: 'b', resource: seal('null') }],
  ])('%s is refused', (_, envelope) => {
    expect(() => read(envelope)).toThrow(expect.objectContaining({ name: 'DecryptError' }) as Error)
  })
})
