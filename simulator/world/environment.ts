import { PEOPLE } from '../phone/people'
import type { Credentials } from '../sandbox/keys'
import type { SubMerchant } from './demo-offers'

/** The part of the credentials that the functions need; a file of the same shape serves for another WeChat Pay. */
export type PayCredentials = Pick<
  Credentials,
  | 'mchid'
  | 'appid'
  | 'serviceId'
  | 'merchantSerial'
  | 'merchantPrivateKey'
  | 'platformPublicKeyId'
  | 'platformPublicKey'
  | 'apiV3Key'
  | 'apiV2Key'
> & {
  /** The shops, for a service provider; or the one shop. */
  subMerchants?: readonly SubMerchant[]
  subMchid?: string
}

/** Where the functions find WeChat Pay, and what they may call it with. */
export interface PayPlace {
  origin: string
  credentials: PayCredentials
  notifyUrl: string
  /** Open orders and creates per minute of one customer, `open/perMinute`; by default more than anybody tries at a desk. */
  orderLimits?: string | undefined
}

/**
 * The environment variables of each function, as a merchant would set them in the CloudBase console: `notify` never holds
 * the private key (design 6).
 */
export function functionEnvironment({
  origin,
  credentials,
  notifyUrl,
  orderLimits = '1000/1000',
}: PayPlace): {
  env: Record<string, string>
  perFunctionEnv: Record<string, Record<string, string>>
} {
  const calling = {
    WECHATPAY_MERCHANT_SERIAL: credentials.merchantSerial,
    WECHATPAY_MERCHANT_PRIVATE_KEY: credentials.merchantPrivateKey,
    WECHATPAY_BASE_URL: origin,
    WECHATPAY_NOTIFY_URL: notifyUrl,
  }
  return {
    env: {
      WECHATPAY_MCHID: credentials.mchid,
      WECHATPAY_APPID: credentials.appid,
      WECHATPAY_PUBLIC_KEY_ID: credentials.platformPublicKeyId,
      WECHATPAY_PUBLIC_KEY: credentials.platformPublicKey,
      WECHATPAY_API_V3_KEY: credentials.apiV3Key,
      ...(isLoopback(origin) ? { WECHATPAY_SANDBOX: '1' } : {}),
    },
    perFunctionEnv: {
      orders: {
        ...calling,
        WECHATPAY_API_V2_KEY: credentials.apiV2Key,
        SANDBOX_ORDER_LIMITS: orderLimits,
      },
      console: { ...calling, FIRST_OPERATOR_OPENID: operator().openid },
      reconcile: calling,
    },
  }
}

/** Whether no real money can move there; anything else is treated as the real WeChat Pay. */
export const isLoopback = (origin: string): boolean =>
  ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(origin).hostname)

/** The person who is also an operator. */
export function operator(): { openid: string } {
  const found = PEOPLE.find(({ role }) => role.includes('操作员'))
  if (!found) throw new Error('simulator/phone/people.ts names no operator.')
  return found
}
