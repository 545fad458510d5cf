import { isAbsent, PayApiError, SignatureError } from '../../../../cloudfunctions/shared/wechatpay'

const failure = {
  action: 'sign-query',
  status: 404,
  code: 'RESOURCE_NOT_EXISTS',
  outcome: 'refused' as const,
  verified: true,
  requestId: '',
}
const error = (more: object) => new PayApiError({ ...failure, ...more }, 'x')

test.each([
  [true, {}],
  [true, { code: 'ORDER_NOT_EXIST' }],
  [false, { verified: false }],
  [false, { status: 400 }],
  [false, { status: 500 }],
  [false, { code: 'NO_AUTH' }],
  [false, { code: 'HTTP_404' }],
  [false, { code: 'INVALID_REQUEST' }],
])('%s: %j', (absent, more) => {
  expect(isAbsent(error(more))).toBe(absent)
})

test('nothing but an answer of WeChat Pay proves it', () => {
  for (const other of [
    new SignatureError('bad-signature', 'x'),
    Object.assign(new Error('x'), failure),
    undefined,
  ])
    expect(isAbsent(other)).toBe(false)
})
