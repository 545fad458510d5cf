import { toRfc3339 } from '../beijing-time'
import { planState, type Plan, type PlanDetail, type PlanState } from './payscore-plans/plan'
import { paidFor } from './user-sign-plans/detail-life'
import { type SignLife } from './user-sign-plans/life'
import {
  type DetailEvent,
  type DetailState,
  type SignEvent,
  type SignState,
  type Step,
} from './user-sign-plans/machine'
import { type Cancelled, type SignPlan } from './user-sign-plans/sign-plan'

/** A plan as control calls show it. */
export interface PlanSummary {
  readonly merchant_plan_no: string
  readonly plan_id: string
  readonly mode: string
  readonly service_id: string
  readonly sub_mchid?: string
  readonly plan_name: string
  readonly plan_duration: number
  readonly plan_state: PlanState
  readonly total_original_price: number
  readonly total_actual_price: number
  readonly plan_detail_list: readonly PlanDetail[]
}

/** A session of a signed plan as control calls show it. Amounts in fen. */
export interface SessionSummary extends PlanDetail {
  readonly merchant_plan_detail_no: string
  readonly state: DetailState
  readonly order_id?: string
  /** What the user paid; null before. */
  readonly paid: number | null
  readonly history: readonly Step<DetailEvent, DetailState>[]
}

/** A signed plan as control calls show it, with its history and its sessions. */
export interface SignSummary {
  readonly merchant_sign_plan_no: string
  readonly sign_plan_id: string
  readonly plan_id: string
  readonly mode: string
  readonly service_id: string
  readonly sub_mchid?: string
  /** Whom it is for. */
  readonly openid: string
  readonly state: SignState
  /** RFC 3339; absent until it is signed. */
  readonly plan_over_time?: string
  readonly cancelled?: Omit<Cancelled, 'sentAs'>
  readonly history: readonly Step<SignEvent, SignState>[]
  readonly sessions: readonly SessionSummary[]
}

export function planSummary(plan: Plan): PlanSummary {
  const { appid: _a, sub_appid: _s, deduction_quantity: _d, ...shown } = plan.request
  return { plan_id: plan.plan_id, plan_state: planState(plan), ...shown }
}

export function signSummary(sign: SignPlan, life: SignLife): SignSummary {
  const { sign_plan_id, request, plan, cancelled } = sign
  const { merchant_sign_plan_no, plan_id, mode, service_id, sub_mchid, openid, sub_openid } = request
  const { sentAs: _, ...ended } = cancelled ?? { sentAs: undefined }
  return {
    ...{ merchant_sign_plan_no, sign_plan_id, plan_id, mode, service_id },
    ...(sub_mchid !== undefined && { sub_mchid }),
    openid: sub_openid ?? openid ?? '',
    state: life.state,
    ...(life.overAt !== undefined && { plan_over_time: toRfc3339(life.overAt) }),
    ...(cancelled && { cancelled: ended as Omit<Cancelled, 'sentAs'> }),
    history: life.history,
    sessions: plan.plan_detail_list.map((promised, index) => {
      const { order, ...one } = life.details[index] ?? never()
      return {
        ...promised,
        ...one,
        ...(order && { order_id: order.order_id }),
        paid: paidFor(order) ?? null,
      }
    }),
  }
}

function never(): never {
  throw new Error('A signed plan has as many numbers as its plan has sessions.')
}
