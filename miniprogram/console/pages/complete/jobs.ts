import { type CompletionLimits, type Draft, draftOf } from '../../completion'
import { formatYuan } from '../../../domain/money'
import { formatMoment, type Moment } from '../../../domain/period'
import type { ConsoleOrderView, MessageKind } from '../../../domain/view'
import { startOf } from './complete-model'

/** What a bill is written for: to complete an order, to lower its bill, or to tell the customer of the bill to come. */
export type Job = 'complete' | 'modify' | 'message'

/** What the page says for a job. */
export interface JobWords {
  /** Of the navigation bar. */
  title: string
  next: string
  /** Above the amount, asked once more before it is sent. */
  question: string
  confirm: string
  done: string
  /** Small print. `limit`: the most that may be charged, in yuan. */
  foot: (limit: string) => string
}

const WORDS: Readonly<Record<Job, JobWords>> = {
  complete: {
    title: '完结订单',
    next: '核对账单',
    question: '确认向顾客收取',
    confirm: '完结并收款',
    done: '账单已提交',
    foot: (limit) =>
      `最高可收 ¥${limit}，为顾客确认时看到的金额。提交后微信支付分自动扣款，不能改为更高的金额。`,
  },
  modify: {
    title: '调低账单',
    next: '核对新账单',
    question: '确认把账单调低为',
    confirm: '调低账单',
    done: '新账单已提交',
    foot: (limit) => `原账单 ¥${limit}，只能改为更低的金额，调低后不能恢复。顾客付款后不能再改。`,
  },
  message: {
    title: '通知顾客',
    next: '核对通知',
    question: '通知顾客预计收取',
    confirm: '发送通知',
    done: '通知已提交',
    foot: (limit) => `由微信支付发给顾客，每种通知每笔订单只能发送一次。金额不超过最高可收 ¥${limit}。`,
  },
}

/** The job of a page's address; anything unknown is a completion. */
export const jobOf = (text: string | undefined): Job =>
  text === 'modify' || text === 'message' ? text : 'complete'

export const jobWords = (job: Job): JobWords => WORDS[job]

/** What the form starts with: the bill that is to be lowered, or the estimate. */
export const firstDraft = (job: Job, { bill, preview }: ConsoleOrderView): Draft =>
  draftOf(job === 'modify' && bill && bill.fees.length > 0 ? bill : preview)

/** What binds the bill. */
export function limitsFor(job: Job, order: ConsoleOrderView | undefined, now: Moment): CompletionLimits {
  const maxCharge = order?.preview.maxCharge ?? 0
  const startedAt = order && startOf(order)
  return {
    maxCharge,
    now,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(job === 'modify' && order?.bill ? { below: order.bill.total, deducted: order.deducted ?? 0 } : {}),
  }
}

/** The amount of the small print: what may be charged at most, or what was billed. */
export const limitText = (job: Job, { bill, preview }: ConsoleOrderView): string =>
  formatYuan(job === 'modify' && bill ? bill.total : preview.maxCharge)

const KIND_WORDS: Readonly<Record<MessageKind, { name: string; note: string }>> = {
  pending: { name: '费用待处理', note: '服务已结束，费用还在核算' },
  prepaid: { name: '扣款前通知', note: '费用已算好，将在预计日期扣款' },
}

/** One kind of message to choose from; `doubt`: it may have been sent already. */
export interface KindChoice {
  kind: MessageKind
  name: string
  note: string
  doubt: boolean
}

/** The kinds that the customer has not certainly got. */
export const kindChoices = ({ messages = {} }: Pick<ConsoleOrderView, 'messages'>): KindChoice[] =>
  (['pending', 'prepaid'] as const)
    .filter((kind) => messages[kind]?.result !== 'sent')
    .map((kind) => ({ kind, ...KIND_WORDS[kind], doubt: messages[kind] !== undefined }))

/** What is asked once more before it is sent. */
export function summaryText(
  job: Job,
  { name, limit, total, endedAt, day }: Summary,
  kind?: KindChoice,
): string {
  if (job === 'modify') return `${name}，原账单\u00a0¥${limit}。${total === 0 ? '顾客不用再付款。' : ''}`
  if (job === 'message') {
    const doubt = kind?.doubt ? '上一次可能已经发出，请先与顾客核对没有收到。' : ''
    return `${name}，${kind?.name ?? ''}，预计 ${day} 扣款。${doubt}`
  }
  const ended = endedAt === undefined ? '以现在为结束时间' : `结束于 ${formatMoment(endedAt)}`
  return `${name}，${ended}，最高可收\u00a0¥${limit}。${total === 0 ? '本次不收费。' : ''}`
}

interface Summary {
  name: string
  limit: string
  total: number
  endedAt?: Moment | undefined
  /** As picked: `2026-11-22`. */
  day: string
}
