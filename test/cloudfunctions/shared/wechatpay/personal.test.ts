import { constants, createPublicKey, privateDecrypt } from 'node:crypto'
import {
  encryptPersonal,
  encryptText,
  personalLimit,
} from '../../../../cloudfunctions/shared/wechatpay/personal'
import { keys } from './prepared'

const { publicKey, privateKey } = keys.platform
const open = (sealed = ''): string =>
  privateDecrypt(
    { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' },
    Buffer.from(sealed, 'base64'),
  ).toString('utf8')

test('each given field is sealed by itself, and nothing else of a person goes along', () => {
  const person = { name: '王小明', phone: '13800138000', userid: '110101199003071234', address: '深圳' }
  const sealed = encryptPersonal({ ...person, openid: 'oSECRET' } as typeof person, publicKey)
  expect(Object.keys(sealed)).toEqual(['name', 'phone', 'userid', 'address'])
  for (const [name, text] of Object.entries(person)) {
    expect(sealed[name as keyof typeof person]).toMatch(/^[A-Za-z0-9+/]{342}==$/)
    expect(open(sealed[name as keyof typeof person])).toBe(text)
  }
})

test('what is not given is left out, not sealed as nothing', () => {
  expect(Object.keys(encryptPersonal({ phone: '1' }, publicKey))).toEqual(['phone'])
  expect(encryptPersonal({}, publicKey)).toEqual({})
})

test('the same text is never sealed to the same bytes', () => {
  expect(encryptText('a', publicKey)).not.toBe(encryptText('a', publicKey))
})

test('the limit is the last text that can be sealed', () => {
  const limit = personalLimit(publicKey)
  expect(limit).toBe(214)
  expect(open(encryptText('x'.repeat(limit), publicKey))).toHaveLength(limit)
  expect(() => encryptText('x'.repeat(limit + 1), publicKey)).toThrow('too large')
})

test('a longer key takes longer texts', () => {
  const n = Buffer.alloc(3072 / 8, 0xff).toString('base64url')
  expect(personalLimit(createPublicKey({ format: 'jwk', key: { kty: 'RSA', e: 'AQAB', n } }))).toBe(342)
})
