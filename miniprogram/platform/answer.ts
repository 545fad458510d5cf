import type { Answer, FunctionName } from '../domain/contract'
import {
  type Failure,
  type FailureCode,
  isFailureCode,
  operatorAdviceOf,
  sentenceOf,
} from '../domain/failure'

/** A failure that was found on the phone itself; there is no request id, for nothing was asked. */
export const localFailure = (code: FailureCode, message = sentenceOf(code)): Failure => ({
  code,
  message,
  requestId: '',
})

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

function readFailure(value: unknown): Failure {
  if (!isObject(value)) return localFailure('INTERNAL')
  const code = textOf(value.code)
  // Functions may be newer than this package and know codes that it does not: their sentence is shown all the same.
  const known: FailureCode = isFailureCode(code) ? code : 'INTERNAL'
  return {
    code: known,
    message: textOf(value.message) || sentenceOf(known),
    requestId: textOf(value.requestId),
    ...('details' in value ? { details: value.details } : {}),
  }
}

/** Reads what a function answered; anything that is no answer is INTERNAL, so that pages meet failures only. */
export function readAnswer<T>(result: unknown): Answer<T> {
  if (isObject(result) && result.ok === true && 'data' in result) return { ok: true, data: result.data as T }
  return { ok: false, failure: isObject(result) ? readFailure(result.failure) : localFailure('INTERNAL') }
}

/** The answer in the words of those who call this function: the console is for operators. */
export function forReader<T>(name: FunctionName, answer: Answer<T>): Answer<T> {
  if (answer.ok || name !== 'console') return answer
  const { failure } = answer
  return { ok: false, failure: { ...failure, advice: operatorAdviceOf(failure.code) } }
}

/**
 * What a failed transport means. CloudBase: −501000 unknown environment or function, −504002/−504003 the function broke
 * or ran out of time (facts/cloudbase); everything else never reached it.
 */
export function readTransportError(error: unknown): Failure {
  const { errMsg, errCode } = isObject(error) ? error : { errMsg: undefined, errCode: undefined }
  const text = `${textOf(errMsg)} ${typeof errCode === 'number' ? errCode : ''}`
  if (/FUNCTION_NOT_FOUND|FunctionName|-501000|-501001/i.test(text)) return localFailure('NOT_DEPLOYED')
  if (/-50400\d|-50100\d|-502\d{3}/.test(text)) return localFailure('INTERNAL')
  return localFailure('OFFLINE')
}
