import type { Fen } from '#domain/money'
import type { Moment } from '#domain/period'
import { given } from '../../given'
import type { AnswerReader, Raw } from '../answer'
import { dropEmpty } from '../empty'
import { saidInstant } from '../told'

/** Where a signing is: not signed yet, signed, all sessions used, cancelled, or over its time (facts 2.4). */
export const SIGN_STATES = ['UNSIGNED', 'SIGNED', 'COMPLETE', 'SIGN_PLAN_CANCEL', 'EXPIRE'] as const
export type SignState = (typeof SIGN_STATES)[number]

/** Who ended it; REVOKE_SERVICE: the customer closed the whole service. */
export const CANCEL_SIGN_TYPES = ['NOT_CANCEL', 'USER', 'MERCHANT', 'REVOKE_SERVICE'] as const
export type CancelSignType = (typeof CANCEL_SIGN_TYPES)[number]

/** Where one session is: USING from its order on, USED once it is completed. */
export const PLAN_DETAIL_STATES = ['NOT_USED', 'USING', 'USED', 'SIGN_PLAN_DETAIL_CANCEL'] as const
export type PlanDetailState = (typeof PLAN_DETAIL_STATES)[number]

const TEXTS = [
  'service_id',
  'mchid',
  'sub_mchid',
  'appid',
  'sub_appid',
  'openid',
  'sub_openid',
  'merchant_callback_url',
  'plan_id',
  'plan_name',
  'cancel_reason',
] as const
const AMOUNTS = [
  'going_detail_no',
  'deduction_quantity',
  // As WeChat Pay spells it here; a plan's own is `total_original_price`.
  'total_origin_price',
  'total_actual_price',
] as const
const DETAIL_TEXTS = [
  'plan_detail_name',
  'plan_discount_description',
  'order_id',
  'merchant_plan_detail_no',
] as const
const DETAIL_AMOUNTS = ['plan_detail_no', 'original_price', 'actual_price', 'actual_pay_price'] as const
const DETAIL_WORDS = ['plan_detail_state', 'use_time', 'complete_time', 'cancel_time'] as const

/**
 * One session of a signing. Prices in fen; `actual_pay_price` is what its order came to, and may be 0 before it is paid: its state
 * and its order say whether it is.
 */
export interface SignedDetail
  extends
    Partial<Record<(typeof DETAIL_TEXTS)[number], string>>,
    Partial<Record<(typeof DETAIL_AMOUNTS)[number], Fen>> {
  /** Absent for a word that we do not know. */
  plan_detail_state?: PlanDetailState
  usedAt?: Moment
  /** When it was paid. */
  completedAt?: Moment
  cancelledAt?: Moment
}

/**
 * A signing as an answer or a notification tells it. `openid` and `sub_openid` are secrets in logs. `going_detail_no` is the
 * session that the customer has come to, 0 before the first.
 */
export interface SignPlan
  extends Partial<Record<(typeof TEXTS)[number], string>>, Partial<Record<(typeof AMOUNTS)[number], Fen>> {
  /** WeChat Pay's own number: what a session's order names. */
  sign_plan_id: string
  /** Our number. An answer always has it, a notification may not. */
  merchant_sign_plan_no?: string
  /** Absent for a word that we do not know, and where a notification says none; `raw` has what it said. */
  sign_state?: SignState
  /** Absent in the same way. */
  cancel_sign_type?: CancelSignType
  signedAt?: Moment
  /** When the time of the plan is over. */
  overAt?: Moment
  cancelledAt?: Moment
  signed_detail_list?: SignedDetail[]
  /** Everything as it came. */
  raw: Raw
}

const known = <Word extends string>(words: readonly Word[], said: string | undefined): Word | undefined =>
  words.find((word) => word === said)

function detailsOf(reader: AnswerReader): SignedDetail[] | undefined {
  return reader
    .list('signed_detail_list', [...DETAIL_TEXTS, ...DETAIL_WORDS], DETAIL_AMOUNTS)
    ?.map(({ plan_detail_state, use_time, complete_time, cancel_time, ...rest }) => ({
      ...dropEmpty(rest),
      ...given('plan_detail_state', known(PLAN_DETAIL_STATES, plan_detail_state)),
      ...given('usedAt', saidInstant(use_time)),
      ...given('completedAt', saidInstant(complete_time)),
      ...given('cancelledAt', saidInstant(cancel_time)),
    }))
}

/** Reads the object that every answer and notification about a signing has in common. @throws PayApiError `CLIENT_UNREADABLE` */
export function readSigning(reader: AnswerReader): SignPlan {
  const signing: SignPlan = {
    sign_plan_id: reader.need('sign_plan_id'),
    ...given('merchant_sign_plan_no', reader.text('merchant_sign_plan_no')),
    ...given('sign_state', known(SIGN_STATES, reader.text('sign_state'))),
    ...given('cancel_sign_type', known(CANCEL_SIGN_TYPES, reader.text('cancel_sign_type'))),
    ...given('signedAt', saidInstant(reader.text('sign_time'))),
    ...given('overAt', saidInstant(reader.text('plan_over_time'))),
    ...given('cancelledAt', saidInstant(reader.text('cancel_sign_time'))),
    ...given('signed_detail_list', detailsOf(reader)),
    raw: reader.raw,
  }
  reader.copy(signing, TEXTS, AMOUNTS)
  return dropEmpty(signing)
}
