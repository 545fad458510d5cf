import { dropEmpty } from '../../../../cloudfunctions/shared/wechatpay/empty'

test('empty texts go, and nothing else that is little', () => {
  expect(dropEmpty({ a: '', b: ' ', c: 0, d: null, e: [], f: 'x' })).toStrictEqual({
    b: ' ',
    c: 0,
    d: null,
    e: [],
    f: 'x',
  })
})
