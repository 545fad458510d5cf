import type { Fen } from '#domain/money'
import type { Moment } from '#domain/period'
import { given } from '../../given'
import { AnswerReader, type Raw } from '../answer'
import type { PayAnswer } from '../call'
import { dropEmpty } from '../empty'
import { saidInstant } from '../told'

/** Where a plan is. NORMAL can be signed; STOP cannot, what was signed goes on (facts 2.4). */
export const PLAN_STATES = ['NORMAL', 'STOP'] as const
export type PlanState = (typeof PLAN_STATES)[number]

const TEXTS = ['service_id', 'mchid', 'sub_mchid', 'appid', 'sub_appid', 'plan_name', 'stop_mchid'] as const
const AMOUNTS = ['plan_duration', 'deduction_quantity', 'total_original_price', 'total_actual_price'] as const
const DETAIL_TEXTS = ['plan_detail_name', 'plan_discount_description'] as const
const DETAIL_AMOUNTS = ['plan_detail_no', 'original_price', 'actual_price'] as const

/** One detail as WeChat Pay tells it; `plan_detail_no` counts from 1, prices are in fen. */
export type ToldDetail = Partial<Record<(typeof DETAIL_TEXTS)[number], string>> &
  Partial<Record<(typeof DETAIL_AMOUNTS)[number], Fen>>

/** A plan as an answer tells it. Only our number, WeChat Pay's and that there is a state are certain. */
export interface Plan
  extends Partial<Record<(typeof TEXTS)[number], string>>, Partial<Record<(typeof AMOUNTS)[number], Fen>> {
  merchant_plan_no: string
  /** WeChat Pay's own number: what a customer signs. */
  plan_id: string
  /** Absent for a word that we do not know; `raw` has it. */
  plan_state?: PlanState
  plan_detail_list?: ToldDetail[]
  stoppedAt?: Moment
  /** Everything as it came. */
  raw: Raw
}

/**
 * The answer of a plan's create, query and stop, which tell the same (facts 1.9).
 * @throws PayApiError `CLIENT_UNREADABLE` without a number or state, or with an amount that is none
 */
export function readPlan(answer: PayAnswer): Plan {
  const reader = new AnswerReader('plan', answer)
  const said = reader.need('plan_state')
  const plan: Plan = {
    merchant_plan_no: reader.need('merchant_plan_no'),
    plan_id: reader.need('plan_id'),
    ...given(
      'plan_state',
      PLAN_STATES.find((word) => word === said),
    ),
    ...given('stoppedAt', saidInstant(reader.text('stop_time'))),
    raw: reader.raw,
  }
  reader.copy(plan, TEXTS, AMOUNTS)
  const details = reader.list('plan_detail_list', DETAIL_TEXTS, DETAIL_AMOUNTS)
  if (details) plan.plan_detail_list = details.map(dropEmpty)
  return dropEmpty(plan)
}
