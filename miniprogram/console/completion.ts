import { type DiscountLine, type FeeLine, LINE_LIMITS, totalOf } from '../domain/fee'
import { type Fen, formatYuan, MOST_FEN, parseYuan } from '../domain/money'
import type { Preview } from '../domain/offer'
import type { Moment } from '../domain/period'
import { HIDDEN_SIGNS, isPlainText } from '../domain/text'

/** A fee or discount line while an operator types it; amounts are yuan as typed. */
export interface DraftLine {
  name: string
  /** Yuan as typed: "12.5"; a discount is typed as a positive number too. */
  amount: string
  description: string
}

/** The bill an operator is writing. */
export interface Draft {
  fees: DraftLine[]
  discounts: DraftLine[]
  /** When the service ended; absent = now. */
  endedAt?: Moment
}

/** What binds the bill. */
export interface CompletionLimits {
  /** The most that may be charged, in fen, as the customer saw it before confirming. */
  maxCharge: Fen
  /** The bill that this one lowers, in fen. */
  below?: Fen
  /** What was deducted of that one already, in fen. */
  deducted?: Fen
  startedAt?: Moment
  now: Moment
}

/** What is wrong with one field. `path` is like `fees[1].amount`, `total`, `endedAt`. */
export interface DraftProblem {
  path: string
  text: string
}

/** The bill so far. */
export interface Completion {
  fees: FeeLine[]
  discounts: DiscountLine[]
  /** Σ fees − Σ discounts over the amounts that can be read, in fen; may be negative while typing. */
  total: Fen
  /** How much more may be charged, in fen; negative = above the limit. */
  left: Fen
  problems: DraftProblem[]
}

/** The draft a form starts with: the estimate's lines; a line with only a rule waits for its amount. */
export function draftOf(preview: Pick<Preview, 'fees' | 'discounts'>): Draft {
  const draft = ({ name, amount, description }: FeeLine | DiscountLine): DraftLine => ({
    name,
    amount: amount === undefined ? '' : formatYuan(amount),
    description: description ?? '',
  })
  return { fees: preview.fees.map(draft), discounts: preview.discounts.map(draft) }
}

type List = 'fees' | 'discounts'

function nameProblem(name: string, index: number, lines: readonly DraftLine[]): string {
  const text = name.trim()
  if (text === '') return '请填写名称'
  if ([...text].length > LINE_LIMITS.name) return `名称不超过 ${LINE_LIMITS.name} 个字`
  if (!isPlainText(text)) return HIDDEN_SIGNS
  return lines.findIndex((other) => other.name.trim() === text) < index ? '名称不能重复' : ''
}

function amountProblem(amount: string): string {
  if (amount.trim() === '') return '请填写金额，不收取请填 0'
  const fen = parseYuan(amount)
  if (fen === undefined) return '请填写金额，最多两位小数'
  return fen > MOST_FEN ? `金额不超过\u00a0¥${formatYuan(MOST_FEN)}` : ''
}

function descriptionProblem(description: string, list: List): string {
  const text = description.trim()
  if (list === 'discounts' && text === '') return '请说明优惠的原因'
  if ([...text].length > LINE_LIMITS.description) return `说明不超过 ${LINE_LIMITS.description} 个字`
  return isPlainText(text) ? '' : HIDDEN_SIGNS
}

function checkList(list: List, lines: readonly DraftLine[]): DraftProblem[] {
  const problems: DraftProblem[] = []
  lines.forEach(({ name, amount, description }, index) => {
    const found = {
      name: nameProblem(name, index, lines),
      amount: amountProblem(amount),
      description: descriptionProblem(description, list),
    }
    for (const [field, text] of Object.entries(found))
      if (text !== '') problems.push({ path: `${list}[${index}].${field}`, text })
  })
  return problems
}

function checkTotal(total: Fen, { maxCharge, below, deducted = 0 }: CompletionLimits): DraftProblem[] {
  if (below !== undefined && total >= below)
    return [{ path: 'total', text: `须低于原账单\u00a0¥${formatYuan(below)}` }]
  if (total < 0) return [{ path: 'total', text: '优惠不能超过费用' }]
  if (total < deducted)
    return [{ path: 'total', text: `不能低于已经扣到的金额\u00a0¥${formatYuan(deducted)}` }]
  if (total > maxCharge)
    return [
      {
        path: 'total',
        text: `超出最高可收\u00a0¥${formatYuan(maxCharge)}，请调低费用；超出部分请与顾客另行协商`,
      },
    ]
  return []
}

/** "Now" is the server's moment: a phone whose clock is wrong must not keep anybody from completing. */
function checkEnd({ endedAt }: Draft, { startedAt, now }: CompletionLimits): DraftProblem[] {
  if (endedAt === undefined) return []
  if (endedAt > now) return [{ path: 'endedAt', text: '结束时间不能晚于现在' }]
  if (startedAt !== undefined && endedAt <= startedAt)
    return [{ path: 'endedAt', text: '结束时间须晚于开始时间' }]
  return []
}

function line({ name, amount, description }: DraftLine): FeeLine {
  const fen = parseYuan(amount)
  const text = description.trim()
  return {
    name: name.trim(),
    ...(fen === undefined ? {} : { amount: fen }),
    ...(text === '' ? {} : { description: text }),
  }
}

/** Reads a draft: its lines, its total, and everything that keeps it from being sent. */
export function completionOf(draft: Draft, limits: CompletionLimits): Completion {
  const fees = draft.fees.map(line)
  const discounts = draft.discounts.map((item): DiscountLine => ({ description: '', ...line(item) }))
  const total = totalOf(fees, discounts)
  const problems = [...checkList('fees', draft.fees), ...checkList('discounts', draft.discounts)]
  if (draft.fees.length === 0) problems.push({ path: 'fees', text: '至少需要一项费用' })
  if (draft.fees.length > LINE_LIMITS.fees)
    problems.push({ path: 'fees', text: `费用不超过 ${LINE_LIMITS.fees} 项` })
  if (draft.discounts.length > LINE_LIMITS.discounts)
    problems.push({ path: 'discounts', text: `优惠不超过 ${LINE_LIMITS.discounts} 项` })
  problems.push(...checkTotal(total, limits), ...checkEnd(draft, limits))
  return { fees, discounts, total, left: limits.maxCharge - total, problems }
}
