import type { Desk } from '../orders/desk'
import { signCall } from './calls'
import { type SignAttempt, type SignDocument, type SignPending, sessionNumbers, signNumber } from './document'

/** What an attempt is made of: a signing's snapshot. */
export type SignBase = Omit<SignDocument, 'attempts' | 'current' | 'state' | 'pending' | 'nextCheckAt'>

/**
 * The next attempt with a number for every session, and the intent to send it; nothing is sent yet.
 * @throws ConfigError, ValidationError
 */
export function nextAttempt(
  desk: Desk,
  sign: SignBase,
  n: number,
): { attempt: SignAttempt; pending: SignPending } {
  const at = desk.clock()
  const attempt: SignAttempt = {
    n,
    number: signNumber(sign._id, n),
    numbers: sessionNumbers(sign._id, n, sign.details),
    state: 'CREATING',
    at,
  }
  const call = signCall(desk, sign, attempt)
  return { attempt, pending: { action: 'sign', n, call, by: 'customer', at, sentAt: at } }
}

/** The signing with a new current attempt; what belonged to the old one's end is gone. */
export function withNewAttempt(sign: SignDocument, attempt: SignAttempt): SignDocument {
  const { signed: _signed, sign_plan_id: _id, retrying: _retrying, ...rest } = sign
  return { ...rest, attempts: [...sign.attempts, attempt], current: attempt.n, state: 'CREATING', checks: 0 }
}
