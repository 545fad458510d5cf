import { type Fen, formatYuan } from '../money'
import { formatShortMoment } from '../period'
import type { PlanDetail, SessionView } from './sign-plan'
import { dueOf, isSignOver, type SignFacts, standingOf } from './sign-plan-progress'

/** One session in a list: of a plan that can be signed, or of somebody's. */
export interface SessionRow {
  /** Another one once it can be tapped: that row is read otherwise, and is made anew. */
  key: string
  no: number
  title: string
  /** As a timeline marks it. */
  phase: 'done' | 'now' | 'next' | 'ended'
  /** Where it stands; empty where nothing was signed yet. */
  state: string
  /** When it was, or what makes it cheaper. */
  note: string
  /** What the amount is, where it is more than the plan's price. */
  label: string
  fen: Fen
  /** Without the plan, where that is more. */
  was?: Fen
  /** Its order, once there is one. */
  orderId: string
  spoken: string
}

const priced = ({ original, actual }: PlanDetail): Pick<SessionRow, 'fen' | 'was'> =>
  original > actual ? { fen: actual, was: original } : { fen: actual }

const spokenOf = ({ no, name }: PlanDetail, row: Omit<SessionRow, 'spoken' | 'key'>): string => {
  const amount = `${row.label}${formatYuan(row.fen)}元`
  const was = row.was === undefined ? '' : `原价${formatYuan(row.was)}元`
  return [`第 ${no} 次`, name, row.state, row.note, amount, was].filter((text) => text !== '').join('，')
}

const rowOf = (detail: PlanDetail, row: Partial<SessionRow>): SessionRow => {
  const { no, name, discount = '' } = detail
  const base = {
    no,
    title: `第 ${no} 次 · ${name}`,
    phase: 'next' as const,
    state: '',
    label: '',
    orderId: '',
  }
  const whole = { ...base, note: discount, ...priced(detail), ...row }
  const key = `${no}${whole.orderId === '' ? '' : ' begun'}`
  return { ...whole, key, spoken: spokenOf(detail, whole) }
}

/** The sessions of a plan, with what each costs. */
export const planRows = (details: readonly PlanDetail[]): SessionRow[] =>
  details.map((detail) => rowOf(detail, {}))

const ENDS: Readonly<Partial<Record<NonNullable<SessionView['outcome']>, string>>> = {
  zero: '未产生费用',
  paidElsewhere: '已用其他方式付款',
}

/** The sessions of somebody's plan, with what became of each. */
export function sessionRows(sign: SignFacts): SessionRow[] {
  const over = isSignOver(sign.state)
  // What was never signed is a plan with its prices, and nothing of it was used or not.
  if (over && sign.signedAt === undefined) return planRows(sign.sessions)
  return sign.sessions.map((session) => {
    const { orderId = '', outcome, startedAt, endedAt, paid } = session
    const at = endedAt ?? startedAt
    const dated = { orderId, ...(at === undefined ? {} : { note: formatShortMoment(at) }) }
    switch (standingOf(session)) {
      case 'done': {
        const state = (outcome && ENDS[outcome]) ?? '已完成'
        const { actual } = session
        return rowOf(
          { ...session, original: 0 },
          { ...dated, phase: 'done', state, label: '实付', fen: paid ?? actual },
        )
      }
      case 'cancelled':
        return rowOf(session, { note: '', ...dated, phase: 'ended', state: '已取消' })
      case 'unpaid':
        return rowOf(
          { ...session, original: 0 },
          { ...dated, phase: 'now', state: '待支付', label: '应付', fen: dueOf(session) },
        )
      case 'using':
        return rowOf(session, { ...dated, phase: 'now', state: '使用中' })
      case 'starting':
        return rowOf(session, { orderId, phase: 'now', state: '正在开始' })
      case 'open':
        if (over) return rowOf(session, { note: '', phase: 'ended', state: '不再使用' })
        return rowOf(session, {
          state: session.no === sign.next && !sign.waiting && !sign.pending ? '下一次' : '',
        })
    }
  })
}
