import type { PlanState, SignState } from '../domain/lines/sign-plan'
import { signCard } from '../domain/lines/sign-plan-progress'
import type { OrderCard } from '../domain/order-card'
import { formatShortMoment } from '../domain/period'
import type { ConsolePlanView, ConsoleSignView } from '../domain/view'
import type { StateWords } from '../domain/words'

const PLANS: Readonly<Record<PlanState, StateWords>> = {
  CREATING: { title: '正在创建', sentence: '还没有收到微信支付的结果，请稍候', tone: 'progress' },
  NOT_CREATED: {
    title: '没有创建',
    sentence: '微信支付没有创建这个计划，可以按它新建一个',
    tone: 'muted',
  },
  NORMAL: { title: '可以签约', sentence: '顾客可以签约，内容不能再修改', tone: 'active' },
  STOP: { title: '已停止签约', sentence: '不再接受新的签约，已签约的顾客照常使用', tone: 'muted' },
}

/** The words of a plan, for those who run the shop. */
export function planWords({ state, pending }: Pick<ConsolePlanView, 'state' | 'pending'>): StateWords {
  if (pending === 'stop')
    return { title: '正在停止', sentence: '停止请求已发出，正在等待微信支付的结果', tone: 'progress' }
  return pending === 'create' ? PLANS.CREATING : PLANS[state]
}

/** A plan in a list. */
export function planCard(plan: ConsolePlanView): OrderCard {
  const { title, tone } = planWords(plan)
  return {
    orderId: plan.planId,
    line: 'sign-plan',
    name: plan.name,
    state: title,
    tone,
    time: `${plan.details.length} 次 · ${plan.durationDays} 天`,
    charge: { label: '合计', fen: plan.total },
  }
}

/** Somebody's plan among the others of the same plan: when they signed, and the number that operators search by. */
export const memberCard = (sign: ConsoleSignView): OrderCard => ({
  ...signCard(sign),
  name: `${formatShortMoment(sign.createdAt)} 发起`,
  number: sign.number,
})

const SIGNS: Readonly<Record<SignState, string>> = {
  CREATING: '提交中',
  NOT_CREATED: '未签约',
  UNSIGNED: '待签约',
  SIGNED: '已签约',
  COMPLETE: '已完成',
  SIGN_PLAN_CANCEL: '已取消',
  EXPIRE: '已到期',
}

/** A signing's short name, where attempts are listed; functions may be newer than this package and know another. */
export const signStateName = (state: SignState): string =>
  (SIGNS as Readonly<Partial<Record<string, string>>>)[state] ?? state
