import { LINE_LIMITS } from '#domain/fee'
import { type Fen, isFen } from '#domain/money'
import type { Fields } from './fields'

/** One line of `fees[]`. */
export interface Fee {
  /** At most 20 characters, no two alike. */
  fee_name: string
  /** 1…100, for information only. */
  fee_count?: number
  /** The line's total in fen, not a unit price; 0 = free. */
  fee_amount?: Fen
  /** At most 30 characters. */
  fee_desc?: string
}

/** One line of `discounts[]` when an order is created: without an amount. */
export interface CreateDiscount {
  discount_name: string
  discount_desc: string
}

/** One line of `discounts[]` when an order is completed. */
export interface Discount {
  discount_name: string
  /** In fen, positive = taken off. */
  discount_amount: Fen
  discount_desc?: string
}

const FEE = ['fee_name', 'fee_count', 'fee_amount', 'fee_desc']

function checkNames(fields: Fields, path: (index: number) => string, names: readonly unknown[]): void {
  names.forEach((name, index) => {
    if (fields.text(path(index), name, LINE_LIMITS.name) && names.indexOf(name) < index)
      fields.add(path(index), 'stands twice')
  })
}

const isEntry = (line: unknown): boolean => typeof line === 'object' && line !== null

/** Facts 1.1: at most 100, names unique, an amount or a description each. @returns Σ of the known amounts */
export function checkFees(fields: Fields, fees: readonly Fee[] | undefined): Fen {
  const lines = fields.list('fees', fees, LINE_LIMITS.fees)
  let sum = 0
  lines.forEach((line, index) => {
    fields.known(`fees[${index}]`, line, FEE)
    if (!isEntry(line)) return
    const { fee_amount: amount, fee_count: count, fee_desc: description } = line
    if (amount === undefined && description === undefined)
      fields.add(`fees[${index}]`, 'has neither fee_amount nor fee_desc')
    if (amount !== undefined && fields.amount(`fees[${index}].fee_amount`, amount)) sum += amount
    if (count !== undefined && !(Number.isInteger(count) && count >= 1 && count <= LINE_LIMITS.count))
      fields.add(`fees[${index}].fee_count`, `is not an integer from 1 to ${LINE_LIMITS.count}`)
    fields.optionalText(`fees[${index}].fee_desc`, description, LINE_LIMITS.description)
  })
  checkNames(
    fields,
    (index) => `fees[${index}].fee_name`,
    lines.map((line) => (line as Fee | null)?.fee_name),
  )
  return sum
}

/** Facts 1.1, 1.4: at most 5, names unique. @returns Σ of the amounts */
export function checkDiscounts(
  fields: Fields,
  discounts: readonly (CreateDiscount | Discount)[] | undefined,
  when: 'create' | 'complete',
): Fen {
  const lines = fields.list('discounts', discounts, LINE_LIMITS.discounts)
  const names = ['discount_name', 'discount_desc', ...(when === 'complete' ? ['discount_amount'] : [])]
  let sum = 0
  lines.forEach((line, index) => {
    fields.known(`discounts[${index}]`, line, names)
    if (!isEntry(line)) return
    const { discount_desc: description, discount_amount: amount } = line as Partial<Discount>
    if (when === 'create')
      fields.text(`discounts[${index}].discount_desc`, description, LINE_LIMITS.description)
    else fields.optionalText(`discounts[${index}].discount_desc`, description, LINE_LIMITS.description)
    if (when === 'complete' && fields.amount(`discounts[${index}].discount_amount`, amount)) sum += amount
  })
  checkNames(
    fields,
    (index) => `discounts[${index}].discount_name`,
    lines.map((line) => (line as Discount | null)?.discount_name),
  )
  return isFen(sum) ? sum : 0
}
