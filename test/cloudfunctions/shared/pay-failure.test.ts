import { failureOfPay } from '../../../cloudfunctions/shared/pay-failure'
import {
  ConfigError,
  DecryptError,
  PayApiError,
  type PayApiFailure,
  SignatureError,
  StateError,
  ValidationError,
} from '../../../cloudfunctions/shared/wechatpay/errors'

const refused = (over: Partial<PayApiFailure>, message = 'create: 400.') =>
  new PayApiError(
    {
      action: 'create',
      status: 400,
      code: 'INVALID_REQUEST',
      outcome: 'refused',
      verified: true,
      requestId: '',
      ...over,
    },
    message,
  )

describe('a failed call to WeChat Pay means', () => {
  it.each([
    ['CONFIG', new ConfigError('WECHATPAY_MCHID', 'is not set.')],
    ['INTERNAL', new ValidationError('create', [{ path: 'fees', problem: 'is empty' }])],
    ['NOT_ALLOWED_NOW', new StateError('complete', 'CREATED', 'Wait.')],
    ['RESULT_UNKNOWN', new SignatureError('bad-signature', 'x')],
    ['RESULT_UNKNOWN', new DecryptError('tag', 'x')],
    ['RESULT_UNKNOWN', refused({ outcome: 'unknown', status: 500, code: 'SYSTEM_ERROR' })],
    ['RESULT_UNKNOWN', refused({ outcome: 'unknown', status: 403, code: 'NO_AUTH', verified: false })],
    ['PAY_BUSY', refused({ outcome: 'notSent', status: 0, code: 'CLIENT_NOT_CONNECTED' })],
    ['PAY_BUSY', refused({ outcome: 'unknown', status: 429, code: 'FREQUENCY_LIMITED' })],
    ['PAY_REFUSED', refused({})],
    ['PAY_REFUSED', refused({ requestId: '08F8-271316598' })],
    ['CONFIG', refused({ status: 403, code: 'NO_AUTH' })],
    ['CONFIG', refused({ status: 401, code: 'SIGN_ERROR' })],
    ['PAY_UNAVAILABLE', refused({ requestId: '08F8A1-271300099' })],
    ['PAY_UNAVAILABLE', refused({ requestId: '08F8A1-271299627' })],
    ['PAY_UNAVAILABLE', refused({ requestId: '08F8A1-268560785' })],
    ['PAY_UNAVAILABLE', refused({ said: '用户综合评估未通过' })],
  ])('%s (%#)', (code, error) => {
    expect(failureOfPay(error)).toBe(code)
  })
})
