import type { PreparedCall } from './call'
import { type ClientCode, PayApiError } from './errors/pay-api-error'
import type { NetworkFailure, NetworkProblem } from './exchange'

const CLIENT_CODES: Readonly<Record<NetworkProblem, [ClientCode, string]>> = {
  'not-connected': ['CLIENT_NOT_CONNECTED', 'no connection to WeChat Pay, check network, DNS and base URL'],
  timeout: ['CLIENT_TIMEOUT', 'no answer in time'],
  'connection-lost': ['CLIENT_CONNECTION_LOST', 'the connection broke'],
  'too-large': ['CLIENT_TOO_LARGE', 'the answer is too large to be one of WeChat Pay'],
}

/** A call without a whole answer: unknown as soon as a byte of it can have left. */
export function unanswered(
  { action }: PreparedCall,
  { problem, sent, systemCode }: NetworkFailure,
): PayApiError {
  const [code, sentence] = CLIENT_CODES[problem]
  const outcome = sent ? 'unknown' : 'notSent'
  return new PayApiError(
    { action, status: 0, code, outcome, verified: false, requestId: '' },
    `${action}: ${sentence} (${systemCode}). ${sent ? 'The result is unknown: query the order.' : 'Nothing was sent.'}`,
  )
}
