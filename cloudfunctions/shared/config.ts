import type { KeyObject } from 'node:crypto'
import type { Env } from './clock'
import { given } from './given'
import { concerns, type FunctionName, isRequired, SETTINGS, type SettingName } from './settings'
import { readBaseUrl } from './wechatpay/base-url'
import { ConfigError } from './wechatpay/errors'
import type { PlatformKey } from './wechatpay/keyring'
import { readApiV3Key, readPrivateKey, readPublicKey } from './wechatpay/keys'

/** What `notify` knows: enough to believe and to read a notification, nothing to call WeChat Pay with. */
export interface NotifyConfig {
  mchid: string
  appid?: string
  /** WeChat Pay's public keys, current one first; empty in platform certificate mode. */
  publicKeys: PlatformKey[]
  /** Current one first; the second one while keys are being changed. 32 bytes each. */
  apiV3Keys: Buffer[]
  /** No real money moves: pages show a banner, loopback is allowed, the clock can be moved. */
  sandbox: boolean
}

/** What the functions know that call WeChat Pay. */
export interface Config extends NotifyConfig {
  merchantSerial: string
  merchantPrivateKey: KeyObject
  /** Signs the launch of the confirm page; without it the unsigned way is used. */
  apiV2Key?: string
  notifyUrl?: string
  baseUrl: string
  backupUrl?: string
  /** `console` only. */
  firstOperatorOpenid?: string
}

/** Something wrong with one setting; `problem` says what to do and never repeats a value. */
export interface SettingProblem {
  setting: string
  problem: string
}

const WECHAT_PAY = 'https://api.mch.weixin.qq.com'

/** Reads settings one by one and keeps every problem instead of stopping at the first. */
class Reader {
  readonly problems: SettingProblem[] = []

  constructor(
    private readonly name: FunctionName,
    private readonly env: Env,
  ) {}

  /** The setting's text; absent when it is empty, missing, or none of this function's business. */
  text(setting: SettingName): string | undefined {
    if (!concerns(setting, this.name)) return undefined
    const text = this.env[setting]?.trim()
    if (text) return text
    if (isRequired(setting, this.name))
      this.wrong(setting, 'is not set. Set it in the environment variables of this function.')
    return undefined
  }

  wrong(setting: string, problem: string): void {
    this.problems.push({ setting, problem })
  }

  read<T>(setting: SettingName, parse: (text: string, setting: string) => T): T | undefined {
    const text = this.text(setting)
    if (text === undefined) return undefined
    try {
      return parse(text, setting)
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      this.wrong(setting, error.message.replace(`${error.setting}: `, ''))
      return undefined
    }
  }

  match(setting: SettingName, pattern: RegExp, problem: string): string | undefined {
    return this.read(setting, (text) => {
      if (!pattern.test(text)) throw new ConfigError(setting, problem)
      return text
    })
  }
}

function readPublicKeys(reader: Reader): PlatformKey[] {
  const pairs = [
    ['WECHATPAY_PUBLIC_KEY_ID', 'WECHATPAY_PUBLIC_KEY'],
    ['WECHATPAY_PUBLIC_KEY_ID_2', 'WECHATPAY_PUBLIC_KEY_2'],
  ] as const
  return pairs.flatMap(([idSetting, keySetting]) => {
    const idText = reader.text(idSetting)
    const keyText = reader.text(keySetting)
    if (idText !== undefined && keyText === undefined)
      reader.wrong(keySetting, `is not set, but ${idSetting} is: they belong together.`)
    if (idText === undefined && keyText !== undefined)
      reader.wrong(idSetting, `is not set, but ${keySetting} is: they belong together.`)
    const id = reader.match(
      idSetting,
      /^PUB_KEY_ID_[0-9A-Za-z]{1,64}$/,
      'is not a public key id (PUB_KEY_ID_ and digits).',
    )
    const publicKey = reader.read(keySetting, readPublicKey)
    return id !== undefined && publicKey ? [{ serial: id, publicKey }] : []
  })
}

function checkBaseUrl(
  reader: Reader,
  setting: 'WECHATPAY_BASE_URL' | 'WECHATPAY_BACKUP_URL',
  sandbox: boolean,
): string | undefined {
  return reader.read(setting, (text) => {
    const { hostname } = readBaseUrl(text, sandbox, setting)
    if (sandbox && hostname.endsWith('.qq.com'))
      throw new ConfigError(setting, 'is the real WeChat Pay while WECHATPAY_SANDBOX=1. Remove one of them.')
    return text.replace(/\/$/, '')
  })
}

function checkNotifyUrl(reader: Reader, sandbox: boolean): string | undefined {
  return reader.read('WECHATPAY_NOTIFY_URL', (text) => {
    const wrong = (problem: string): never => {
      throw new ConfigError('WECHATPAY_NOTIFY_URL', problem)
    }
    let url: URL
    try {
      url = new URL(text)
    } catch {
      return wrong('is not a URL. Use the https address of the notify route.')
    }
    const { protocol, hostname, search, hash } = url
    if (search !== '' || hash !== '')
      return wrong('has a query or fragment, which WeChat Pay does not allow.')
    if (sandbox) return text
    if (protocol !== 'https:') return wrong('is not https.')
    return /^(localhost|127\.|\[::1\])/.test(hostname)
      ? wrong('is this machine, which WeChat Pay cannot reach.')
      : text
  })
}

/**
 * Checks all settings of one function at once.
 * @returns every problem, empty when the configuration is good. For people who set up a deployment.
 */
export function checkConfig(
  name: FunctionName,
  env: Env,
): { config: Config | NotifyConfig; problems: SettingProblem[] } {
  const reader = new Reader(name, env)
  const flag = reader.match('WECHATPAY_SANDBOX', /^[01]$/, 'is neither 1 nor 0. Remove it in production.')
  const sandbox = flag === '1'
  const common: NotifyConfig = {
    mchid: reader.match('WECHATPAY_MCHID', /^\d{6,32}$/, 'is not a merchant number (digits only).') ?? '',
    ...given(
      'appid',
      reader.match('WECHATPAY_APPID', /^wx[0-9A-Za-z]{6,30}$/, 'is not an appid (wx and 16 characters).'),
    ),
    publicKeys: readPublicKeys(reader),
    apiV3Keys: (['WECHATPAY_API_V3_KEY', 'WECHATPAY_API_V3_KEY_2'] as const).flatMap(
      (setting) => reader.read(setting, readApiV3Key) ?? [],
    ),
    sandbox,
  }
  if (name === 'notify') return { config: common, problems: reader.problems }
  if (sandbox && reader.text('WECHATPAY_BASE_URL') === undefined)
    reader.wrong('WECHATPAY_BASE_URL', "is not set while WECHATPAY_SANDBOX=1. Set the sandbox's address.")
  const config = {
    ...common,
    merchantSerial:
      reader.match(
        'WECHATPAY_MERCHANT_SERIAL',
        /^[0-9A-Fa-f]{8,64}$/,
        "is not a certificate's serial number (40 hex digits).",
      ) ?? '',
    merchantPrivateKey: reader.read('WECHATPAY_MERCHANT_PRIVATE_KEY', readPrivateKey) as KeyObject,
    ...given(
      'apiV2Key',
      reader.match(
        'WECHATPAY_API_V2_KEY',
        /^[0-9A-Za-z]{32}$/,
        'is not an APIv2 key (32 letters and digits).',
      ),
    ),
    ...given('notifyUrl', checkNotifyUrl(reader, sandbox)),
    baseUrl: checkBaseUrl(reader, 'WECHATPAY_BASE_URL', sandbox) ?? WECHAT_PAY,
    ...given('backupUrl', checkBaseUrl(reader, 'WECHATPAY_BACKUP_URL', sandbox)),
    ...given(
      'firstOperatorOpenid',
      reader.match(
        'FIRST_OPERATOR_OPENID',
        /^[\w-]{6,128}$/,
        'is not an openid. The console shows a visitor their own.',
      ),
    ),
  }
  return { config, problems: reader.problems }
}

const cache = new Map<FunctionName, { fingerprint: string; config: Config | NotifyConfig }>()
const NAMES = Object.keys(SETTINGS) as SettingName[]

/**
 * The configuration of one function, read once and again only when a setting changed.
 * @throws ConfigError with every problem in one message
 */
export function readConfig(name: 'notify', env?: Env): NotifyConfig
export function readConfig(name: Exclude<FunctionName, 'notify'>, env?: Env): Config
export function readConfig(name: FunctionName, env: Env = process.env): Config | NotifyConfig {
  const fingerprint = NAMES.map((setting) => env[setting] ?? '').join('\0')
  const known = cache.get(name)
  if (known?.fingerprint === fingerprint) return known.config
  const { config, problems } = checkConfig(name, env)
  if (problems.length > 0) {
    const sentences = problems.map(({ setting, problem }) => `${setting} ${problem}`).join(' ')
    throw new ConfigError(`function ${name}`, sentences)
  }
  cache.set(name, { fingerprint, config })
  return config
}
