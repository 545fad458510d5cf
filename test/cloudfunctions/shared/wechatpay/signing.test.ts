import { createVerify, generateKeyPairSync } from 'node:crypto'
import { authorize, authorizeInPool } from '../../../../cloudfunctions/shared/wechatpay/signing'
import { MCHID, MERCHANT_SERIAL } from './keys-of-the-day'
import { keys } from './prepared'

const parts = { method: 'POST', path: '/v3/a?b=1', timestamp: 1795140000, nonce: 'N0', body: '{"价":1}' }
const signer = { mchid: MCHID, serial: MERCHANT_SERIAL, privateKey: keys.merchant.privateKey }

test('the header, and what its signature covers', async () => {
  const header = authorize(signer, parts)
  expect(await authorizeInPool(signer, parts)).toBe(header)
  const [, signature = ''] =
    /^WECHATPAY2-SHA256-RSA2048 mchid="1900000109",nonce_str="N0",signature="([^"]{344})",timestamp="1795140000",serial_no="3A5C7E9011223344556677889900AABBCCDDEEFF"$/.exec(
      header,
    ) ?? []
  const covers = (text: string) =>
    createVerify('RSA-SHA256').update(text).verify(keys.merchant.publicKey, signature, 'base64')
  expect(covers('POST\n/v3/a?b=1\n1795140000\nN0\n{"价":1}\n')).toBe(true)
  expect(covers('POST\n/v3/a?b=1\n1795140000\nN0\n{"价":1}')).toBe(false)
})

test('a key that cannot sign fails the call in both ways, and never hangs it', async () => {
  const wrong = { ...signer, privateKey: generateKeyPairSync('x25519').privateKey }
  expect(() => authorize(wrong, parts)).toThrow()
  await expect(authorizeInPool(wrong, parts)).rejects.toThrow()
})
