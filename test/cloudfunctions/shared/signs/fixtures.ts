import type { SignState } from '#domain/lines/sign-plan'
import {
  type SignAttempt,
  type SignDocument,
  sessionNumbers,
} from '../../../../cloudfunctions/shared/signs/document'
import type { SignPending } from '../../../../cloudfunctions/shared/signs/document'
import type { SignPlan } from '../../../../cloudfunctions/shared/wechatpay/user-sign-plans'
import { aPending, T0 } from '../orders/fixtures'
import { aSign, SIGN_ID } from '../sessions/fixtures'

export { aSign, SIGN_ID } from '../sessions/fixtures'

/** An attempt of the fixtures' signing. */
export const anAttempt = (n: number, state: SignState, more: Partial<SignAttempt> = {}): SignAttempt => ({
  n,
  number: `${SIGN_ID}-${n}`,
  numbers: sessionNumbers(SIGN_ID, n, aSign().details),
  state,
  at: T0,
  ...more,
})

/** A signing whose only attempt is in this state. */
export const aSignIn = (
  state: SignState,
  attempt: Partial<SignAttempt> = {},
  more: Partial<SignDocument> = {},
): SignDocument => aSign({ state, attempts: [anAttempt(1, state, attempt)], ...more })

export const aSignPending = (action: SignPending['action'], more: Partial<SignPending> = {}): SignPending => {
  const { call, at, sentAt } = aPending('create')
  return { action, n: 1, call, by: 'customer', at, sentAt, ...more }
}

/** What WeChat Pay tells of it. */
export const told = (sign_state: SignState | undefined, more: Partial<SignPlan> = {}): SignPlan => ({
  sign_plan_id: 'S1',
  ...(sign_state === undefined || sign_state === 'CREATING' || sign_state === 'NOT_CREATED'
    ? {}
    : { sign_state }),
  raw: {},
  ...more,
})
