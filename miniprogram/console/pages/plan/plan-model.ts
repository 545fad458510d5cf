import { planRows, type SessionRow } from '../../../domain/lines/sign-plan-rows'
import { formatYuan } from '../../../domain/money'
import { formatMoment } from '../../../domain/period'
import type { ConsolePlanView } from '../../../domain/view'
import type { StateWords } from '../../../domain/words'
import { OF_PLANS, shownAudit, type ShownAudit } from '../../audit'
import { planWords } from '../../plan-words'

/** What the console's page shows of a plan. */
export interface ShownPlan {
  state: ConsolePlanView['state']
  words: StateWords
  name: string
  rows: SessionRow[]
  facts: { name: string; text: string }[]
  number: string
  stoppable: boolean
  alerts: string[]
  audit: ShownAudit[]
}

/** @param shop what the shop is called; empty where there is but one */
export function consolePlanPage(plan: ConsolePlanView, shop: string): ShownPlan {
  const { original, total, details, durationDays, createdAt, stoppedAt } = plan
  const before = original > total ? `，原价\u00a0¥${formatYuan(original)}` : ''
  return {
    state: plan.state,
    words: planWords(plan),
    name: plan.name,
    rows: planRows(details),
    facts: [
      ...(shop === '' ? [] : [{ name: '门店', text: shop }]),
      { name: '合计', text: `${details.length} 次\u00a0¥${formatYuan(total)}${before}` },
      { name: '有效期', text: `签约后 ${durationDays} 天` },
      { name: '创建时间', text: formatMoment(createdAt) },
      ...(stoppedAt === undefined ? [] : [{ name: '停止时间', text: formatMoment(stoppedAt) }]),
    ],
    number: plan.number,
    stoppable: plan.actions.includes('stop'),
    alerts: plan.alerts,
    audit: shownAudit(plan.audit, OF_PLANS),
  }
}

/** Whether there is nothing to ask for again at once. */
export const isPlanKnown = ({ state, pending }: ConsolePlanView): boolean => !pending && state !== 'CREATING'

export const STOP_QUESTION = '停止后顾客不能再签约，已签约的照常使用。停止后不能恢复。'
