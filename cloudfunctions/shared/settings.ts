/** A deployable function that reads settings. */
export type FunctionName = 'orders' | 'console' | 'notify' | 'reconcile'

/** Which functions a setting belongs to. A function never looks at a setting that is not its own. */
interface Setting {
  required: readonly FunctionName[]
  optional: readonly FunctionName[]
}

const ALL = ['orders', 'console', 'notify', 'reconcile'] as const
/** The functions that call WeChat Pay. `notify` only listens: it never holds the private key. */
const CALLING = ['orders', 'console', 'reconcile'] as const

const requiredBy = (...required: FunctionName[]): Setting => ({ required, optional: [] })
const optionalFor = (...optional: FunctionName[]): Setting => ({ required: [], optional })

/** Every environment variable of a deployment and who needs it (design 6). */
export const SETTINGS = {
  WECHATPAY_MCHID: requiredBy(...ALL),
  WECHATPAY_MERCHANT_SERIAL: requiredBy(...CALLING),
  WECHATPAY_MERCHANT_PRIVATE_KEY: requiredBy(...CALLING),
  WECHATPAY_API_V3_KEY: requiredBy(...ALL),
  WECHATPAY_API_V3_KEY_2: optionalFor(...ALL),
  /** Without a public key the platform certificates in the database are used. */
  WECHATPAY_PUBLIC_KEY_ID: optionalFor(...ALL),
  WECHATPAY_PUBLIC_KEY: optionalFor(...ALL),
  WECHATPAY_PUBLIC_KEY_ID_2: optionalFor(...ALL),
  WECHATPAY_PUBLIC_KEY_2: optionalFor(...ALL),
  WECHATPAY_APPID: optionalFor(...ALL),
  WECHATPAY_API_V2_KEY: optionalFor('orders'),
  WECHATPAY_NOTIFY_URL: optionalFor('orders', 'console', 'reconcile'),
  WECHATPAY_BASE_URL: optionalFor(...CALLING),
  WECHATPAY_BACKUP_URL: optionalFor(...CALLING),
  WECHATPAY_SANDBOX: optionalFor(...ALL),
  FIRST_OPERATOR_OPENID: optionalFor('console'),
} as const satisfies Record<string, Setting>

export type SettingName = keyof typeof SETTINGS

/** Whether the function reads the setting at all. */
export function concerns(setting: SettingName, name: FunctionName): boolean {
  const { required, optional }: Setting = SETTINGS[setting]
  return required.includes(name) || optional.includes(name)
}

/** Whether the function cannot work without the setting. */
export const isRequired = (setting: SettingName, name: FunctionName): boolean =>
  (SETTINGS[setting] as Setting).required.includes(name)
