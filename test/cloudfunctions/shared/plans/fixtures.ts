import type { PlanState } from '#domain/lines/sign-plan'
import type { PlanDocument } from '../../../../cloudfunctions/shared/plans/document'
import type { Plan } from '../../../../cloudfunctions/shared/wechatpay/payscore-plans'
import { says } from '../orders/desk'
import { aPending, T0 } from '../orders/fixtures'

export const PLAN_ID = '0123456789abcdef01234567'

/** A plan of two sessions whose price falls. */
export const aPlan = (state: PlanState, more: Partial<PlanDocument> = {}): PlanDocument => ({
  _id: PLAN_ID,
  schema: 1,
  version: 1,
  offerId: 'yoga',
  mode: 'merchant',
  service_id: '500001',
  appid: 'wx1',
  name: '瑜伽两次卡',
  durationDays: 30,
  details: [
    { no: 1, name: '第一次', original: 9000, actual: 8000, discount: '首次' },
    { no: 2, name: '第二次', original: 9000, actual: 7000 },
  ],
  state,
  audit: [],
  alerts: [],
  checks: 0,
  createdAt: T0,
  updatedAt: T0,
  ...more,
})

export const aPlanPending = (action: 'create' | 'stop') => {
  const { call, at, sentAt } = aPending('create')
  return { action, n: 1, call, by: 'operator' as const, at, sentAt }
}

/** What WeChat Pay tells of it. */
export const told = (plan_state: 'NORMAL' | 'STOP' | undefined, more: Partial<Plan> = {}): Plan => ({
  merchant_plan_no: PLAN_ID,
  plan_id: 'P1',
  ...(plan_state ? { plan_state } : {}),
  raw: {},
  ...more,
})

/** A verified answer about it. */
export const answers = (plan_state: string) => says({ merchant_plan_no: PLAN_ID, plan_id: 'P1', plan_state })
