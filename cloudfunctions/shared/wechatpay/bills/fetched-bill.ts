import { createHash } from 'node:crypto'
import type { PreparedCall } from '../call'
import { PayApiError } from '../errors/pay-api-error'
import { SignatureError } from '../errors/signature-error'
import type { RawAnswer } from '../exchange'
import { errorOf } from '../judge'
import type { BillFile } from './trade-bill'

/** A bill that cannot be believed. @param problem says what is wrong, after "The bill" */
export function noBill(problem: string, status = 0): PayApiError {
  return new PayApiError(
    {
      action: 'bill',
      status,
      code: 'CLIENT_UNREADABLE',
      outcome: 'unknown',
      verified: false,
      requestId: '',
    },
    `bill: The bill ${problem}. Nothing of it was believed: ask for it again.`,
  )
}

/** The bill's bytes as they came. @throws PayApiError for an error answer, and for bytes that are not the ones we were told of */
export function fetchedBill(call: PreparedCall, answer: RawAnswer, { hash_value }: BillFile): RawAnswer {
  if (answer.status !== 200)
    throw errorOf(
      call,
      answer,
      new SignatureError('missing-header', 'A download has no signature: what it refuses proves nothing.'),
    )
  if (createHash('sha1').update(answer.body).digest('hex') !== hash_value)
    throw noBill('does not come to the hash that WeChat Pay told', answer.status)
  return answer
}
