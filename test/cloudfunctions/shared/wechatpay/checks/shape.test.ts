import { checkShape, type Shape } from '../../../../../cloudfunctions/shared/wechatpay/checks/shape'
import { problemsOf } from './problems'

const check = (value: unknown, shape: Shape, path = '') =>
  problemsOf((fields) => {
    checkShape(fields, path, value, shape)
  })

test.each<[Shape[string], unknown, string[]]>([
  [3, 'abc', []],
  [3, 'abcd', ['a: is longer than 3 characters']],
  ['number', 'a_1', []],
  ['number', 'a.1', ['a: contains a sign other than 0-9 A-Z a-z _ -']],
  ['flag', false, []],
  ['flag', 'false', ['a: is not true or false']],
  ['positive', 1, []],
  ['positive', 0, ['a: is not more than 0']],
  ['positive', -1, ['a: is not an integer of fen, 0 or more']],
  ['positive', undefined, ['a: is missing']],
  ['elsewhere', undefined, []],
  ['elsewhere', { any: 1 }, []],
  [{ optional: 3 }, undefined, []],
  [{ optional: 3 }, '', ['a: is empty']],
  [{ optional: 'positive' }, 0, ['a: is not more than 0']],
  [{ oneOf: ['X', 'Y'] }, 'Y', []],
  [{ oneOf: ['X', 'Y'] }, 'Z', ['a: is none of X, Y']],
  [{ oneOf: ['X', 'Y'] }, undefined, ['a: is missing']],
  [{ upTo: 5 }, 1, []],
  [{ upTo: 5 }, 5, []],
  [{ upTo: 5 }, 0, ['a: is not an integer from 1 to 5']],
  [{ upTo: 5 }, 6, ['a: is not an integer from 1 to 5']],
  [{ upTo: 5 }, 1.5, ['a: is not an integer from 1 to 5']],
  [{ upTo: 5 }, '1', ['a: is not an integer from 1 to 5']],
  [{ upTo: 5 }, undefined, ['a: is missing']],
  [{ each: 3, atMost: 2 }, ['x', 'y'], []],
  [{ each: 3, atMost: 2 }, ['x', 'y', 'z'], ['a: has more than 2 entries']],
  [{ each: 3, atMost: 2 }, ['x', 7], ['a[1]: is not a text']],
  [{ each: 3, atMost: 2 }, [undefined], ['a[0]: is missing']],
  [{ each: 3, atMost: 2 }, [], ['a: is empty']],
  [{ each: 3, atMost: 2 }, '', ['a: is not a list']],
  [{ each: 3, atMost: 2 }, null, ['a: is not a list']],
  [{ each: 3, atMost: 2 }, undefined, ['a: is missing']],
  [{ optional: { each: 3, atMost: 2 } }, undefined, []],
  [
    { each: { object: { b: 3 } }, atMost: 2 },
    [{ b: 'x' }, { c: 1 }],
    ['a[1].c: is not a field of this call', 'a[1].b: is missing'],
  ],
  [{ object: { b: 'positive' } }, { b: 1 }, []],
  [
    { object: { b: 'positive' } },
    { b: 0, c: 1 },
    ['a.c: is not a field of this call', 'a.b: is not more than 0'],
  ],
  [{ object: { b: 'positive' } }, undefined, ['a: is not an object']],
  [{ object: { b: 'positive' } }, null, ['a: is not an object']],
  [{ object: { b: { object: { c: 3 } } } }, { b: { c: 7 } }, ['a.b.c: is not a text']],
  [(fields, path, value) => void fields.add(path, String(value)), 'x', ['a: x']],
])('%j: %j', (one, value, expected) => {
  expect(check(value === undefined ? {} : { a: value }, { a: one })).toEqual(expected)
})

test('a field that the call does not have is never lost silently', () => {
  expect(check({ a: 'x', b: 1 }, { a: 3 })).toEqual(['b: is not a field of this call'])
  expect(check({ a: 'x', b: 1 }, { a: 3 }, 'amount')).toEqual(['amount.b: is not a field of this call'])
})

test('what is inherited is not given', () => {
  expect(check(Object.create({ a: 'x' }), { a: 3 })).toEqual(['a: is missing'])
  expect(check({}, { constructor: 3 })).toEqual(['constructor: is missing'])
})

test.each([undefined, null, 'x', 7])('%j has no fields to check one by one', (value) => {
  expect(check(value, { a: 3 })).toEqual(['fields: is not an object'])
})
