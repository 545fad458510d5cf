import type { Charge } from '../../../domain/charge'
import type { PlanView, SignView } from '../../../domain/lines/sign-plan'
import { signCard } from '../../../domain/lines/sign-plan-progress'
import { planRows, type SessionRow } from '../../../domain/lines/sign-plan-rows'
import type { Fen } from '../../../domain/money'
import type { OfferView } from '../../../domain/offer'
import type { OrderCard } from '../../../domain/order-card'

/** What the page shows of the offer; the rest stays out of the view's data. */
export type ShownOffer = Pick<OfferView, 'name' | 'introduction' | 'summary' | 'steps' | 'rules'> & {
  merchant: { name: string }
}

/** The plan that is looked at. */
export interface ShownPlan {
  planId: string
  name: string
  rows: SessionRow[]
  /** 共 6 次 */
  count: string
  total: Fen
  /** Without the plan, and what the plan saves; absent where it saves nothing. */
  original?: Fen
  saved?: Fen
  days: string
  /** What the customer signed of it, where it is not over; empty = it can be signed. */
  signId: string
}

/** What the page shows. */
export interface ShownPlans {
  /** To choose from; empty where there is nothing to choose. */
  choices: { planId: string; name: string }[]
  plan: ShownPlan | null
  charge: Charge | null
  /** What the customer signed and what is not over. */
  cards: OrderCard[]
}

export const shownOffer = ({
  name,
  introduction,
  summary,
  steps,
  rules,
  merchant,
}: OfferView): ShownOffer => ({
  name,
  introduction,
  summary,
  steps,
  rules,
  merchant: { name: merchant.name },
})

function shownPlan(
  { planId, name, details, original, total, durationDays }: PlanView,
  signs: readonly SignView[],
): ShownPlan {
  return {
    planId,
    name,
    rows: planRows(details),
    count: `共 ${details.length} 次`,
    total,
    ...(original > total ? { original, saved: original - total } : {}),
    days: `签约后 ${durationDays} 天内`,
    signId: signs.find((sign) => sign.planId === planId)?.signId ?? '',
  }
}

/** @param chosen the plan that is looked at; the first one where it is gone */
export function shownPlans(
  plans: readonly PlanView[],
  signs: readonly SignView[],
  chosen: string,
): ShownPlans {
  const plan = plans.find(({ planId }) => planId === chosen) ?? plans[0]
  return {
    choices: plans.length > 1 ? plans.map(({ planId, name }) => ({ planId, name })) : [],
    plan: plan ? shownPlan(plan, signs) : null,
    charge: plan ? { label: '合计', fen: plan.total } : null,
    cards: signs.map(signCard),
  }
}
