import {
  PLAN_LIMITS,
  type PlanDetail,
  type PlanDraft,
  type PlanProblem,
  planProblems,
  planTotals,
} from '../../../domain/lines/sign-plan'
import { type Fen, formatYuan, parseYuan } from '../../../domain/money'
import { HIDDEN_SIGNS, isPlainText } from '../../../domain/text'

/** One session while it is typed; amounts are yuan as typed. */
export interface TypedSession {
  /** Stays while sessions before it come and go. */
  key: string
  name: string
  original: string
  actual: string
  discount: string
}

export type SessionField = Exclude<keyof TypedSession, 'key'>

/** A plan while it is typed. */
export interface TypedPlan {
  name: string
  days: string
  sessions: TypedSession[]
}

/** What is wrong, place by place; empty = good. */
export interface FormProblems {
  name: string
  days: string
  /** About all sessions together. */
  sessions: string
  each: Record<SessionField, string>[]
}

/** The draft as it is sent; an amount that cannot be read is no amount. */
export function draftOf({ name, days, sessions }: TypedPlan): PlanDraft {
  return {
    name: name.trim(),
    durationDays: /^\d{1,5}$/.test(days.trim()) ? Number(days) : NaN,
    details: sessions.map((session) => {
      const discount = session.discount.trim()
      return {
        name: session.name.trim(),
        original: parseYuan(session.original) ?? NaN,
        actual: parseYuan(session.actual) ?? NaN,
        ...(discount === '' ? {} : { discount }),
      }
    }),
  }
}

const NOTHING: Record<SessionField, string> = { name: '', original: '', actual: '', discount: '' }

/** The name or the discount, where it is not plainly readable or too long. */
const textProblem = (text: string, what: string, longest: number): string => {
  if (text.trim() === '') return `请填写${what}`
  return isPlainText(text) ? `${what}不超过 ${longest} 个字` : `${what}${HIDDEN_SIGNS}`
}

function detailWords(
  { problem }: PlanProblem,
  typed: TypedSession,
  before: TypedSession | undefined,
  maxCharge: Fen,
): Partial<Record<SessionField, string>> {
  switch (problem) {
    case 'detail-name':
      return { name: textProblem(typed.name, '名称', PLAN_LIMITS.name) }
    case 'price': {
      const original = parseYuan(typed.original)
      if (original === undefined) return { original: '请填写原价，最多两位小数' }
      return original === 0 ? { original: '原价要大于 0' } : { actual: '请填写计划价，最多两位小数' }
    }
    case 'above-original':
      return { actual: '计划价不能高于原价' }
    case 'above-limit':
      return { actual: `计划价不能高于这项服务单次最高的\u00a0¥${formatYuan(maxCharge)}` }
    case 'rises':
      return { actual: `不能比上一次贵，上一次是\u00a0¥${formatYuan(parseYuan(before?.actual ?? '') ?? 0)}` }
    case 'discount':
      return { discount: textProblem(typed.discount, '优惠说明', PLAN_LIMITS.discount) }
    default:
      return {}
  }
}

/** Signs that nobody sees are pasted along, and WeChat Pay would show the name with them. */
function hiddenOf({ name, discount }: TypedSession): Partial<Record<SessionField, string>> {
  if (!isPlainText(name)) return { name: `名称${HIDDEN_SIGNS}` }
  return isPlainText(discount) ? {} : { discount: `优惠说明${HIDDEN_SIGNS}` }
}

const PLAN_WORDS: Readonly<Partial<Record<PlanProblem['problem'], [keyof FormProblems, string]>>> = {
  name: ['name', ''],
  days: ['days', `请填写 1 到 ${PLAN_LIMITS.days} 的天数`],
  empty: ['sessions', '请至少添加一次'],
  'too-many': ['sessions', `一个计划最多 ${PLAN_LIMITS.details} 次`],
}

/**
 * What is wrong with a plan as it was typed; `undefined` = nothing.
 * @param told what the function found, where it was asked already; else it is looked for here
 */
export function formProblems(
  typed: TypedPlan,
  maxCharge: Fen,
  told: readonly PlanProblem[] = planProblems(draftOf(typed), maxCharge),
): FormProblems | undefined {
  const problems: FormProblems = {
    name: isPlainText(typed.name) ? '' : `计划名称${HIDDEN_SIGNS}`,
    days: '',
    sessions: '',
    each: typed.sessions.map((session) => ({ ...NOTHING, ...hiddenOf(session) })),
  }
  for (const problem of told) {
    const session = problem.at === undefined ? undefined : typed.sessions[problem.at]
    if (problem.at !== undefined && session) {
      const words = detailWords(problem, session, typed.sessions[problem.at - 1], maxCharge)
      problems.each[problem.at] = { ...NOTHING, ...problems.each[problem.at], ...words }
    } else {
      const [place, words] = PLAN_WORDS[problem.problem] ?? ['sessions', '请核对每一次的内容']
      if (place !== 'each') problems[place] = words || textProblem(typed.name, '计划名称', PLAN_LIMITS.name)
    }
  }
  const { name, days, sessions, each } = problems
  const wrong = name || days || sessions || each.some((one) => Object.values(one).some((text) => text !== ''))
  return wrong ? problems : undefined
}

/** What the sessions come to so far, in fen; what cannot be read counts as nothing. */
export function totalsOf({ sessions }: TypedPlan): { count: number; original: Fen; actual: Fen; saved: Fen } {
  const { original, actual } = planTotals(
    sessions.map((one) => ({ original: parseYuan(one.original) ?? 0, actual: parseYuan(one.actual) ?? 0 })),
  )
  return { count: sessions.length, original, actual, saved: Math.max(0, original - actual) }
}

/** One session more: priced like the last one, and counted on where its name counts. */
export function nextSession({ sessions }: TypedPlan, key: string): TypedSession {
  const last = sessions[sessions.length - 1]
  if (!last) return { key, name: '第 1 次', original: '', actual: '', discount: '' }
  return { ...last, key, name: last.name.replace(/\d+/, (digits) => String(Number(digits) + 1)) }
}

/** The form filled like a plan that there is: a plan never changes, so the next one begins as its copy. */
export const typedLike = (
  plan: { name: string; durationDays: number; details: readonly PlanDetail[] },
  key: () => string,
): TypedPlan => ({
  name: plan.name,
  days: String(plan.durationDays),
  sessions: plan.details.map(({ name, original, actual, discount = '' }) => ({
    key: key(),
    name,
    original: formatYuan(original),
    actual: formatYuan(actual),
    discount,
  })),
})

/** @returns what is asked before a plan is made that nobody can change */
export function createQuestion(draft: PlanDraft): string {
  const { actual } = planTotals(draft.details)
  return `「${draft.name}」共 ${draft.details.length} 次，合计\u00a0¥${formatYuan(actual)}，签约后 ${draft.durationDays} 天有效。创建后不能修改，只能停止签约。`
}
