import { encodeAttach } from '../../../../../cloudfunctions/shared/wechatpay/checks/attach'
import { Fields } from '../../../../../cloudfunctions/shared/wechatpay/checks/fields'
import { problemsOf } from './problems'

const encode = (attach: unknown, max = 12) => encodeAttach(new Fields('example'), attach, max)
const check = (attach: unknown, max = 12) => problemsOf((fields) => encodeAttach(fields, attach, max))

test('what is not given is not sent', () => {
  expect([encode(undefined), check(undefined)]).toEqual([undefined, []])
})

test('nothing that is attached can be taken for a service order’s number, or move a column of the bill', () => {
  const encoded = encode('wxzff|1|a_1,`x', 99)
  expect(encoded).toBe('wxzff%7C1%7Ca_1%2C%60x')
  expect(encoded).not.toMatch(/[|,`]/)
  expect(decodeURIComponent(encoded ?? '')).toBe('wxzff|1|a_1,`x')
})

test('the limit is that of what is sent', () => {
  expect([encode('充abc'), check('充abc')]).toEqual(['%E5%85%85abc', []])
  expect(check('充abcd')).toEqual(['attach: is longer than 12 bytes once url-encoded'])
  expect(check('a'.repeat(12))).toEqual([])
  expect(check('a'.repeat(13))).toEqual(['attach: is longer than 12 characters'])
})

test.each<[unknown, string]>([
  ['', 'attach: is empty'],
  [7, 'attach: is not a text'],
  ['a\ud83d', 'attach: contains half a character'],
])('%j is refused, and nothing of it is sent', (attach, problem) => {
  expect(check(attach)).toEqual([problem])
  expect(encode(attach)).toBeUndefined()
})
