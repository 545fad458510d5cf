import { readBaseUrl, readFileAddress } from '../../../../cloudfunctions/shared/wechatpay/base-url'

test.each([
  ['https://api.mch.weixin.qq.com', false, { secure: true, hostname: 'api.mch.weixin.qq.com', port: 443 }],
  ['https://api2.mch.weixin.qq.com/', false, { secure: true, hostname: 'api2.mch.weixin.qq.com', port: 443 }],
  [' https://api2.wechatpay.cn ', false, { secure: true, hostname: 'api2.wechatpay.cn', port: 443 }],
  [
    'https://API.MCH.WEIXIN.QQ.COM:443',
    false,
    { secure: true, hostname: 'api.mch.weixin.qq.com', port: 443 },
  ],
  ['http://127.0.0.1:8081', true, { secure: false, hostname: '127.0.0.1', port: 8081 }],
  ['http://localhost', true, { secure: false, hostname: 'localhost', port: 80 }],
  ['http://[::1]:8081', true, { secure: false, hostname: '::1', port: 8081 }],
  ['https://127.0.0.1:8443', true, { secure: true, hostname: '127.0.0.1', port: 8443 }],
  ['https://api.mch.weixin.qq.com', true, { secure: true, hostname: 'api.mch.weixin.qq.com', port: 443 }],
])('%s (sandbox %p)', (text, sandbox, origin) => {
  expect(readBaseUrl(text, sandbox)).toEqual(origin)
})

test.each([
  ['', false, 'is not a URL. Use https://api.mch.weixin.qq.com.'],
  ['api.mch.weixin.qq.com', false, 'is not a URL. Use https://api.mch.weixin.qq.com.'],
  ['http://api.mch.weixin.qq.com', false, 'is not https. Requests carry signatures and ciphertexts.'],
  ['http://api.mch.weixin.qq.com', true, 'is not https. Requests carry signatures and ciphertexts.'],
  ['ftp://127.0.0.1', true, 'is not https. Requests carry signatures and ciphertexts.'],
  [
    'https://api.mch.weixin.qq.com.evil.example',
    false,
    'is not a host of WeChat Pay (api.mch.weixin.qq.com, api2.mch.weixin.qq.com, api2.wechatpay.cn).',
  ],
  [
    'https://evil.example',
    true,
    'is not a host of WeChat Pay (api.mch.weixin.qq.com, api2.mch.weixin.qq.com, api2.wechatpay.cn).',
  ],
  [
    'https://127.0.0.1.evil.example',
    true,
    'is not a host of WeChat Pay (api.mch.weixin.qq.com, api2.mch.weixin.qq.com, api2.wechatpay.cn).',
  ],
  ['https://api.mch.weixin.qq.com@evil.example', false, 'carries a user name or password. Remove it.'],
  ['https://u:p@api.mch.weixin.qq.com', false, 'carries a user name or password. Remove it.'],
  ['https://api.mch.weixin.qq.com/v3', false, 'has a path, query or fragment. Keep scheme and host only.'],
  ['https://api.mch.weixin.qq.com?a=1', false, 'has a path, query or fragment. Keep scheme and host only.'],
  ['https://api.mch.weixin.qq.com#a', false, 'has a path, query or fragment. Keep scheme and host only.'],
  ['https://api.mch.weixin.qq.com:8443', false, 'has a port. WeChat Pay answers on 443 only.'],
  [
    'http://127.0.0.1:8081',
    false,
    'is this machine. That needs WECHATPAY_SANDBOX=1, never set in production.',
  ],
])('%s (sandbox %p) is refused', (text, sandbox, problem) => {
  expect(() => readBaseUrl(text, sandbox)).toThrow(`WECHATPAY_BASE_URL: ${problem}`)
})

test('the message names the setting that was read', () => {
  expect(() => readBaseUrl('x', false, 'WECHATPAY_BACKUP_URL')).toThrow('WECHATPAY_BACKUP_URL: is not a URL.')
})

describe('a file is fetched from the sandbox only where calls go', () => {
  const sandbox = { secure: false, hostname: '127.0.0.1', port: 8081 }
  test.each([
    'https://127.0.0.1:8081/f',
    'http://localhost:8081/f',
    'http://127.0.0.1/f',
    'http://127.0.0.1:8081/f#x',
    'http://me@127.0.0.1:8081/f',
    'http://example.com:8081/f',
  ])('not %s', (address) => {
    expect(readFileAddress(address, [sandbox])).toBeUndefined()
  })

  test('any of the origins, by each name of this machine', () => {
    for (const [host, hostname] of [
      ['localhost', 'localhost'],
      ['[::1]', '::1'],
    ] as const) {
      const origin = { secure: false, hostname, port: 8082 }
      expect(readFileAddress(`http://${host}:8082/f`, [sandbox, origin])).toEqual({ origin, path: '/f' })
      expect(readFileAddress(`http://${host}:8082/f`, [origin])).toEqual({ origin, path: '/f' })
    }
  })

  test('WeChat Pay’s own files are good in the sandbox too', () => {
    expect(readFileAddress('https://api.mch.weixin.qq.com/f?token=a%2Fb', [sandbox])).toEqual({
      origin: { secure: true, hostname: 'api.mch.weixin.qq.com', port: 443 },
      path: '/f?token=a%2Fb',
    })
  })
})
