import { generateKeyPairSync } from 'node:crypto'
import { checkConfig, readConfig } from '../../../cloudfunctions/shared/config'
import { concerns, SETTINGS, type SettingName } from '../../../cloudfunctions/shared/settings'
import { ConfigError } from '../../../cloudfunctions/shared/wechatpay/errors'
import { goodEnv } from './merchant'

const without = (...names: string[]) =>
  Object.fromEntries(Object.entries(goodEnv()).filter(([name]) => !names.includes(name)))
const problemsOf = (env: Record<string, string>, name: Parameters<typeof checkConfig>[0] = 'orders') =>
  checkConfig(name, env).problems.map(({ setting, problem }) => `${setting} ${problem}`)

describe('a good configuration', () => {
  it('is read and typed', () => {
    const config = readConfig('orders', { ...goodEnv(), WECHATPAY_API_V2_KEY: 'a'.repeat(32) })
    expect(config).toMatchObject({
      mchid: '1900000001',
      appid: 'wx1234567890abcdef',
      sandbox: true,
      baseUrl: 'http://127.0.0.1:8081',
      apiV2Key: 'a'.repeat(32),
    })
    expect(config.merchantPrivateKey.type).toBe('private')
    expect(config.publicKeys.map(({ serial }) => serial)).toEqual(['PUB_KEY_ID_0011223344'])
    expect(config.apiV3Keys.map((key) => key.length)).toEqual([32])
  })

  it('is read once, and again when a setting changed', () => {
    const env = goodEnv()
    const first = readConfig('console', env)
    expect(readConfig('console', { ...env })).toBe(first)
    expect(readConfig('console', { ...env, FIRST_OPERATOR_OPENID: 'o-first' })).toMatchObject({
      firstOperatorOpenid: 'o-first',
    })
  })

  it('defaults to the real WeChat Pay', () => {
    const config = readConfig('orders', without('WECHATPAY_SANDBOX', 'WECHATPAY_BASE_URL'))
    expect(config).toMatchObject({ sandbox: false, baseUrl: 'https://api.mch.weixin.qq.com' })
  })

  it('takes two keys of each kind while they are being changed', () => {
    const env = {
      ...goodEnv(),
      WECHATPAY_API_V3_KEY_2: 'b'.repeat(32),
      WECHATPAY_PUBLIC_KEY_ID_2: 'PUB_KEY_ID_9',
      WECHATPAY_PUBLIC_KEY_2: goodEnv()['WECHATPAY_PUBLIC_KEY'] ?? '',
    }
    const config = readConfig('notify', env)
    expect(config.apiV3Keys).toHaveLength(2)
    expect(config.publicKeys.map(({ serial }) => serial)).toEqual(['PUB_KEY_ID_0011223344', 'PUB_KEY_ID_9'])
  })

  it('works without a public key: platform certificates', () => {
    expect(
      readConfig('orders', without('WECHATPAY_PUBLIC_KEY', 'WECHATPAY_PUBLIC_KEY_ID')).publicKeys,
    ).toEqual([])
  })

  it.each([
    ['one line with \\n', (pem: string) => pem.replace(/\n/g, '\\n')],
    ['bare base64', (pem: string) => pem.replace(/-----[^-]+-----|\s/g, '')],
    ['Windows line ends', (pem: string) => pem.replace(/\n/g, '\r\n')],
    ['quotes', (pem: string) => `"${pem}"`],
  ])('takes keys as %s', (_, damage) => {
    const env = goodEnv()
    for (const name of ['WECHATPAY_MERCHANT_PRIVATE_KEY', 'WECHATPAY_PUBLIC_KEY'])
      env[name] = damage(env[name] ?? '')
    expect(problemsOf(env)).toEqual([])
  })

  it('gives notify no private key, whatever its environment holds', () => {
    const config = readConfig('notify', goodEnv())
    expect(Object.keys(config).sort()).toEqual(['apiV3Keys', 'appid', 'mchid', 'publicKeys', 'sandbox'])
    expect(concerns('WECHATPAY_MERCHANT_PRIVATE_KEY', 'notify')).toBe(false)
    expect(
      problemsOf(
        without('WECHATPAY_MERCHANT_PRIVATE_KEY', 'WECHATPAY_MERCHANT_SERIAL', 'WECHATPAY_BASE_URL'),
        'notify',
      ),
    ).toEqual([])
  })
})

describe('a wrong configuration', () => {
  const weak = generateKeyPairSync('rsa', { modulusLength: 1024 })
    .privateKey.export({ format: 'pem', type: 'pkcs8' })
    .toString()
  it.each<[SettingName, string, RegExp]>([
    ['WECHATPAY_MCHID', '', /is not set/],
    ['WECHATPAY_MCHID', 'mch1', /is not a merchant number/],
    ['WECHATPAY_MERCHANT_SERIAL', 'PUB_KEY_ID_1', /is not a certificate's serial/],
    [
      'WECHATPAY_MERCHANT_PRIVATE_KEY',
      goodEnv()['WECHATPAY_PUBLIC_KEY'] ?? '',
      /is a public key, not a private key/,
    ],
    ['WECHATPAY_MERCHANT_PRIVATE_KEY', 'apiclient_key.pem', /is the name of a file/],
    ['WECHATPAY_MERCHANT_PRIVATE_KEY', weak, /fewer than 2048 bits/],
    ['WECHATPAY_API_V3_KEY', 'short', /has 5 bytes, an APIv3 key has 32/],
    [
      'WECHATPAY_PUBLIC_KEY',
      goodEnv()['WECHATPAY_MERCHANT_PRIVATE_KEY'] ?? '',
      /is a private key, not a public key/,
    ],
    ['WECHATPAY_PUBLIC_KEY', '', /is not set, but WECHATPAY_PUBLIC_KEY_ID is/],
    ['WECHATPAY_PUBLIC_KEY_ID', '', /is not set, but WECHATPAY_PUBLIC_KEY is/],
    ['WECHATPAY_PUBLIC_KEY_ID', '5157F09E', /is not a public key id/],
    ['WECHATPAY_APPID', '1234', /is not an appid/],
    ['WECHATPAY_API_V2_KEY', 'short', /is not an APIv2 key/],
    ['WECHATPAY_SANDBOX', 'yes', /is neither 1 nor 0/],
    ['WECHATPAY_BASE_URL', '', /is not set while WECHATPAY_SANDBOX=1/],
    [
      'WECHATPAY_BASE_URL',
      'https://api.mch.weixin.qq.com',
      /is the real WeChat Pay while WECHATPAY_SANDBOX=1/,
    ],
    ['WECHATPAY_BASE_URL', 'https://evil.example', /is not a host of WeChat Pay/],
    ['WECHATPAY_NOTIFY_URL', 'https://a.example/notify?x=1', /has a query or fragment/],
    ['WECHATPAY_NOTIFY_URL', 'notify', /is not a URL/],
  ])('%s = %j', (setting, value, message) => {
    const problems = problemsOf({ ...goodEnv(), [setting]: value })
    expect(
      problems.filter((problem) => problem.startsWith(`${setting} `) && message.test(problem)),
    ).toHaveLength(1)
    for (const problem of problems) expect(value.length > 12 && problem.includes(value)).toBe(false)
  })

  it.each([
    ['http', 'http://api.mch.weixin.qq.com', /is not https/],
    ['this machine', 'http://127.0.0.1:8081', /needs WECHATPAY_SANDBOX=1/],
  ])('outside the sandbox: base URL with %s', (_, url, message) => {
    expect(problemsOf({ ...without('WECHATPAY_SANDBOX'), WECHATPAY_BASE_URL: url }).join()).toMatch(message)
  })

  it.each(['http://shop.example/notify', 'https://localhost/notify', 'https://127.0.0.1/n'])(
    'outside the sandbox: notify URL %s',
    (url) => {
      const env = { ...without('WECHATPAY_SANDBOX', 'WECHATPAY_BASE_URL'), WECHATPAY_NOTIFY_URL: url }
      expect(problemsOf(env)).toHaveLength(1)
    },
  )

  it('tells every problem in one message without any value', () => {
    const env = { WECHATPAY_MCHID: 'my-secret-mchid', WECHATPAY_API_V3_KEY: 'my-secret-key' }
    let message = ''
    try {
      readConfig('reconcile', env)
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError)
      message = (error as Error).message
    }
    for (const name of ['MCHID', 'MERCHANT_SERIAL', 'MERCHANT_PRIVATE_KEY', 'API_V3_KEY'])
      expect(message).toContain(`WECHATPAY_${name} `)
    expect(message).not.toContain('my-secret')
  })

  it("says nothing about other functions' settings", () => {
    const env = { ...goodEnv(), FIRST_OPERATOR_OPENID: '?', WECHATPAY_API_V2_KEY: '?' }
    expect(problemsOf(env, 'orders').join()).toMatch(/^WECHATPAY_API_V2_KEY [^?]*$/)
    expect(problemsOf(env, 'console').join()).toMatch(/^FIRST_OPERATOR_OPENID /)
    expect(problemsOf(env, 'reconcile')).toEqual([])
  })

  it('does not remember a failure', () => {
    expect(() => readConfig('reconcile', {})).toThrow(ConfigError)
    expect(readConfig('reconcile', goodEnv())).toMatchObject({ mchid: '1900000001' })
  })

  it('names settings of the function alone', () => {
    const all = Object.keys(SETTINGS) as SettingName[]
    for (const name of ['orders', 'console', 'notify', 'reconcile'] as const)
      for (const problem of problemsOf({}, name))
        expect(all.some((setting) => concerns(setting, name) && problem.startsWith(setting))).toBe(true)
  })
})
