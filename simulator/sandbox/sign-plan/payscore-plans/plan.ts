import { type Parties } from '../../service-orders/order'
import { type Done } from '../../orders/order'

/** A 支付分计划: what every signing of it promises (facts 1.9). Amounts in fen, times in business ms. */

export type PlanState = 'NORMAL' | 'STOP'

/** The only move there is. */
export const planTransitions: Readonly<Record<PlanState, readonly PlanState[]>> = {
  NORMAL: ['STOP'],
  STOP: [],
}

/** One session; numbered from 1 in the order they were sent. */
export interface PlanDetail {
  readonly plan_detail_no: number
  readonly plan_detail_name: string
  readonly original_price: number
  readonly actual_price: number
  readonly plan_discount_description?: string
}

/** The checked body of create. */
export interface PlanRequest extends Parties {
  readonly merchant_plan_no: string
  readonly plan_name: string
  /** Days from the signing on. */
  readonly plan_duration: number
  readonly deduction_quantity: number
  readonly total_original_price: number
  readonly total_actual_price: number
  readonly plan_detail_list: readonly PlanDetail[]
}

export interface Plan {
  readonly plan_id: string
  readonly mchid: string
  readonly createdAt: number
  readonly request: PlanRequest
  /** Canonical text of create's body as sent. */
  readonly sentAs: string
  readonly stop?: Done
}

export const planState = ({ stop }: Plan): PlanState => (stop ? 'STOP' : 'NORMAL')
