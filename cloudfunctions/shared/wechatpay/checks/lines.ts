import type { Fen } from '#domain/money'
import { LINE_LIMITS } from '#domain/fee'
import type { Fields } from './fields'

/** A protocol's words for the parts of a line. */
export interface LineRules {
  /** The field that holds the lines. */
  list: string
  name: string
  description: string
  amount: string
  /** Absent where a line has none. */
  count?: string
  /** How many lines there may be. */
  max: number
  /** Whether two lines may have the same name. */
  unique: boolean
}

/**
 * What a line needs beside its name. `either`: an amount, a description or both. `description`: that, and it has no amount yet.
 * `described`: that, and its amount where it is known. `both`: an amount and a description.
 */
export type LineNeeds = 'amount' | 'description' | 'described' | 'either' | 'both'

/** Needs a description. */
const DESCRIBED: readonly LineNeeds[] = ['description', 'described', 'both']

/** May have no amount. */
const UNPRICED: readonly LineNeeds[] = ['described', 'either']

type Line = Readonly<Record<string, unknown>>

const isEntry = (line: unknown): line is Line => typeof line === 'object' && line !== null

function checkOne(fields: Fields, path: string, line: Line, rules: LineRules, needs: LineNeeds): Fen {
  const amount = line[rules.amount]
  const description = line[rules.description]
  if (needs === 'either' && amount === undefined && description === undefined)
    fields.add(path, `has neither ${rules.amount} nor ${rules.description}`)
  if (rules.count !== undefined && line[rules.count] !== undefined)
    fields.count(`${path}.${rules.count}`, line[rules.count], LINE_LIMITS.count)
  if (description !== undefined || DESCRIBED.includes(needs))
    fields.text(`${path}.${rules.description}`, description, LINE_LIMITS.description)
  if (needs === 'description' || (UNPRICED.includes(needs) && amount === undefined)) return 0
  return fields.amount(`${path}.${rules.amount}`, amount) ? amount : 0
}

/** Checks the lines of a bill against their protocol's rules (facts 1.1, 1.4, 1.7.1). @returns Σ of the amounts that are known */
export function checkLines(
  fields: Fields,
  lines: readonly unknown[] | undefined,
  rules: LineRules,
  needs: LineNeeds,
): Fen {
  const { list, name, description, amount, count } = rules
  const names = [name, description, count, needs === 'description' ? undefined : amount]
  const seen = new Set<unknown>()
  let sum = 0
  fields.list(list, lines, rules.max).forEach((line, index) => {
    const path = `${list}[${index}]`
    fields.known(
      path,
      line,
      names.filter((one) => one !== undefined),
    )
    const called = isEntry(line) ? line[name] : undefined
    if (fields.text(`${path}.${name}`, called, LINE_LIMITS.name) && rules.unique && seen.has(called))
      fields.add(`${path}.${name}`, 'stands twice')
    seen.add(called)
    if (isEntry(line)) sum += checkOne(fields, path, line, rules, needs)
  })
  return sum
}

/** Whether a total is what the lines come to, and not more than the order was created for (facts 3.1). */
export function checkTotal(
  fields: Fields,
  total: unknown,
  { fees, discounts }: { fees: Fen; discounts: Fen },
  riskAmount: Fen,
): void {
  if (!fields.amount('total_amount', total)) return
  if (total !== fees - discounts)
    fields.add('total_amount', `is not the fees minus the discounts (${total}, but ${fees} - ${discounts})`)
  if (total > riskAmount)
    fields.add('total_amount', `is more than the risk amount of the order (${total} > ${riskAmount})`)
}
