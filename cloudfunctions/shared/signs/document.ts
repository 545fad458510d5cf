import { createHash } from 'node:crypto'
import type { PlanDetail, SessionState, SignState } from '#domain/lines/sign-plan'
import type { Fen } from '#domain/money'
import type { Merchant, Mode, OfferView } from '#domain/offer'
import type { Moment } from '#domain/period'
import type { Intending, Intent } from '../intents/document'

/** One try of a customer to sign a plan at WeChat Pay. `package` is a secret, and there only while it is UNSIGNED. */
export interface SignAttempt {
  n: number
  /** `merchant_sign_plan_no`. */
  number: string
  /** Our number for each session, in their order: the `out_trade_no` of its order later (facts: payscore 1.10). */
  numbers: string[]
  state: SignState
  /** What a query last proved. */
  proven?: SignState
  at: Moment
  /** WeChat Pay's number of this signing. */
  sign_plan_id?: string
  package?: string
  /** When the package can be no younger than; it lives two hours. */
  packageAt?: Moment
  /** When a verified answer first said that there is none; a second one a minute later proves NOT_CREATED. */
  missingAt?: Moment
  /** WeChat Pay did not let us end it, and nobody can sign with it any more: its package is dead. */
  kept?: true
}

/** A changing call about a signing. `from`: what a cancel ends. `forRetry`: it makes room for a new attempt. */
export interface SignPending extends Intent<'sign' | 'cancel'> {
  from?: 'UNSIGNED' | 'SIGNED'
  forRetry?: true
}

/** What WeChat Pay last said of the attempt that counts. */
export interface Signed {
  signedAt?: Moment
  /** The plan's last moment (`plan_over_time`). */
  overAt?: Moment
  cancelledBy?: 'customer' | 'merchant' | 'service-closed'
  cancelledAt?: Moment
  /** Where its sessions are, by their number; a session's own order says more. */
  details?: { no: number; state: SessionState; paid?: Fen }[]
}

/** One customer's signing of a plan. Everything about its price is a snapshot of the plan, which never changes. */
export interface SignDocument extends Intending<SignPending> {
  _id: string
  schema: 1
  openid: string
  /** As on an order: our own mini-program, and the shop's where it was signed there. */
  appid: string
  sub_appid?: string
  mode: Mode
  sub_mchid?: string
  service_id: string
  planId: string
  /** WeChat Pay's number of the plan. */
  plan_id: string
  offerId: string
  /** The offer's at that time; on every session's order. */
  revision: number
  /** One per intention; the same key is the same signing. */
  requestKey: string
  /** How many-th signing of this plan by this customer: 1, 2, … */
  turn: number
  /** The next one's id, once there is one: then this one gets no other attempt. */
  followedBy?: string
  name: string
  merchant: Merchant
  durationDays: number
  details: PlanDetail[]
  riskName: OfferView['riskName']
  startLocation: string
  endLocation?: string
  attempts: SignAttempt[]
  /** The attempt that counts, and its state. */
  current: number
  state: SignState
  /** How many sessions were started: the last one's number. Moves by compare-and-set alone, together with the order's insert. */
  started: number
  /** WeChat Pay's number of the signing that counts: what a session's order names. */
  sign_plan_id?: string
  signed?: Signed
  /** The last cancel made room for a new attempt that did not come to be: the customer may still sign anew. */
  retrying?: true
}

/**
 * The k-th signing of a plan by a customer. Made of nothing else, so that there cannot be two of them (issue 6).
 * @returns the first 24 hex digits of SHA-256(openid | planId | turn)
 */
export const signIdOf = (openid: string, planId: string, turn: number): string =>
  createHash('sha256').update(`${openid}|${planId}|${turn}`).digest('hex').slice(0, 24)

/** `merchant_sign_plan_no` of an attempt. */
export const signNumber = (signId: string, n: number): string => `${signId}-${n}`

/** The number of each session of an attempt: unique among all orders of the merchant, at most 32 characters. */
export const sessionNumbers = (signId: string, n: number, details: readonly unknown[]): string[] =>
  details.map((_, index) => `${signNumber(signId, n)}-${index + 1}`)

/** The signing that a `merchant_sign_plan_no` can belong to; its attempts say whether it does. */
export const signIdOfNumber = (number: string): string | undefined =>
  /^([0-9a-f]{24})-[1-9]\d?$/.exec(number)?.[1]

/** The attempt that counts. */
export const currentAttempt = (sign: SignDocument): SignAttempt => attemptOf(sign, sign.current)

/** @throws RangeError when the signing has no such attempt */
export function attemptOf(sign: Pick<SignDocument, 'attempts'>, n: number): SignAttempt {
  const attempt = sign.attempts.find((one) => one.n === n)
  if (!attempt) throw new RangeError(`The signing has no attempt ${n}.`)
  return attempt
}

/** The signing with one attempt changed; its package goes once there is nothing to sign with it. */
export function withAttempt(sign: SignDocument, changed: SignAttempt): SignDocument {
  const { package: _secret, packageAt: _at, ...rest } = changed
  const kept = changed.state === 'UNSIGNED' ? changed : rest
  return { ...sign, attempts: sign.attempts.map((one) => (one.n === kept.n ? kept : one)) }
}
