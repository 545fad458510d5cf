import { lineWordsOf } from './line-words'
import { formatYuan } from './money'
import type { OfferView } from './offer'
import type { OrderFilter, OrderState } from './order'
import type { OrderView, PendingAction } from './view'

/**
 * How a state looks. Colour is never the only signal: every tone stands beside a word and an icon.
 * `waiting`: it is the customer's turn. `active`: in service. `progress`: WeChat Pay's turn. `done`, `muted`: it is over.
 */
export type Tone = 'waiting' | 'active' | 'progress' | 'done' | 'muted'

/** What people read about an order's state. */
export interface StateWords {
  /** Two to six characters. */
  title: string
  /** Who does what now, and whether money moves. */
  sentence: string
  tone: Tone
}

/** What the words depend on. */
export type StateFacts = Pick<
  OrderView,
  | 'line'
  | 'goods'
  | 'session'
  | 'delivery'
  | 'state'
  | 'outcome'
  | 'pending'
  | 'pendingCall'
  | 'bill'
  | 'preview'
  | 'deducted'
  | 'waived'
  | 'lapsed'
  | 'overdue'
>

const PENDING: Readonly<Record<PendingAction, StateWords>> = {
  create: {
    title: '正在提交',
    sentence: '还没有收到微信支付的结果，现在不会扣款，请稍候',
    tone: 'progress',
  },
  cancel: { title: '正在取消', sentence: '取消请求已发出，正在等待微信支付的结果', tone: 'progress' },
  complete: { title: '正在结算', sentence: '账单已提交，正在等待微信支付的结果', tone: 'progress' },
  sync: { title: '正在核销', sentence: '已登记其他方式付款，正在等待微信支付的结果', tone: 'progress' },
  modify: { title: '正在改价', sentence: '账单正在调低，正在等待微信支付的结果', tone: 'progress' },
  collect: { title: '正在扣款', sentence: '已请微信支付再次扣款，正在等待结果', tone: 'progress' },
  message: { title: '正在通知', sentence: '通知顾客的消息已发出，正在等待微信支付的结果', tone: 'progress' },
}

/** A call's words; functions may be newer than this package and name one that it does not know. */
const pendingWords = (action: string): StateWords =>
  Object.keys(PENDING).includes(action) ? PENDING[action as PendingAction] : PENDING.complete

/** A cancel of what is billed already gives the bill up. */
const WAIVING: StateWords = {
  title: '正在取消',
  sentence: '商家正在放弃收取这笔费用，正在等待微信支付的结果',
  tone: 'progress',
}

/** Ended because nobody confirmed: no cancellation in anybody's eyes. */
const LAPSED: StateWords = {
  title: '已失效',
  sentence: '未在一小时内确认，订单已失效，没有产生费用',
  tone: 'muted',
}

/** The space is one that no line is broken at: an amount stays beside its word. */
const yuan = (fen: number | undefined): string => (fen === undefined ? '' : `\u00a0¥${formatYuan(fen)}`)

const CANCELLED: StateWords = { title: '已取消', sentence: '订单已取消，不会扣款', tone: 'muted' }

/** What is read of an order that was cancelled; a line may know why. */
const cancelledWords = (order: StateFacts): StateWords =>
  lineWordsOf(order.line).cancelled?.(order) ?? CANCELLED

function finished(order: StateFacts): StateWords {
  const { outcome, bill, deducted, overdue } = order
  if (outcome === 'cancelled') return cancelledWords(order)
  if (outcome === 'zero') return lineWordsOf(order.line).free
  const total = bill?.total
  if (deducted !== undefined)
    return {
      title: '部分已付',
      sentence: `本次费用${yuan(total)}，已支付${yuan(deducted)}，其余${yuan(rest(total, deducted))} 由微信支付分继续自动扣款`,
      tone: overdue ? 'waiting' : 'progress',
    }
  if (overdue)
    return {
      title: '待支付',
      sentence: `本次费用${yuan(total)} 还没有扣款成功，微信支付分会继续自动扣款`,
      tone: 'waiting',
    }
  return { title: '待支付', sentence: `本次费用${yuan(total)}，微信支付分正在自动扣款`, tone: 'progress' }
}

const rest = (total = 0, deducted = 0): number => total - deducted

function paid(order: StateFacts): StateWords {
  const { outcome, bill, deducted } = order
  const total = bill?.total
  if (outcome === 'cancelled') return cancelledWords(order)
  if (outcome === 'zero') return lineWordsOf(order.line).free
  if (outcome === 'paidElsewhere')
    return {
      title: '已完成',
      sentence: `已用其他方式向商家付款${yuan(total)}，微信支付分不再扣款`,
      tone: 'done',
    }
  if (deducted !== undefined)
    return {
      title: '已完成',
      sentence: `微信支付分已扣款${yuan(deducted)}，其余${yuan(rest(total, deducted))} 已用其他方式向商家付款`,
      tone: 'done',
    }
  return { title: '已完成', sentence: `微信支付分已扣款${yuan(total)}`, tone: 'done' }
}

function revoked(order: StateFacts): StateWords {
  const { waived, lapsed } = order
  if (lapsed) return LAPSED
  if (waived === undefined) return cancelledWords(order)
  return {
    title: '已取消',
    sentence: `商家已放弃收取本次费用${yuan(waived)}，不会扣款`,
    tone: 'muted',
  }
}

/** The words of an order's state, for its customer and for operators alike. */
export function wordsOf(order: StateFacts): StateWords {
  const { state, pendingCall: pending = order.pending } = order
  if (pending === 'cancel' && state === 'FINISHED') return WAIVING
  const { unconfirmed = {} } = lineWordsOf(order.line)
  const own = pending && pending !== 'create' ? undefined : unconfirmed[state]
  if (own) return own
  if (pending) return pendingWords(pending)
  switch (state) {
    case 'CREATING':
      return PENDING.create
    case 'NOT_CREATED':
      return { title: '未下单', sentence: '这次没有下单成功，没有产生费用，可以重新发起', tone: 'muted' }
    case 'CREATED':
      return { title: '待确认', sentence: '请在微信支付分确认订单，现在不会扣款', tone: 'waiting' }
    case 'USER_ACCEPTED':
      return lineWordsOf(order.line).accepted(order)
    case 'FINISHED':
      return finished(order)
    case 'USER_PAID':
      return paid(order)
    case 'REVOKED':
      return revoked(order)
    case 'EXPIRED':
      return { title: '已失效', sentence: '超时没有确认，订单已自动关闭，没有产生费用', tone: 'muted' }
  }
}

const STATE_NAMES: Readonly<Record<OrderState, string>> = {
  CREATING: '提交中',
  NOT_CREATED: '未下单',
  CREATED: '待确认',
  USER_ACCEPTED: '已确认',
  FINISHED: '已完结',
  USER_PAID: '已支付',
  REVOKED: '已取消',
  EXPIRED: '已失效',
}

/** A state's short name, for operators, where attempts and steps are listed. */
export const stateName = (state: OrderState): string => STATE_NAMES[state]

const RISK_LABELS: Readonly<Record<OfferView['riskName'], string>> = {
  DEPOSIT: '免押金额',
  ADVANCE: '免预付金额',
  CASH_DEPOSIT: '免保证金',
  ESTIMATE_ORDER_COST: '确认页所示预估费用',
}

/** What the risk amount is called in front of customers: 先免 names what is waived, 先享 what it may cost. */
export const riskLabel = (name: OfferView['riskName']): string => RISK_LABELS[name]

/** The filters of an order list, in their order. */
export const FILTERS: readonly { id: OrderFilter; text: string }[] = [
  { id: 'all', text: '全部' },
  { id: 'open', text: '进行中' },
  { id: 'unpaid', text: '待支付' },
  { id: 'ended', text: '已结束' },
]
