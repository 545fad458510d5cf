import { saidMoment, saidText } from '../../../../cloudfunctions/shared/wechatpay/told'

test('an identity is as it is said; what is no text is nobody’s, and only what is not there is absent', () => {
  const resource = { mchid: '1900000109', sub_mchid: null, appid: 7, nothing: undefined }
  expect(saidText(resource, 'mchid')).toBe('1900000109')
  expect(saidText(resource, 'sub_mchid')).toBe('')
  expect(saidText(resource, 'appid')).toBe('')
  expect(saidText(resource, 'nothing')).toBeUndefined()
  expect(saidText(resource, 'openid')).toBeUndefined()
})

test('what a resource inherits was not said by WeChat Pay', () => {
  expect(saidText(Object.create({ mchid: '1900000109' }) as object, 'mchid')).toBeUndefined()
  expect(saidText({}, 'constructor')).toBeUndefined()
})

test.each([
  ['20261120100000', Date.UTC(2026, 10, 20, 2, 0, 0)],
  ['OnAccept', undefined],
  ['', undefined],
  [undefined, undefined],
])('%j is the moment %j', (text, moment) => {
  expect(saidMoment(text)).toBe(moment)
})
