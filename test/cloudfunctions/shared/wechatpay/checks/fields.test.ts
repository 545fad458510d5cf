import fc from 'fast-check'
import { ValidationError } from '../../../../../cloudfunctions/shared/wechatpay'
import { Fields } from '../../../../../cloudfunctions/shared/wechatpay/checks/fields'
import { problemsOf } from './problems'

test('every problem in one error, before anything is sent, and no value in it', () => {
  const fields = new Fields('create')
  expect(() => {
    fields.check()
  }).not.toThrow()
  fields.text('name', 'oSECRET'.repeat(9), 20)
  fields.amount('amount', -12345)
  const act = () => {
    fields.check()
  }
  expect(act).toThrow(ValidationError)
  expect(act).toThrow(
    'create was not sent, correct its fields: name: is longer than 20 characters; amount: is not an integer of fen, 0 or more.',
  )
})

describe('texts', () => {
  test.each<[unknown, string[]]>([
    [undefined, ['a: is missing']],
    [null, ['a: is not a text']],
    [7, ['a: is not a text']],
    ['', ['a: is empty']],
    [' \n', ['a: is empty']],
    ['一二三', []],
    ['一二三四', ['a: is longer than 3 characters']],
    ['😀😀😀', []],
    ['😀😀😀😀', ['a: is longer than 3 characters']],
    ['a\ud83d', ['a: contains half a character']],
    [' a ', []],
  ])('%j', (value, expected) => {
    expect(problemsOf((fields) => fields.text('a', value, 3))).toEqual(expected)
    expect(new Fields('example').text('a', value, 3)).toBe(expected.length === 0)
  })

  test('may be left out where that is allowed, and are checked where they stand', () => {
    const check = (value: unknown) =>
      problemsOf((fields) => {
        fields.optionalText('a', value, 3)
      })
    expect(check(undefined)).toEqual([])
    expect(check('')).toEqual(['a: is empty'])
    expect(check(null)).toEqual(['a: is not a text'])
  })
})

describe('our numbers', () => {
  const check = (value: unknown) =>
    problemsOf((fields) => {
      fields.number('no', value)
    })
  test('are good for every call and every path', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9A-Za-z_-]{1,32}$/), (no) => {
        expect(check(no)).toEqual([])
        expect(encodeURIComponent(no)).toBe(no)
      }),
    )
  })
  test.each<[unknown, string]>([
    ['a'.repeat(33), 'no: is longer than 32 characters'],
    ['', 'no: is empty'],
    [undefined, 'no: is missing'],
    ...['a b', 'a/b', 'a|b', 'a*', '号', 'a\n', '/a', 'a.'].map((value): [string, string] => [
      value,
      'no: contains a sign other than 0-9 A-Z a-z _ -',
    ]),
  ])('%j', (value, problem) => {
    expect(check(value)).toEqual([problem])
  })
})

test.each<[unknown, string[]]>([
  [0, []],
  [Number.MAX_SAFE_INTEGER, []],
  [Number.MAX_SAFE_INTEGER + 1, ['fen: is not an integer of fen, 0 or more']],
  [-1, ['fen: is not an integer of fen, 0 or more']],
  [1.5, ['fen: is not an integer of fen, 0 or more']],
  ['1', ['fen: is not an integer of fen, 0 or more']],
  [null, ['fen: is not an integer of fen, 0 or more']],
  [undefined, ['fen: is missing']],
])('the amount %j', (value, expected) => {
  expect(problemsOf((fields) => fields.amount('fen', value))).toEqual(expected)
  expect(new Fields('example').amount('fen', value)).toBe(expected.length === 0)
})

test.each<[unknown, string[]]>([
  [true, []],
  [false, []],
  [undefined, ['yes: is missing']],
  [null, ['yes: is not true or false']],
  ['true', ['yes: is not true or false']],
  [0, ['yes: is not true or false']],
])('the flag %j', (value, expected) => {
  expect(problemsOf((fields) => fields.flag('yes', value))).toEqual(expected)
  expect(new Fields('example').flag('yes', value)).toBe(expected.length === 0)
})

test.each<[unknown, unknown[], string[]]>([
  [undefined, [], []],
  [[], [], []],
  [[1, 2], [1, 2], []],
  [[1, 2, 3], [1, 2, 3], ['fees: has more than 2 entries']],
  [{ length: 1 }, [], ['fees: is not a list']],
  ['ab', [], ['fees: is not a list']],
  [null, [], ['fees: is not a list']],
])('the list %j', (value, entries, expected) => {
  expect(new Fields('example').list('fees', value as unknown[], 2)).toEqual(entries)
  expect(problemsOf((fields) => fields.list('fees', value as unknown[], 2))).toEqual(expected)
})

test.each<[string, unknown, string[]]>([
  ['', { a: 1 }, []],
  ['', {}, []],
  ['', { b: 1 }, ['b: is not a field of this call']],
  [
    'fees[0]',
    { a: 1, b: 1, c: 1 },
    ['fees[0].b: is not a field of this call', 'fees[0].c: is not a field of this call'],
  ],
  ['', null, ['fields: is not an object']],
  ['', [], ['fields: is not an object']],
  ['', 'a', ['fields: is not an object']],
  ['fees[0]', undefined, ['fees[0]: is not an object']],
])('the fields of %j %j', (path, value, expected) => {
  expect(
    problemsOf((fields) => {
      fields.known(path, value, ['a'])
    }),
  ).toEqual(expected)
})
