import { type GenericSchema, safeParse } from 'valibot'
import * as requests from '../../../cloudfunctions/shared/requests'

const accepted = (schema: GenericSchema, value: unknown): unknown => {
  const { success, output } = safeParse(schema, value)
  return success ? output : 'refused'
}
const hex = '0123456789abcdef01234567'

it.each<[string, GenericSchema, unknown[], unknown[]]>([
  [
    'an order id',
    requests.orderId,
    [hex],
    ['', `${hex}0`, hex.slice(1), hex.toUpperCase(), ` ${hex}`, `${hex}\n`, 7],
  ],
  [
    'an attempt’s number',
    requests.outOrderNo,
    [`${hex}_1`, `${hex}_999`, `${hex}-1-1`, `${hex}-50-50`],
    [hex, `${hex}_0`, `${hex}-1`, `${hex}-0-1`, `${hex}-1-100`, `${hex}_1-1`, `${hex}-1-1\n`, 7],
  ],
  ['a session', requests.sessionNo, [1, 50], [0, 51, 1.5, '1', NaN]],
  [
    'a plain id',
    requests.plainId,
    ['a', 'A_b-9', 'x'.repeat(64)],
    ['', 'x'.repeat(65), 'a.b', 'a b', '中', 'a\n', {}],
  ],
  [
    'a sub-merchant',
    requests.subMchid,
    ['123456', '1'.repeat(32)],
    ['12345', '1'.repeat(33), '12345a', ' 123456', '123456 '],
  ],
  [
    'a request key',
    requests.requestKey,
    ['k'.repeat(16), 'k_-0'.repeat(16)],
    ['k'.repeat(15), 'k'.repeat(65), `${'k'.repeat(16)}!`, `!${'k'.repeat(16)}`],
  ],
  ['a cursor', requests.cursor, ['', 'x'.repeat(2000)], ['x'.repeat(2001), 7]],
  ['a filter', requests.filter, ['all', 'open', 'unpaid', 'ended'], ['', 'ALL', undefined]],
  ['fen', requests.fen, [0, 1_000_000_000], [-1, 1_000_000_001, 0.5, '1', NaN, null]],
  [
    'a moment',
    requests.moment,
    [1_577_836_800_000, 4_102_444_800_000],
    [1_577_836_799_999, 4_102_444_800_001, 1_600_000_000_000.5, '1600000000000'],
  ],
])('%s', (_, schema, good, bad) => {
  for (const value of good) expect(accepted(schema, value)).toBe(value)
  for (const value of bad) expect(accepted(schema, value)).toBe('refused')
})

describe('a reason', () => {
  it('is one line of at most thirty characters', () => {
    expect(accepted(requests.reason, '  换一台\n\n 充电\u3000宝 ')).toBe('换一台 充电 宝')
    expect(accepted(requests.reason, '宝'.repeat(30))).toBe('宝'.repeat(30))
    expect(accepted(requests.reason, '😀'.repeat(30))).toBe('😀'.repeat(30))
    for (const bad of ['', '   ', '宝'.repeat(31), 'a\u0000b', 'a\u202eb', 7])
      expect(accepted(requests.reason, bad)).toBe('refused')
  })
})

describe('a person', () => {
  it('is trimmed, field by field, and nothing else', () => {
    expect(accepted(requests.person, {})).toEqual({})
    expect(accepted(requests.person, { name: ' 张三 ', phone: ' 138 ' })).toEqual({
      name: '张三',
      phone: '138',
    })
    for (const [field, longest] of Object.entries({ name: 64, phone: 32, userid: 32, address: 128 })) {
      expect(accepted(requests.person, { [field]: '😀'.repeat(longest) })).not.toBe('refused')
      expect(accepted(requests.person, { [field]: '😀'.repeat(longest + 1) })).toBe('refused')
    }
    for (const bad of [{ openid: 'o' }, { name: 7 }, { name: undefined }, null])
      expect(accepted(requests.person, bad)).toBe('refused')
  })
})

describe('choices', () => {
  const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`c${n}`, 'o']))

  it('are up to twenty ids', () => {
    for (const good of [{}, { size: 'large' }, many(20)])
      expect(accepted(requests.choices, good)).toEqual(good)
    for (const bad of [many(21), null, 'text', undefined, { 'a b': 'o' }, { size: 'a b' }, { size: 7 }])
      expect(accepted(requests.choices, bad)).toBe('refused')
  })

  it.each(['__proto__', 'prototype', 'constructor'])('named %s are refused, not passed over', (name) => {
    expect(accepted(requests.choices, JSON.parse(`{ "${name}": "o", "size": "large" }`))).toBe('refused')
  })
})

it('lines of a bill are trimmed and have no other fields', () => {
  expect(accepted(requests.feeLine, { name: ' 费 ', amount: 5, description: ' x ', count: 2 })).toEqual({
    name: '费',
    amount: 5,
    description: 'x',
    count: 2,
  })
  expect(accepted(requests.feeLine, { name: '费' })).toEqual({ name: '费' })
  expect(accepted(requests.discountLine, { name: ' 优 ', description: ' 惠 ', amount: 5 })).toEqual({
    name: '优',
    description: '惠',
    amount: 5,
  })
  for (const bad of [
    {},
    { name: 7 },
    { name: '费', amount: -1 },
    { name: '费', more: 1 },
    { name: '费', count: '2' },
  ])
    expect(accepted(requests.feeLine, bad)).toBe('refused')
  for (const bad of [
    { name: '优' },
    { name: '优', description: '惠', amount: 0.5 },
    { name: '优', description: '惠', more: 1 },
  ])
    expect(accepted(requests.discountLine, bad)).toBe('refused')
})
