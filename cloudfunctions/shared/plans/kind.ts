import type { Kind } from '../intents/kind'
import { withNextLook } from '../intents/schedule'
import * as payscorePlans from '../wechatpay/payscore-plans'
import type { Plan } from '../wechatpay/payscore-plans'
import { believeNoPlan, believePlan, neverMade } from './believe'
import { keyOf } from './calls'
import type { PlanDocument } from './document'
import { LATE, REFUSED } from './for-a-person'

/** Whether nothing more happens to it by itself: WeChat Pay stops no plan, and tells nobody of one. */
const isOver = ({ state, proven }: PlanDocument): boolean => proven === state

/** Plans as documents with intents. */
export const PLANS: Kind<PlanDocument, Plan> = {
  collection: 'plans',
  notFound: 'PLAN_NOT_FOUND',
  changed: '计划刚刚有了变化',
  question: (plan, _n, { prepare }) => ({
    call: payscorePlans.preparePlanQuery(keyOf(plan), prepare),
    number: plan._id,
  }),
  read: payscorePlans.readPlan,
  learn: (plan, _n, said, at) =>
    'told' in said ? believePlan(plan, said.told, 'query', at) : believeNoPlan(plan, at),
  succeed: (plan, _pending, answer, at) => believePlan(plan, payscorePlans.readPlan(answer), 'answer', at),
  makes: ({ action }) => action === 'create',
  neverMade,
  scheduled: (plan, now) => withNextLook(plan, now, isOver(plan)),
  open: (plan) => (isOver(plan) ? [] : [1]),
  repeats: ({ action }, { plan_state }) => action === 'stop' && plan_state === 'NORMAL',
  late: ({ action }) => LATE[action],
  refused: ({ action }) => REFUSED[action],
}
