import { LINE_LIMITS } from '#domain/fee'
import type { Fen } from '#domain/money'
import type { LineRules } from '../checks/lines'

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

/** Facts 1.1: at most 100, names unique, an amount or a description each. */
export const FEES: LineRules = {
  list: 'fees',
  name: 'fee_name',
  amount: 'fee_amount',
  description: 'fee_desc',
  count: 'fee_count',
  max: LINE_LIMITS.fees,
  unique: true,
}

/** Facts 1.1: at most 5, names unique. */
export const DISCOUNTS: LineRules = {
  list: 'discounts',
  name: 'discount_name',
  amount: 'discount_amount',
  description: 'discount_desc',
  max: LINE_LIMITS.discounts,
  unique: true,
}
