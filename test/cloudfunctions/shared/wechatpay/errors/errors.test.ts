import {
  ConfigError,
  DecryptError,
  PayApiError,
  type PayApiFailure,
  PayError,
  SignatureError,
  StateError,
  ValidationError,
} from '../../../../../cloudfunctions/shared/wechatpay'

const failure: PayApiFailure = {
  action: 'create',
  status: 400,
  code: 'PARAM_ERROR',
  outcome: 'refused',
  verified: true,
  requestId: '08-1',
  detail: { field: '/phone' },
  said: '张三的手机号不符',
}

test.each<[PayError, string, string, string]>([
  [new ConfigError('WECHATPAY_MCHID', 'is odd.'), 'ConfigError', 'notSent', 'WECHATPAY_MCHID: is odd.'],
  [new DecryptError('tag', 'Cannot.'), 'DecryptError', 'unknown', 'Cannot.'],
  [new SignatureError('stale', 'Old.'), 'SignatureError', 'unknown', 'Old.'],
  [
    new StateError('cancel', 'USER_PAID', 'Refund it.'),
    'StateError',
    'notSent',
    'cancel was not sent: the order is USER_PAID. Refund it.',
  ],
  [
    new ValidationError('create', [
      { path: 'a', problem: 'is missing' },
      { path: 'b', problem: 'is empty' },
    ]),
    'ValidationError',
    'notSent',
    'create was not sent, correct its fields: a: is missing; b: is empty.',
  ],
  [new PayApiError(failure, 'No.'), 'PayApiError', 'refused', 'No.'],
])('%s says what is known of the call', (error, name, outcome, message) => {
  expect(error).toBeInstanceOf(PayError)
  expect({ name: error.name, outcome: error.outcome, message: error.message }).toEqual({
    name,
    outcome,
    message,
  })
})

test('a certificate to fetch is named only where there is one', () => {
  expect(new SignatureError('unknown-serial', '', 'AB12').unknownSerial).toBe('AB12')
  expect(new SignatureError('unknown-serial', '').unknownSerial).toBeUndefined()
})

describe('what WeChat Pay answered', () => {
  test('is kept, and its own words are nowhere that is written down', () => {
    const cause = new Error('because')
    const error = new PayApiError(failure, 'No.', { cause })
    const { said, ...rest } = failure
    expect({ ...error }).toEqual({ ...rest, name: 'PayApiError' })
    expect([error.said, error.cause]).toEqual([said, cause])
    expect(`${JSON.stringify(error)} ${String(error)} ${Object.values(error).join()}`).not.toContain('张三')
  })

  test('has no detail where none was said', () => {
    const { detail: _detail, said: _said, ...bare } = failure
    const error = new PayApiError(bare, 'No.')
    expect(error.detail).toBeUndefined()
    expect(error.said).toBeUndefined()
    const doubted = error.inDoubt()
    expect(doubted.detail).toBeUndefined()
    expect(doubted.said).toBeUndefined()
  })

  test('in doubt keeps all it knew but that nothing happened', () => {
    const cause = new Error('because')
    const doubted = new PayApiError(failure, 'No.', { cause }).inDoubt()
    const { said, ...rest } = failure
    expect({ ...doubted }).toEqual({ ...rest, name: 'PayApiError', outcome: 'unknown' })
    expect([doubted.said, doubted.cause]).toEqual([said, cause])
    expect(doubted.message).toBe(
      'No. An earlier attempt may have been carried out: query before anything else.',
    )
  })

  test('what is unknown anyway is told once', () => {
    const error = new PayApiError({ ...failure, outcome: 'unknown' }, 'No.')
    expect(error.inDoubt()).toBe(error)
  })
})
