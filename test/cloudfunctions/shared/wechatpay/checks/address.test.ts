import { address, picture } from '../../../../../cloudfunctions/shared/wechatpay/checks/address'
import { problemsOf } from './problems'

const check = (value: unknown) =>
  problemsOf((fields) => {
    address(fields, 'notify_url', value)
  })

test.each([
  'https://example.com/pay/notify',
  'https://example.com',
  'http://127.0.0.1:8082/pay/notify',
  'http://localhost/n',
  'http://[::1]:8082/n',
  `https://example.com/${'n'.repeat(235)}`,
])('%s', (value) => {
  expect(check(value)).toEqual([])
})

test.each([
  'http://example.com/n',
  'http://127.0.0.1.example.com/n',
  'http://localhost.example.com/n',
  'ftp://127.0.0.1/n',
  'ws://localhost/n',
  'https://example.com/n?a=1',
  'https://example.com/n?',
  'https://example.com/n#a',
  'https://u@example.com/n',
  'https://u:p@example.com/n',
  'example.com/n',
  'nowhere',
  ' https://example.com/n',
  'https://example.com/n ',
  'https://exam\tple.com/n',
  'https://example.com/支付',
])('%s is refused', (value) => {
  expect(check(value)).toEqual(['notify_url: is not an https address without query'])
})

test.each<[unknown, string]>([
  [`https://example.com/${'n'.repeat(236)}`, 'notify_url: is longer than 255 characters'],
  [undefined, 'notify_url: is missing'],
  [7, 'notify_url: is not a text'],
])('%j is refused once', (value, problem) => {
  expect(check(value)).toEqual([problem])
})

describe('a picture', () => {
  const look = (value: unknown) =>
    problemsOf((fields) => {
      picture(fields, 'image', value)
    })
  test.each([
    'https://example.com/a.png?size=2#x',
    'http://127.0.0.1:8080/a.png',
    `https://a.cn/${'p'.repeat(499)}`,
  ])('%s', (value) => {
    expect(look(value)).toEqual([])
  })
  test.each([
    'http://example.com/a.png',
    'https://u@example.com/a.png',
    'a.png',
    'data:image/png;base64,AA',
    'https://a.cn/a b',
  ])('%s is refused', (value) => {
    expect(look(value)).toEqual(['image: is not an https address'])
  })
  test('at most 512 characters, and needed', () => {
    expect(look(`https://a.cn/${'p'.repeat(500)}`)).toEqual(['image: is longer than 512 characters'])
    expect(look(undefined)).toEqual(['image: is missing'])
  })
})
