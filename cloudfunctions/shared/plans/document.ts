import { createHash } from 'node:crypto'
import type { PlanDetail, PlanState } from '#domain/lines/sign-plan'
import type { Mode } from '#domain/offer'
import type { Moment } from '#domain/period'
import type { Intending, Intent } from '../intents/document'

/** A plan at WeChat Pay, made by an operator under an offer. It never changes, so its id is also its price. */
export interface PlanDocument extends Intending<Intent<'create' | 'stop'>> {
  /** Its `merchant_plan_no`. */
  _id: string
  schema: 1
  offerId: string
  mode: Mode
  /** The shop that it is for, where we are its service provider. */
  sub_mchid?: string
  service_id: string
  appid: string
  name: string
  /** Counted from the day of signing. */
  durationDays: number
  details: PlanDetail[]
  /** WeChat Pay's number: what a customer signs. */
  plan_id?: string
  state: PlanState
  /** What a query last proved. */
  proven?: PlanState
  /** When a verified answer first said that there is none; a second one a minute later proves NOT_CREATED. */
  missingAt?: Moment
  stoppedAt?: Moment
}

/**
 * The plan's id: one intention of one operator is one plan.
 * @returns the first 24 hex digits of SHA-256(openid | requestKey)
 */
export const planIdOf = (openid: string, requestKey: string): string =>
  createHash('sha256').update(`${openid}|${requestKey}`).digest('hex').slice(0, 24)
