import { Fields } from '../../../../../cloudfunctions/shared/wechatpay/checks/fields'
import {
  checkTime,
  isBefore,
  isPastDay,
  type PayTime,
  readPayTime,
} from '../../../../../cloudfunctions/shared/wechatpay/checks/times'
import { problemsOf } from './problems'

const time = (text: string): PayTime => {
  const read = readPayTime(text)
  if (!read) throw new Error(`${text} is no time`)
  return read
}

test('a second and a day, in Beijing', () => {
  expect(readPayTime('20261120100000')).toEqual({
    precision: 'second',
    moment: Date.UTC(2026, 10, 20, 2),
    text: '20261120100000',
  })
  expect(readPayTime('20261120')).toEqual({
    precision: 'day',
    moment: Date.UTC(2026, 10, 19, 16),
    text: '20261120',
  })
})

test.each([20261120, null, undefined, '', 'OnAccept', '20260230', '2026-11-20'])('%j is no time', (text) => {
  expect(readPayTime(text)).toBeUndefined()
})

test.each<[unknown, string[]]>([
  ['20261120', []],
  [undefined, ['a: is missing']],
  [20261120, ['a: is not an existing time yyyyMMddHHmmss or day yyyyMMdd']],
  ['20260230', ['a: is not an existing time yyyyMMddHHmmss or day yyyyMMdd']],
])('%j as a field', (value, expected) => {
  expect(problemsOf((fields) => checkTime(fields, 'a', value))).toEqual(expected)
  expect(checkTime(new Fields('example'), 'a', value)).toEqual(readPayTime(value))
})

test.each([
  ['20261120100000', '20261120100001', true],
  ['20261120100000', '20261120100000', false],
  ['20261120100001', '20261120100000', false],
  ['20261120', '20261121', true],
  ['20261120', '20261120', false],
  ['20261121', '20261120', false],
  ['20261120', '20261120235959', false],
  ['20261120000000', '20261120', false],
  ['20261119235959', '20261120', true],
  ['20261120', '20261121000000', true],
])('%s before %s: %s', (a, b, before) => {
  expect(isBefore(time(a), time(b))).toBe(before)
})

test('a day is past when it is over in Beijing', () => {
  const midnight = Date.UTC(2026, 10, 20, 16)
  expect(isPastDay(time('20261120'), midnight - 1)).toBe(false)
  expect(isPastDay(time('20261120'), midnight)).toBe(true)
  expect(isPastDay(time('20261121235959'), midnight)).toBe(false)
  expect(isPastDay(time('20261120235959'), midnight)).toBe(true)
})
