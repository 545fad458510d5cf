import fc from 'fast-check'
import { createKeyring, ValidationError } from '../../../../cloudfunctions/shared/wechatpay'
import { fillPath, isWellFormed, prepared, queryText } from '../../../../cloudfunctions/shared/wechatpay/call'
import { PUBLIC_KEY_ID } from './keys-of-the-day'
import { context } from './prepared'

describe('what is stored and sent', () => {
  test('a question has no body, and names the key that its answer should be signed with', () => {
    expect(prepared(context, { action: 'query', path: '/v3/a', safeToRepeat: true })).toEqual({
      action: 'query',
      method: 'GET',
      path: '/v3/a',
      body: '',
      serial: PUBLIC_KEY_ID,
      safeToRepeat: true,
    })
  })

  test('an order is serialised once, and names the key of its ciphertexts', () => {
    const decided = {
      action: 'cancel',
      path: '/v3/b',
      safeToRepeat: false,
      body: { reason: '不用了', nothing: undefined },
      serial: 'OTHER',
      repeats: { out_order_no: 'a_1' },
    }
    const call = prepared(context, decided)
    expect(call).toEqual({
      action: 'cancel',
      method: 'POST',
      path: '/v3/b',
      body: '{"reason":"不用了"}',
      serial: 'OTHER',
      safeToRepeat: false,
      repeats: { out_order_no: 'a_1' },
    })
    expect(JSON.parse(JSON.stringify(call))).toEqual(call)
  })

  test('an empty object is still an order, not a question', () => {
    expect(prepared(context, { action: 'a', path: '/', safeToRepeat: true, body: {} })).toMatchObject({
      method: 'POST',
      body: '{}',
    })
  })

  test('a few calls act and have no body at all', () => {
    expect(prepared(context, { action: 'a', path: '/', safeToRepeat: true, body: '' })).toMatchObject({
      method: 'POST',
      body: '',
    })
  })

  test('without a platform key nothing is prepared', () => {
    const none = { keyring: createKeyring([]), clock: context.clock }
    expect(() => prepared(none, { action: 'a', path: '/', safeToRepeat: true })).toThrow(
      'WECHATPAY_PUBLIC_KEY: ',
    )
  })
})

describe('a path', () => {
  const fill = (value: string) => fillPath('query', '/v3/orders/{no}/cancel', { no: value })

  test('carries the value in one segment, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (value) => {
        fc.pre(value !== '.' && value !== '..' && isWellFormed(value))
        const { pathname, search, hash } = new URL(fill(value), 'https://api.mch.weixin.qq.com')
        const [, v3, orders, segment = '', cancel, ...more] = pathname.split('/')
        expect([v3, orders, decodeURIComponent(segment), cancel, more, search, hash]).toEqual([
          'v3',
          'orders',
          value,
          'cancel',
          [],
          '',
          '',
        ])
      }),
    )
  })

  test.each(['', '.', '..', '\ud83d', '\ude00', 'a\ud83db'])('%j would lead elsewhere', (value) => {
    const act = () => fill(value)
    expect(act).toThrow(ValidationError)
    expect(act).toThrow('query was not sent, correct its fields: no: cannot stand in a path.')
  })

  test('%j with a value left out is none', () => {
    expect(() => fillPath('query', '/v3/{a}/{b}', { a: '1' })).toThrow('b: cannot stand in a path')
    expect(fillPath('query', '/v3/{a}/{b}', { a: '1', b: '..b' })).toBe('/v3/1/..b')
  })
})

test('a query keeps its order, encodes its values and leaves out what is not given', () => {
  expect(queryText({ b: 'x&y=z/ü', none: undefined, a: '' })).toBe('b=x%26y%3Dz%2F%C3%BC&a=')
  expect(queryText({})).toBe('')
})

test.each([
  ['', true],
  ['a😀b', true],
  ['😀😀', true],
  ['\ud83d', false],
  ['\ude00', false],
  ['\ude00\ud83d', false],
  ['a\ud83d😀', false],
  ['😀\ude00', false],
])('%j is well formed: %s', (text, good) => {
  expect(isWellFormed(text)).toBe(good)
})
