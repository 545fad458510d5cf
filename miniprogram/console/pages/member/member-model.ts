import { progressOf, signWords } from '../../../domain/lines/sign-plan-progress'
import { sessionRows, type SessionRow } from '../../../domain/lines/sign-plan-rows'
import { formatYuan } from '../../../domain/money'
import { formatMoment, formatShortMoment } from '../../../domain/period'
import type { ConsoleSignView } from '../../../domain/view'
import type { StateWords } from '../../../domain/words'
import { OF_PLANS, shownAudit, type ShownAudit } from '../../audit'
import { signStateName } from '../../plan-words'

/** What the console's page shows of what somebody signed. */
export interface ShownMember {
  sandbox: boolean
  state: ConsoleSignView['state']
  words: StateWords
  name: string
  rows: SessionRow[]
  /** What comes next: a session to begin with its question, or one that has to be over before. */
  next: {
    title: string
    text: string
    start?: { no: number; title: string; text: string }
    before?: { orderId: string; text: string }
  } | null
  /** Whether what is left can be cancelled. */
  cancellable: boolean
  facts: { name: string; text: string }[]
  number: string
  alerts: string[]
  attempts: { number: string; state: string; at: string }[]
  audit: ShownAudit[]
}

const yuan = (fen: number): string => `\u00a0¥${formatYuan(fen)}`

function nextOf(sign: ConsoleSignView): ShownMember['next'] {
  const { current } = progressOf(sign)
  if (sign.state !== 'SIGNED' || sign.pending) return null
  if (current) {
    const { session, standing } = current
    const text = {
      starting: '正在等待微信支付的结果，请稍候',
      using: '结束后请完结，提交账单',
      unpaid: '微信支付分正在扣款，付清后才能开始下一次',
    }[standing as 'starting' | 'using' | 'unpaid']
    const words = standing === 'using' ? '处理这一次' : '查看这一次'
    return {
      title: `第 ${session.no} 次 · ${session.name}`,
      text,
      ...(session.orderId === undefined ? {} : { before: { orderId: session.orderId, text: words } }),
    }
  }
  const next = sign.sessions.find(({ no }) => no === sign.next)
  if (!next) return null
  const title = `接下来：第 ${next.no} 次 · ${next.name}`
  if (!sign.actions.includes('start')) return { title, text: '暂时不能开始，请稍后下拉刷新' }
  return {
    title,
    text: `结束后向顾客收取${yuan(next.actual)}`,
    start: {
      no: next.no,
      title: `第 ${next.no} 次签到？`,
      text: `顾客开始使用「${next.name}」，结束后收取${yuan(next.actual)}。`,
    },
  }
}

export function memberPage(sign: ConsoleSignView): ShownMember {
  const { signedAt, overAt, total, paid, sessions } = sign
  return {
    sandbox: sign.sandbox === true,
    state: sign.state,
    words: signWords(sign),
    name: sign.name,
    rows: sessionRows(sign),
    next: nextOf(sign),
    cancellable: sign.actions.includes('cancel'),
    facts: [
      { name: '计划合计', text: `${sessions.length} 次${yuan(total)}` },
      { name: '已支付', text: `¥${formatYuan(paid)}` },
      ...(signedAt === undefined ? [] : [{ name: '签约时间', text: formatMoment(signedAt) }]),
      ...(overAt === undefined ? [] : [{ name: '有效期至', text: formatMoment(overAt) }]),
    ],
    number: sign.number,
    alerts: sign.alerts,
    attempts: sign.attempts.map(({ number, state, at }) => ({
      number,
      state: signStateName(state),
      at: formatShortMoment(at),
    })),
    audit: shownAudit(sign.audit, OF_PLANS),
  }
}

/** Whether there is nothing to ask for again at once; a deduction usually takes seconds. */
export const isMemberKnown = ({ pending, state, waiting }: ConsoleSignView): boolean =>
  !pending && state !== 'CREATING' && waiting !== 'pending' && waiting !== 'unpaid'
