import { ConfigError } from './errors/config-error'

/** Main and backup domains of WeChat Pay (facts: 4.5). */
const HOSTS: readonly string[] = ['api.mch.weixin.qq.com', 'api2.mch.weixin.qq.com', 'api2.wechatpay.cn']
const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost', '[::1]']

/** Where calls go: scheme, host and port, and nothing else. */
export interface Origin {
  secure: boolean
  hostname: string
  port: number
}

/**
 * Reads a base URL: https and a WeChat Pay host; with `sandbox` also a loopback address, http too.
 * @throws ConfigError that names the setting and what is wrong
 */
export function readBaseUrl(text: string, sandbox: boolean, setting = 'WECHATPAY_BASE_URL'): Origin {
  let url: URL
  try {
    url = new URL(text.trim())
  } catch {
    throw new ConfigError(setting, `is not a URL. Use https://${HOSTS[0] ?? ''}.`)
  }
  if (url.username !== '' || url.password !== '')
    throw new ConfigError(setting, 'carries a user name or password. Remove it.')
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '')
    throw new ConfigError(setting, 'has a path, query or fragment. Keep scheme and host only.')
  const secure = url.protocol === 'https:'
  const loopback = LOOPBACK.includes(url.hostname)
  if (loopback && !sandbox)
    throw new ConfigError(
      setting,
      'is this machine. That needs WECHATPAY_SANDBOX=1, never set in production.',
    )
  if (!loopback && !HOSTS.includes(url.hostname))
    throw new ConfigError(setting, `is not a host of WeChat Pay (${HOSTS.join(', ')}).`)
  if (!secure && !(loopback && url.protocol === 'http:'))
    throw new ConfigError(setting, 'is not https. Requests carry signatures and ciphertexts.')
  if (!loopback && url.port !== '')
    throw new ConfigError(setting, 'has a port. WeChat Pay answers on 443 only.')
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port)
  return { secure, hostname: url.hostname.replace(/^\[|\]$/g, ''), port }
}

const isSame = (a: Origin, b: Origin): boolean =>
  a.hostname === b.hostname && a.port === b.port && a.secure === b.secure

/**
 * Where an address that WeChat Pay told us leads, and the path to sign.
 * @param ours where our calls go, which is good too: the sandbox
 * @returns `undefined` for anything that is neither
 */
export function readFileAddress(
  text: string,
  ours: readonly Origin[],
): { origin: Origin; path: string } | undefined {
  try {
    const { origin, pathname, search, username, hash } = new URL(text)
    if (username !== '' || hash !== '') return undefined
    const loopback = ours.some(({ hostname }) => LOOPBACK.includes(hostname) || hostname === '::1')
    const read = readBaseUrl(origin, loopback)
    const known = HOSTS.includes(read.hostname) || ours.some((one) => isSame(one, read))
    return known ? { origin: read, path: `${pathname}${search}` } : undefined
  } catch {
    return undefined
  }
}
