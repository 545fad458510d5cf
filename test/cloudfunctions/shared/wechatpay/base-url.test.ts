import { readBaseUrl } from '../../../../cloudfunctions/shared/wechatpay/base-url'

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
