import fc from 'fast-check'
import { Aes, Formatter, Rsa } from 'wechatpay-axios-plugin'
import { readNotification } from '../../../../cloudfunctions/shared/wechatpay'
import { encryptText } from '../../../../cloudfunctions/shared/wechatpay/personal'
import { unseal } from '../../../../cloudfunctions/shared/wechatpay/sealed'
import {
  authorize,
  authorizeInPool,
  canonicalRequest,
} from '../../../../cloudfunctions/shared/wechatpay/signing'
import { prepareRefund } from '../../../../cloudfunctions/shared/wechatpay/refunds'
import { prepareTradeBill } from '../../../../cloudfunctions/shared/wechatpay/bills'
import { prepareCancel, prepareQuery } from '../../../../cloudfunctions/shared/wechatpay/service-orders'
import {
  preparePlan,
  preparePlanQuery,
  preparePlanStop,
} from '../../../../cloudfunctions/shared/wechatpay/payscore-plans'
import { prepareSession } from '../../../../cloudfunctions/shared/wechatpay/sign-plan-orders'
import {
  prepareSign,
  prepareSignQuery,
  prepareSignStop,
} from '../../../../cloudfunctions/shared/wechatpay/user-sign-plans'
import { shops as badminton } from './payscore-plans/fixture'
import { full as lesson, signed } from './sign-plan-orders/fixture'
import { bySubOpenid as three } from './user-sign-plans/fixture'
import { makeKeys, MCHID, MERCHANT_SERIAL, PUBLIC_KEY_ID } from './keys-of-the-day'

/** Somebody else's implementation of APIv3 must accept what ours makes, and the other way round. */
const keys = makeKeys()
const NOW = Date.UTC(2026, 10, 20, 2, 0, 0)
const signer = { mchid: MCHID, serial: MERCHANT_SERIAL, privateKey: keys.merchant.privateKey }
const AesGcm = (
  Aes as unknown as {
    AesGcm: { encrypt(...args: (string | Buffer)[]): string; decrypt(...args: (string | Buffer)[]): string }
  }
).AesGcm
const text = fc.string({ unit: 'grapheme', maxLength: 60 })
const parts = fc.record({
  method: fc.constantFrom('GET', 'POST'),
  path: fc.webPath().map((path) => `/v3${path}`),
  timestamp: fc.integer({ min: 0, max: 4_000_000_000 }),
  nonce: fc.stringMatching(/^[0-9A-F]{32}$/),
  body: text.map((value) => JSON.stringify({ value })),
})
const unquote = (header: string): Record<string, string> =>
  Object.fromEntries(
    [...header.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  )

test('the canonical message is the same, and five lines that all end', () => {
  fc.assert(
    fc.property(parts, (some) => {
      const { method, path, timestamp, nonce, body } = some
      const message = canonicalRequest(some)
      expect(message).toBe(Formatter.request(method, path, String(timestamp), nonce, body))
      expect(message.split('\n')).toHaveLength(6)
      expect(message.endsWith('\n')).toBe(true)
    }),
  )
})

test('our Authorization verifies there, signed here or on the thread pool', async () => {
  await fc.assert(
    fc.asyncProperty(parts, async (some) => {
      const header = authorize(signer, some)
      expect(await authorizeInPool(signer, some)).toBe(header)
      const { signature = '', ...rest } = unquote(header)
      expect(rest).toEqual({
        mchid: MCHID,
        nonce_str: some.nonce,
        timestamp: String(some.timestamp),
        serial_no: MERCHANT_SERIAL,
      })
      expect(Rsa.verify(canonicalRequest(some), signature, keys.merchant.publicKey)).toBe(true)
      expect(Rsa.verify(`${canonicalRequest(some)} `, signature, keys.merchant.publicKey)).toBe(false)
    }),
    { numRuns: 30 },
  )
})

test('what we encrypt of a person is decrypted there', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), (plain) => {
      fc.pre(Buffer.byteLength(plain) <= 214)
      expect(Rsa.decrypt(encryptText(plain, keys.platform.publicKey), keys.platform.privateKey)).toBe(plain)
    }),
    { numRuns: 30 },
  )
})

test('what they seal we unseal, and nothing else', () => {
  fc.assert(
    fc.property(text, text, fc.nat(), (plain, aad, where) => {
      const nonce = 'c5ac7061fcca'
      const ciphertext = AesGcm.encrypt(plain, keys.apiV3Key, nonce, aad)
      const sealed = { algorithm: 'AEAD_AES_256_GCM', ciphertext, nonce, associated_data: aad }
      expect(unseal(sealed, [keys.apiV3Key]).toString()).toBe(plain)
      const bytes = Buffer.from(ciphertext, 'base64')
      const at = where % bytes.length
      bytes[at] = (bytes[at] ?? 0) ^ 1
      const altered = { ...sealed, ciphertext: bytes.toString('base64') }
      expect(() => unseal(altered, [keys.apiV3Key])).toThrow('Cannot be decrypted')
      expect(() => unseal({ ...sealed, associated_data: `${aad}.` }, [keys.apiV3Key])).toThrow(
        'Cannot be decrypted',
      )
    }),
  )
})

test('a notification signed and sealed there is read here', () => {
  fc.assert(
    fc.property(text, (word) => {
      const nonce = 'c5ac7061fcca'
      const resource = {
        algorithm: 'AEAD_AES_256_GCM',
        nonce,
        associated_data: 'payscore',
        original_type: 'payscore',
      }
      const ciphertext = AesGcm.encrypt(JSON.stringify({ word }), keys.apiV3Key, nonce, 'payscore')
      const body = JSON.stringify({
        id: 'n1',
        event_type: 'PAYSCORE.USER_PAID',
        resource: { ...resource, ciphertext },
      })
      const timestamp = String(NOW / 1000)
      const signature = Rsa.sign(Formatter.response(timestamp, 'nonce', body), keys.platform.privateKey)
      const headers = {
        'Wechatpay-Timestamp': timestamp,
        'Wechatpay-Nonce': 'nonce',
        'Wechatpay-Serial': PUBLIC_KEY_ID,
        'Wechatpay-Signature': signature,
      }
      const raw = { headers, rawBody: Buffer.from(body) }
      const notification = readNotification(raw, {
        keyring: keys.keyring,
        apiV3Keys: [keys.apiV3Key],
        clock: () => NOW,
      })
      expect(notification).toEqual({
        id: 'n1',
        event_type: 'PAYSCORE.USER_PAID',
        create_time: '',
        summary: '',
        original_type: 'payscore',
        resource: { word },
      })
    }),
    { numRuns: 30 },
  )
})

describe('the very bytes of the calls that are prepared', () => {
  const context = { keyring: keys.keyring, clock: () => NOW }
  const key = { out_order_no: 'a_1', service_id: '500001', appid: 'wxours', sub_mchid: '1900000200' }
  const plan = { merchant_plan_no: 'plan_1' }
  const signing = { merchant_sign_plan_no: 'sign_1', sub_mchid: '1900000200' }
  const amount = { refund: 1, total: 2, currency: 'CNY' as const }
  test.each([
    prepareCancel({ ...key, reason: '不用了，谢谢 & 再见' }, context),
    prepareQuery(key, context),
    prepareRefund({ transaction_id: '42', out_refund_no: 'a|b*@', reason: '少收', amount }, context),
    prepareTradeBill({ bill_date: '2026-11-19' }, context),
    preparePlan(badminton, context),
    preparePlanQuery(plan, context),
    preparePlanStop(plan, context),
    prepareSign(three, { ...context, plan: badminton }),
    prepareSignQuery(signing, context),
    prepareSignStop({ ...signing, stop_reason: '不想上了 & 再见' }, context),
    prepareSession(lesson, { ...context, signed }),
  ])('$method $path', ({ method, path, body }) => {
    const signed = { method, path, body, timestamp: NOW / 1000, nonce: 'N' }
    const { signature = '' } = unquote(authorize(signer, signed))
    const message = Formatter.request(method, path, String(NOW / 1000), 'N', body)
    expect(Rsa.verify(message, signature, keys.merchant.publicKey)).toBe(true)
    expect(new URL(path, 'https://api.mch.weixin.qq.com').href).toBe(`https://api.mch.weixin.qq.com${path}`)
  })
})
