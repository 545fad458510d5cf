import { createHmac } from 'node:crypto'
import { confirmLaunch, detailLaunch, planLaunch } from '../../../../cloudfunctions/shared/wechatpay'

const NOW = Date.UTC(2026, 10, 20, 2, 0, 0)
const keys = {
  mchid: '1900000109',
  clock: () => NOW,
  random: (bytes: number) => Buffer.alloc(bytes, 0xab),
}
const apiV2Key = '8934e7d15453e97507ef794cf7b0519d'
const NONCE = 'ab'.repeat(16)
const hmac = (text: string): string => createHmac('sha256', apiV2Key).update(text).digest('hex').toUpperCase()

test('with an APIv2 key: the six fields, all texts, signed in the order of their names', () => {
  const answer = {
    package: 'XXXXX=',
    miniprogram_businesstype: 'wxpayScoreUse2',
    miniprogram_appid: 'wx1',
    miniprogram_path: 'pages/x',
  }
  const extraData = {
    mch_id: '1900000109',
    package: 'XXXXX=',
    timestamp: '1795140000',
    nonce_str: NONCE,
    sign_type: 'HMAC-SHA256',
    sign: hmac(
      `mch_id=1900000109&nonce_str=${NONCE}&package=XXXXX=&sign_type=HMAC-SHA256&timestamp=1795140000&key=${apiV2Key}`,
    ),
  }
  expect(confirmLaunch(answer, { ...keys, apiV2Key })).toEqual({
    businessType: 'wxpayScoreUse2',
    extraData,
    fallback: { appId: 'wx1', path: 'pages/x', extraData },
  })
})

test('without one: the package alone, and the known page where the answer names none', () => {
  expect(confirmLaunch({ package: 'P' }, keys)).toEqual({
    businessType: 'wxpayScoreUse',
    extraData: { package: 'P' },
    fallback: { appId: 'wxd8f3793ea3b935b8', path: 'pages/use/use', extraData: { package: 'P' } },
  })
})

test('every launch has its own nonce and signature', () => {
  let n = 0
  const random = (bytes: number): Buffer => Buffer.alloc(bytes, ++n)
  const [a, b] = [1, 2].map(() => confirmLaunch({ package: 'P' }, { ...keys, random, apiV2Key }).extraData)
  expect(a?.['nonce_str']).not.toBe(b?.['nonce_str'])
  expect(a?.['sign']).not.toBe(b?.['sign'])
})

test("the order's own page is opened with a signature", () => {
  const { businessType, extraData, fallback } = detailLaunch(
    { service_id: '500001', out_order_no: 'A1_1' },
    { ...keys, apiV2Key },
  )
  expect(businessType).toBe('wxpayScoreDetail')
  expect(extraData).toEqual({
    mch_id: '1900000109',
    service_id: '500001',
    out_order_no: 'A1_1',
    timestamp: '1795140000',
    nonce_str: NONCE,
    sign_type: 'HMAC-SHA256',
    sign: hmac(
      `mch_id=1900000109&nonce_str=${NONCE}&out_order_no=A1_1&service_id=500001&sign_type=HMAC-SHA256&timestamp=1795140000&key=${apiV2Key}`,
    ),
  })
  expect(fallback).toEqual({ appId: 'wxd8f3793ea3b935b8', path: 'pages/record/detail', extraData })
})

test('and not without a key to sign with', () => {
  expect(() => detailLaunch({ service_id: '1', out_order_no: '2' }, keys)).toThrow(
    "WECHATPAY_API_V2_KEY: is not set. WeChat Pay's order page opens with its signature only.",
  )
})

test('a plan is signed with the package alone, and nowhere else', () => {
  expect(planLaunch({ package: 'P' })).toStrictEqual({
    businessType: 'wxpayScorePlan',
    extraData: { package: 'P' },
  })
})
