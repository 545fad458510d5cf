import { createPublicKey, createVerify } from 'node:crypto'
import { signLaunch } from '../../../../cloudfunctions/shared/wechatpay'
import { unseal } from '../../../../cloudfunctions/shared/wechatpay/sealed'
import { canonicalRequest } from '../../../../cloudfunctions/shared/wechatpay/signing'

/**
 * Values that WeChat Pay published, so that a misreading of ours cannot agree with itself.
 * Signatures: pay.weixin.qq.com/doc/v3/merchant/4012365336 (body) and 4012365334 (path), which publish a test key; its
 * public half stands here, and their signatures must verify over what we would sign.
 */
const publishedKey = createPublicKey({
  format: 'jwk',
  key: {
    kty: 'RSA',
    e: 'AQAB',
    n:
      'ptpm-qvIDCh_9wjU26SQCK26ogYkBhDrYxnAaw2JbbBsp1oDbHKk-1r381NeBUG2HEFAuU-Fr72u5ot3yKdzoF_FajAzQNKnm569_D3upKoi' +
      '8mYBaST15Uig8j8qoUW1U217LL0jEHlSnHV3lcaDTXqDpTRR4Bfz9IqOgJgFZ8_oTfEomSrjrLYef81Eyxr7ZIMQXEKKEK7V4UXKS0-_fDsi' +
      'G_cXidhzt8UbTL9vqXqxM2-IDImyO-FAc_tkBG55LmzxPto1Nq0WbnZzRM_wTzrd0I_8NlevxtFbphg4evlHjFNI7-GrqR87ViEwuAJJ9Je5' +
      'QQjct5YJfFRWiZ5CMQ',
  },
})
const common = { timestamp: 1554208460, nonce: '593BEC0C930BF1AFEB40B4A08C8FB242' }

test.each([
  [
    'a body with Chinese characters',
    {
      ...common,
      method: 'POST',
      path: '/v3/pay/transactions/jsapi',
      body: '{"appid":"wxd678efh567hg6787","mchid":"1900007291","description":"Image形象店-深圳腾大-QQ公仔","out_trade_no":"1217752501201407033233368018","notify_url":"https://www.weixin.qq.com/wxpay/pay.php","amount":{"total":100,"currency":"CNY"},"payer":{"openid":"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"}}',
    },
    'jnks4dlrPw3ZX+ozVvSK39oa0t7OMBsg83BHAwd8BRdUFiVaQNTLTvci+wURgP1OQBbKYhFGvt7iqYpDSTQkp7Uq1sltaQKyncCyrA1g88m5bsKERQfPyT0ahSwKTYJ1CAn9QiJuSJRq1QsQs07eehbU/k9BCS51jTyc1Jpsi2H77HF9f/BnjXAOP3/sPObg6V5Ee4EzwLox684hhuMuIwHo7D8KFk3LIHOKDcNI4It1aCXydFWNpNK+SG86VUDe5kwoDpw4Ulqfu9z8OFDGbDs9TCxEv8iqQzbpxOlEVoOe2kalSYM5kApQb3nZcxdUtoE0liJGW3RGUNE0t4v01A==',
  ],
  [
    'a GET with an empty body',
    { ...common, method: 'GET', path: '/v3/refund/domestic/refunds/123123123123', body: '' },
    'Lc9VXxmeonkdV8Xk9tmigQFLhl0vRWTerdmoRu01aAnYwIrD/5nsSwE1WlmZGLRlAFTNQ3QsMa0+VRDlJp1Wp5p0nO8EK68b5sJBbjouxaFciIfq1zfDWWz+jqhcMoKXI1A6dPm1AW7D4d30WsMTNzp6g23OXakIsh9LO3lUmwvTuE0BY8ncf6tNGk4wKmvXwERd/ZpoQY3MAVKz+Nakwc+2XBmzT66KcUehU5kr4IvGa/lEU5RZb/q00zP9VLdBhC/jQSX3X1UcJLCtEc4gTmib4tnmAT+bHF/e17ZAuxDNcx6rqT8gNEXqaJGG+1OflMSTU2tpyG65G4dMKdFcoA==',
  ],
])('request signature: %s', (_name, parts, signature) => {
  const verifies = createVerify('RSA-SHA256')
    .update(canonicalRequest(parts))
    .verify(publishedKey, signature, 'base64')
  expect(verifies).toBe(true)
})

/** The test of WeChat Pay's own SDK: wechatpay-apiv3/wechatpay-java, AeadAesCipherTest. */
test('AEAD_AES_256_GCM', () => {
  const sealed = {
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext: 'ulwSiIajGClcvcOYvOQ7+l+0PAbzzwI=',
    nonce: 'uluk4a9R25RW',
    associated_data: 'associatedData',
  }
  expect(unseal(sealed, ['a7cde1ZJB1kG2e7VfTs3jQzaWizur8Gb']).toString()).toBe('message')
})

/** The worked example of APIv2's signature rules (pay.weixin.qq.com, chapter 4_3), which the launch signature follows. */
test('HMAC-SHA256 over sorted fields', () => {
  const fields = {
    nonce_str: 'ibuaiVcKdpRxkhJA',
    appid: 'wxd930ea5d5a258f4f',
    mch_id: '10000100',
    device_info: '1000',
    body: 'test',
    attach: '',
    sign: 'ignored',
  }
  expect(signLaunch(fields, '192006250b4c09247ec02edce69f6a2d')).toBe(
    '6A9AE1657590FD6257D693A078E1C3E4BB6BA4DC30B23E0EE2496E54170DACD6',
  )
})
