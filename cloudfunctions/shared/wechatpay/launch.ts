import { createHmac } from 'node:crypto'
import type { Clock } from '#domain/period'
import { ConfigError } from './errors/config-error'

/** What the phone needs to open WeChat Pay's page (design 4.14). */
export interface Launch {
  /** For `wx.openBusinessView`. */
  businessType: string
  extraData: Record<string, string>
  /** For `wx.navigateToMiniProgram`, only where `openBusinessView` is absent. */
  fallback?: { appId: string; path: string; extraData: Record<string, string> }
}

/** Who signs. The key is the APIv2 key, another one than the APIv3 key. */
export interface LaunchKeys {
  mchid: string
  apiV2Key?: string
  clock: Clock
  random: (bytes: number) => Buffer
}

/** What create's answer says about the page; see `readCreate`. */
export interface ConfirmFields {
  package: string
  miniprogram_businesstype?: string
  miniprogram_appid?: string
  miniprogram_path?: string
}

/** WeChat Pay's own mini-program and pages, where the answer names none (facts: 7.1). */
const PAYSCORE_APPID = 'wxd8f3793ea3b935b8'
const CONFIRM_PATH = 'pages/use/use'
const DETAIL_PATH = 'pages/record/detail'

/**
 * Signs launch fields: every field but `sign` with a value, sorted by name, `k=v` joined by `&`, then `&key=`;
 * HMAC-SHA256 with the APIv2 key, upper-case hex (facts: 7.3).
 */
export function signLaunch(fields: Readonly<Record<string, string>>, apiV2Key: string): string {
  const pairs = Object.keys(fields)
    .filter((name) => name !== 'sign' && fields[name] !== '')
    .sort()
    .map((name) => `${name}=${fields[name] ?? ''}`)
  return createHmac('sha256', apiV2Key)
    .update(`${pairs.join('&')}&key=${apiV2Key}`)
    .digest('hex')
    .toUpperCase()
}

function signed(fields: Record<string, string>, keys: LaunchKeys, apiV2Key: string): Record<string, string> {
  const complete = {
    mch_id: keys.mchid,
    ...fields,
    timestamp: String(Math.floor(keys.clock() / 1000)),
    nonce_str: keys.random(16).toString('hex'),
    sign_type: 'HMAC-SHA256',
  }
  return { ...complete, sign: signLaunch(complete, apiV2Key) }
}

/**
 * Opens the confirm page of a new order. With an APIv2 key the signed set of six, else the package alone: both are
 * documented. Timestamp, nonce and signature are fresh; a launch is built anew for every tap.
 */
export function confirmLaunch(answer: ConfirmFields, keys: LaunchKeys): Launch {
  const fields = { package: answer.package }
  const extraData = keys.apiV2Key ? signed(fields, keys, keys.apiV2Key) : fields
  return {
    businessType: answer.miniprogram_businesstype ?? 'wxpayScoreUse',
    extraData,
    fallback: {
      appId: answer.miniprogram_appid ?? PAYSCORE_APPID,
      path: answer.miniprogram_path ?? CONFIRM_PATH,
      extraData,
    },
  }
}

/**
 * Opens the page where a plan is signed, with create's package alone. There is no page to fall back to: none is documented
 * (facts 7.2, design 4.14).
 */
export const planLaunch = (answer: { package: string }): Launch => ({
  businessType: 'wxpayScorePlan',
  extraData: { package: answer.package },
})

/**
 * Opens WeChat Pay's page of an existing order, where the customer can also pay.
 * @throws ConfigError without an APIv2 key: this page is opened with a signature only
 */
export function detailLaunch(order: { service_id: string; out_order_no: string }, keys: LaunchKeys): Launch {
  const { service_id, out_order_no } = order
  if (!keys.apiV2Key)
    throw new ConfigError(
      'WECHATPAY_API_V2_KEY',
      "is not set. WeChat Pay's order page opens with its signature only.",
    )
  const extraData = signed({ service_id, out_order_no }, keys, keys.apiV2Key)
  return {
    businessType: 'wxpayScoreDetail',
    extraData,
    fallback: { appId: PAYSCORE_APPID, path: DETAIL_PATH, extraData },
  }
}
