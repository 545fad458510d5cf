import type { Charge } from '../charge'
import { type Fen, formatYuan } from '../money'
import type { OrderCard } from '../order-card'
import type { StateWords } from '../words'
import type { SessionView, SignState, SignView } from './sign-plan'

/** Somebody's plan, whoever looks at it. */
export type SignFacts = Omit<SignView, 'actions'>

/** Where one session stands. `open`: nothing was begun. `starting`: nobody knows yet whether it was. */
export type Standing = 'open' | 'starting' | 'using' | 'unpaid' | 'done' | 'cancelled'

const OF_STATE: Readonly<Record<SessionView['state'], Standing>> = {
  NOT_USED: 'open',
  USING: 'using',
  USED: 'done',
  SIGN_PLAN_DETAIL_CANCEL: 'cancelled',
}

/** Its order knows more than the plan, where there is one. */
export function standingOf({ state, orderState, outcome }: SessionView): Standing {
  if (outcome !== undefined) return outcome === 'cancelled' ? 'cancelled' : 'done'
  switch (orderState) {
    case 'CREATING':
    case 'CREATED':
      return 'starting'
    case 'USER_ACCEPTED':
      return 'using'
    case 'FINISHED':
      return 'unpaid'
    case 'USER_PAID':
      return 'done'
    case 'REVOKED':
      return 'cancelled'
    default:
      return OF_STATE[state]
  }
}

/** The sessions in short. */
export interface Progress {
  done: number
  /** Not begun, and still to come. */
  left: number
  /** The one that was begun and is not over. */
  current?: { session: SessionView; standing: Standing }
}

export function progressOf({ sessions }: Pick<SignFacts, 'sessions'>): Progress {
  const all = sessions.map((session) => ({ session, standing: standingOf(session) }))
  const count = (which: Standing): number => all.filter(({ standing }) => standing === which).length
  const current = all.find(({ standing }) => ['starting', 'using', 'unpaid'].includes(standing))
  return { done: count('done'), left: count('open'), ...(current ? { current } : {}) }
}

const OVER: readonly SignState[] = ['NOT_CREATED', 'COMPLETE', 'SIGN_PLAN_CANCEL', 'EXPIRE']

/** Whether nobody can begin a session any more, and nothing waits for a confirmation. */
export const isSignOver = (state: SignState): boolean => OVER.includes(state)

/** The space is one that no line is broken at: an amount stays beside its word. */
const yuan = (fen: Fen): string => `\u00a0¥${formatYuan(fen)}`

/** What a session that is not paid costs, in fen. */
export const dueOf = ({ billed, actual }: SessionView): Fen => billed ?? actual

/** 已完成 2 次，共支付 ¥160.00 */
function doneText(sign: SignFacts): string {
  const { done } = progressOf(sign)
  return done === 0 ? '没有产生费用' : `已完成 ${done} 次，共支付${yuan(sign.paid)}`
}

/** The one in use goes on, whatever became of the rest. */
function goesOn(sign: SignFacts): string {
  const { current } = progressOf(sign)
  return current ? `；第 ${current.session.no} 次照常结束并扣款` : ''
}

function ended(sign: SignFacts): StateWords {
  const by: Readonly<Partial<Record<string, string>>> = {
    merchant: '商家已取消剩余次数',
    'service-closed': '支付分服务已关闭，剩余次数取消',
  }
  if (sign.signedAt === undefined)
    return { title: '未签约', sentence: '这次没有签约，没有产生费用', tone: 'muted' }
  const why = by[sign.cancelledBy ?? ''] ?? '剩余次数已取消'
  return { title: '已取消', sentence: `${why}，${doneText(sign)}${goesOn(sign)}`, tone: 'muted' }
}

function signed(sign: SignFacts): StateWords {
  const { done, left, current } = progressOf(sign)
  if (current) {
    const { session, standing } = current
    const which = `第 ${session.no} 次`
    if (standing === 'starting')
      return { title: '正在开始', sentence: `${which}正在等待微信支付的结果，请稍候`, tone: 'progress' }
    if (standing === 'using')
      return {
        title: '使用中',
        sentence: `${which}正在进行，结束后扣款${yuan(session.actual)}`,
        tone: 'active',
      }
    return {
      title: '待支付',
      sentence: `${which}的费用${yuan(dueOf(session))} 正在自动扣款，付清后才能开始下一次`,
      tone: 'waiting',
    }
  }
  if (left === 0) return { title: '已完成', sentence: `全部结束，${doneText(sign)}`, tone: 'done' }
  const sofar = done === 0 ? `共 ${sign.sessions.length} 次` : `已完成 ${done} 次，还有 ${left} 次`
  return { title: '已签约', sentence: `${sofar}，每次结束后才扣款`, tone: 'active' }
}

/** The words of somebody's plan, for its customer and for operators alike. */
export function signWords(sign: SignFacts): StateWords {
  if (sign.pending === 'cancel')
    return { title: '正在取消', sentence: '取消请求已发出，正在等待微信支付的结果', tone: 'progress' }
  if (sign.pending === 'sign' || sign.state === 'CREATING')
    return {
      title: '正在提交',
      sentence: '还没有收到微信支付的结果，现在不会扣款，请稍候',
      tone: 'progress',
    }
  switch (sign.state) {
    case 'UNSIGNED':
      return { title: '待签约', sentence: '请在微信支付分确认签约，现在不会扣款', tone: 'waiting' }
    case 'SIGNED':
      return signed(sign)
    case 'COMPLETE':
      return { title: '已完成', sentence: `全部结束，${doneText(sign)}${goesOn(sign)}`, tone: 'done' }
    case 'EXPIRE':
      return {
        title: '已到期',
        sentence: `有效期已过，没有使用的次数不再扣款，${doneText(sign)}${goesOn(sign)}`,
        tone: 'muted',
      }
    case 'NOT_CREATED':
    case 'SIGN_PLAN_CANCEL':
      return ended(sign)
  }
}

const chargeOfSign = ({ state, paid, total }: SignFacts): Charge | undefined => {
  if (!isSignOver(state)) return { label: '合计', fen: total }
  return paid > 0 ? { label: '实付', fen: paid } : undefined
}

/** Somebody's plan in a list. */
export function signCard(sign: SignFacts): OrderCard {
  const { title, tone } = signWords(sign)
  const charge = chargeOfSign(sign)
  return {
    orderId: sign.signId,
    line: 'sign-plan',
    name: sign.name,
    state: title,
    tone,
    time: `已完成 ${progressOf(sign).done} 次，共 ${sign.sessions.length} 次`,
    ...(charge ? { charge } : {}),
  }
}
