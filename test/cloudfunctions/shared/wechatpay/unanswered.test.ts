import type { PreparedCall } from '../../../../cloudfunctions/shared/wechatpay'
import { NetworkFailure, type NetworkProblem } from '../../../../cloudfunctions/shared/wechatpay/exchange'
import { unanswered } from '../../../../cloudfunctions/shared/wechatpay/unanswered'

const call: PreparedCall = {
  action: 'cancel',
  method: 'POST',
  path: '/',
  body: '{}',
  serial: '',
  safeToRepeat: false,
}

it.each<[NetworkProblem, string, string]>([
  ['not-connected', 'CLIENT_NOT_CONNECTED', 'check network, DNS and base URL'],
  ['timeout', 'CLIENT_TIMEOUT', 'no answer in time'],
  ['connection-lost', 'CLIENT_CONNECTION_LOST', 'the connection broke'],
  ['too-large', 'CLIENT_TOO_LARGE', 'too large'],
])('%s is %s, and says what to look at', (problem, code, words) => {
  const error = unanswered(call, new NetworkFailure(problem, true, 'EXAMPLE'))
  expect(error).toMatchObject({ action: 'cancel', status: 0, code, verified: false, requestId: '' })
  expect(error.message).toContain(words)
  expect(error.message).toContain('cancel: ')
  expect(error.message).toContain('(EXAMPLE)')
})

it('as soon as a byte may have left, the result is unknown; before that nothing happened', () => {
  const sent = unanswered(call, new NetworkFailure('connection-lost', true, 'ECONNRESET'))
  expect([sent.outcome, sent.message]).toEqual(['unknown', expect.stringContaining('query the order')])
  const none = unanswered(call, new NetworkFailure('not-connected', false, 'ECONNREFUSED'))
  expect([none.outcome, none.message]).toEqual(['notSent', expect.stringContaining('Nothing was sent')])
})
