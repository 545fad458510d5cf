import { LINE_LIMITS } from '#domain/fee'
import type { Fen } from '#domain/money'
import type { Fields } from '../checks/fields'
import { checkLines, checkTotal, type LineRules } from '../checks/lines'

/** One line of `post_payments[]`. */
export interface PostPayment {
  /** At most 20 characters; industries have fixed names, and two lines may have the same (facts 3.9). */
  name: string
  /** The line's total in fen, not a unit price. Needed in a final bill. */
  amount?: Fen
  /** At most 30 characters. */
  description?: string
  /** 1…100, for information only. */
  count?: number
}

/** One line of `post_discounts[]` when an order is created: without an amount. */
export interface PlannedDiscount {
  /** At most 20 characters, no two alike. */
  name: string
  /** At most 30 characters. */
  description: string
  count?: number
}

/** One line of `post_discounts[]` in a bill. */
export interface PostDiscount extends PlannedDiscount {
  /** In fen, positive = taken off. */
  amount: Fen
}

/** Facts 1.7.1: at most 100; a line may have the same name as another. */
export const PAYMENTS: LineRules = {
  list: 'post_payments',
  name: 'name',
  amount: 'amount',
  description: 'description',
  count: 'count',
  max: LINE_LIMITS.fees,
  unique: false,
}

/** Facts 1.7.1: at most 30, names unique, each with a description. */
export const DISCOUNTS: LineRules = {
  list: 'post_discounts',
  name: 'name',
  amount: 'amount',
  description: 'description',
  count: 'count',
  max: 30,
  unique: true,
}

/** The lines of a bill and what they come to. */
export interface Bill {
  post_payments: readonly PostPayment[]
  post_discounts?: readonly PostDiscount[]
  /** Σ post_payments − Σ post_discounts. */
  total_amount: Fen
}

/** Checks a bill: its lines have amounts, its total is their sum and not above the order's risk amount (facts 3.1). */
export function checkBill(fields: Fields, bill: Bill, riskAmount: Fen = Infinity): void {
  const { post_payments, post_discounts, total_amount } = bill
  if (!Array.isArray(post_payments) || post_payments.length === 0)
    fields.add('post_payments', 'is missing or empty')
  const fees = checkLines(fields, post_payments, PAYMENTS, 'amount')
  const discounts = checkLines(fields, post_discounts, DISCOUNTS, 'both')
  checkTotal(fields, total_amount, { fees, discounts }, riskAmount)
}
