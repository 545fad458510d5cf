import { type Fen, isFen, sumFen } from './money'
import { isPlainText } from './text'

/**
 * One fee line. WeChat Pay: `fees[]` of payafter-orders, `post_payments[]` of service orders.
 * A line has an amount, a description, or both; a line with a description alone states a rule ("3 元/小时") and is
 * **not free**: pages show the rule, never ¥0.00 (facts: industry billing standard).
 */
export interface FeeLine {
  /** At most 20 characters, unique within the order; some industries have fixed names. */
  name: string
  /** The line's total in fen, not a unit price. Absent on a rule-only line. */
  amount?: Fen
  /** At most 30 characters. */
  description?: string
  /** 1…100; for information only, never multiplied. */
  count?: number
}

/** One discount line. Before completion it has no amount on payafter-orders. */
export interface DiscountLine {
  /** At most 20 characters, unique within the order. */
  name: string
  /** At most 30 characters. */
  description: string
  /** What it takes off, in fen, as a positive number. */
  amount?: Fen
}

/** WeChat Pay's limits of the lines (payafter-orders and service orders, the stricter one). */
export const LINE_LIMITS = { fees: 100, discounts: 5, name: 20, description: 30, count: 100 } as const

/** Why a set of lines cannot be billed. `path` is like `fees[1].amount`. */
export interface LineProblem {
  path: string
  problem: string
}

/** Σ fees − Σ discounts over the known amounts, in fen; rule-only lines count 0 (they have no price yet). */
export function totalOf(fees: readonly FeeLine[], discounts: readonly DiscountLine[]): Fen {
  return sumFen(fees.map((line) => line.amount ?? 0)) - sumFen(discounts.map((line) => line.amount ?? 0))
}

/** Whether every line has an amount, so that the total is the price and not only a part of it. */
export function isPriced(fees: readonly FeeLine[]): boolean {
  return fees.length > 0 && fees.every((line) => line.amount !== undefined)
}

function checkText(path: string, text: unknown, limit: number, problems: LineProblem[]): void {
  if (typeof text !== 'string' || text.trim() === '') problems.push({ path, problem: 'is empty' })
  else if ([...text].length > limit) problems.push({ path, problem: `is longer than ${limit} characters` })
  else if (!isPlainText(text)) problems.push({ path, problem: 'contains signs that nobody sees' })
}

function checkNames(list: string, lines: readonly { name: string }[], problems: LineProblem[]): void {
  const seen = new Set<string>()
  lines.forEach(({ name }, index) => {
    checkText(`${list}[${index}].name`, name, LINE_LIMITS.name, problems)
    if (seen.has(name)) problems.push({ path: `${list}[${index}].name`, problem: 'stands twice' })
    seen.add(name)
  })
}

/** Checks lines against WeChat Pay's limits. @returns every problem, empty when the lines are good. */
export function checkLines(fees: readonly FeeLine[], discounts: readonly DiscountLine[]): LineProblem[] {
  const problems: LineProblem[] = []
  if (fees.length > LINE_LIMITS.fees)
    problems.push({ path: 'fees', problem: `has more than ${LINE_LIMITS.fees} lines` })
  if (discounts.length > LINE_LIMITS.discounts)
    problems.push({ path: 'discounts', problem: `has more than ${LINE_LIMITS.discounts} lines` })
  checkNames('fees', fees, problems)
  checkNames('discounts', discounts, problems)
  fees.forEach((line, index) => {
    const path = `fees[${index}]`
    if (line.amount === undefined && line.description === undefined)
      problems.push({ path, problem: 'has neither an amount nor a description' })
    if (line.amount !== undefined && !isFen(line.amount))
      problems.push({ path: `${path}.amount`, problem: 'is not an integer of fen, 0 or more' })
    if (line.description !== undefined)
      checkText(`${path}.description`, line.description, LINE_LIMITS.description, problems)
    if (
      line.count !== undefined &&
      !(Number.isInteger(line.count) && line.count >= 1 && line.count <= LINE_LIMITS.count)
    )
      problems.push({ path: `${path}.count`, problem: `is not an integer from 1 to ${LINE_LIMITS.count}` })
  })
  discounts.forEach((line, index) => {
    const path = `discounts[${index}]`
    checkText(`${path}.description`, line.description, LINE_LIMITS.description, problems)
    if (line.amount !== undefined && !isFen(line.amount))
      problems.push({ path: `${path}.amount`, problem: 'is not an integer of fen, 0 or more' })
  })
  return problems
}
