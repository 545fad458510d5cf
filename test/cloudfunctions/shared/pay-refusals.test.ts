import { failureOfPay } from '../../../cloudfunctions/shared/pay-failure'
import { PayApiError, type PayApiFailure } from '../../../cloudfunctions/shared/wechatpay/errors'

const refused = (over: Partial<PayApiFailure>) =>
  new PayApiError(
    {
      action: 'any',
      status: 400,
      code: 'INVALID_REQUEST',
      outcome: 'refused',
      verified: true,
      requestId: '',
      ...over,
    },
    'any: 400.',
  )

it.each([
  ['DEDUCTING', refused({ requestId: '08F8-271316754' })],
  ['DEDUCTING', refused({ said: '订单扣款中，请稍后再试' })],
  ['DEDUCTING', refused({ said: '系统正在扣款' })],
  ['NOT_DEDUCTED', refused({ requestId: '08F8-271316574' })],
  ['PAY_UNAVAILABLE', refused({ said: '有逾期未付的订单' })],
  ['PAY_UNAVAILABLE', refused({ said: '青少年模式' })],
  ['CONFIG', refused({ code: 'MCH_NOT_EXISTS' })],
  ['CONFIG', refused({ code: 'APPID_MCHID_NOT_MATCH' })],
  ['PAY_REFUSED', refused({ requestId: '08F8-999999999' })],
  ['PAY_BUSY', refused({ status: 429 })],
  ['RESULT_UNKNOWN', refused({ outcome: 'unknown', said: '扣款中' })],
  ['RESULT_UNKNOWN', refused({ outcome: 'unknown', code: 'NO_AUTH' })],
] as const)('%s is what WeChat Pay means (%#)', (code, error) => {
  expect(failureOfPay(error)).toBe(code)
})
