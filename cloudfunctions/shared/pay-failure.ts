import type { FailureCode } from '#domain/failure'
import { ConfigError, PayApiError, type PayError, StateError, ValidationError } from './wechatpay/errors'
import { explain } from './wechatpay/explain'

/** WeChat Pay does not offer Pay Score to this person now: assessment, an overdue order, teen mode (facts: payscore 4.3). */
const NOT_FOR_THIS_PERSON = ['271300099', '271299627', '268560785']
const SAYS_SO = /综合评估|逾期|青少年/

/** A deduction is under way: nothing can be changed until it ended, in about three minutes (facts: payscore 1.7.2). */
const DEDUCTING = { tail: '271316754', says: /扣款中|正在扣款/ }

/** WeChat Pay tried to deduct and could not. */
const NOT_DEDUCTED = '271316574'

/** Refusals that only the merchant can mend: permissions, bindings, keys. */
const FOR_THE_MERCHANT = ['NO_AUTH', 'SIGN_ERROR', 'MCH_NOT_EXISTS', 'APPID_MCHID_NOT_MATCH']

/**
 * What a failed call to WeChat Pay means to a person. WeChat Pay's own text is never passed on.
 * An outcome that is not known is said to be unknown, never failed (design 4.3).
 */
export function failureOfPay(error: PayError): FailureCode {
  if (error instanceof ConfigError) return 'CONFIG'
  if (error instanceof ValidationError) return 'INTERNAL'
  if (error instanceof StateError) return 'NOT_ALLOWED_NOW'
  if (!(error instanceof PayApiError)) return 'RESULT_UNKNOWN'
  if (error.status === 429 || error.outcome === 'notSent') return 'PAY_BUSY'
  if (error.outcome === 'unknown') return 'RESULT_UNKNOWN'
  const tail = explain(error.requestId)?.tail
  if ((tail !== undefined && NOT_FOR_THIS_PERSON.includes(tail)) || SAYS_SO.test(error.said ?? ''))
    return 'PAY_UNAVAILABLE'
  if (tail === DEDUCTING.tail || DEDUCTING.says.test(error.said ?? '')) return 'DEDUCTING'
  if (tail === NOT_DEDUCTED) return 'NOT_DEDUCTED'
  return FOR_THE_MERCHANT.includes(error.code) ? 'CONFIG' : 'PAY_REFUSED'
}
