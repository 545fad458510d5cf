import { saidInstant, saidMoment, saidText } from '../../../../cloudfunctions/shared/wechatpay/told'

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

test.each<[string | undefined, number | undefined]>([
  ['2026-11-20T10:00:00+08:00', Date.UTC(2026, 10, 20, 2, 0, 0)],
  ['2026-11-20T10:00:00.120+08:00', Date.UTC(2026, 10, 20, 2, 0, 0, 120)],
  ['20261120100000', undefined],
  ['2026-11-20', undefined],
  ['2026-13-20T10:00:00+08:00', undefined],
  ['', undefined],
  [undefined, undefined],
])('%j in RFC 3339 is %j', (text, moment) => {
  expect(saidInstant(text)).toBe(moment)
})
