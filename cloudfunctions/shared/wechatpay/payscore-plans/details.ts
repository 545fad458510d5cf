import { isFen, type Fen } from '#domain/money'
import type { Fields } from '../checks/fields'
import type { Shape } from '../checks/shape'

/** One session of a plan. Their order in the list is their number, from 1 on. */
export interface PlanDetail {
  plan_detail_name: string
  /** In fen, before the discount. */
  original_price: Fen
  /** In fen: what is deducted; never above the original, nor above the detail before. No document tells of a free one. */
  actual_price: Fen
  /** Why the price is lower. */
  plan_discount_description?: string
}

// One by one: what is read out of an object stays in every bundle, used or not.
const NAME = 20
const DAYS = 3650
export const MOST_DETAILS = 100
const DETAIL_NAME = 20
const DISCOUNT = 20

/**
 * Our own limits, in characters, entries and days, except the plan's name: how many details and days there may be is set for a
 * service at WeChat Pay, and no document tells the length of a detail's words. WeChat Pay shows them as a bill's lines, whose
 * shortest limit is taken (facts 1.9, 1.11).
 */
export const PLAN_LIMITS = {
  name: NAME,
  days: DAYS,
  details: MOST_DETAILS,
  detailName: DETAIL_NAME,
  discount: DISCOUNT,
} as const

/** The fields of {@link PlanDetail}. */
export const DETAIL: Shape<keyof PlanDetail> = {
  plan_detail_name: DETAIL_NAME,
  original_price: 'positive',
  actual_price: 'positive',
  plan_discount_description: { optional: DISCOUNT },
}

/** A plan's words, days and details, but what they decide together. */
export const PLAN = {
  plan_name: NAME,
  plan_duration: { upTo: DAYS },
  plan_detail_list: { each: { object: DETAIL }, atMost: MOST_DETAILS },
} as const

/** What a plan says of all its details together. */
export interface PlanTotals {
  /** How many there are: each is deducted once. */
  deduction_quantity: number
  total_original_price: Fen
  total_actual_price: Fen
}

function checkSum(
  fields: Fields,
  name: 'total_original_price' | 'total_actual_price',
  said: unknown,
  prices: readonly unknown[],
): void {
  const sum = prices.every(isFen) ? prices.reduce((all, price) => all + price, 0) : undefined
  if (fields.amount(name, said) && sum !== undefined && said !== sum)
    fields.add(name, `is not the sum of plan_detail_list (${said}, but ${sum})`)
}

function checkQuantity(fields: Fields, said: unknown, many: number): void {
  fields.count('deduction_quantity', said, MOST_DETAILS)
  if (Number.isInteger(said) && said !== many)
    fields.add('deduction_quantity', `is not the number of plan_detail_list (${String(said)}, but ${many})`)
}

/**
 * Checks the prices of a plan: each at most its original, none above the one before, and sums and number as the plan says
 * (facts 1.9). What is no price counts nothing, it was told already.
 */
export function checkPrices(
  fields: Fields,
  { plan_detail_list: list, ...totals }: PlanTotals & { plan_detail_list: unknown },
): void {
  if (!Array.isArray(list)) return
  const details = (list as (Partial<PlanDetail> | null)[]).map((one) => one ?? {})
  details.forEach(({ original_price: original, actual_price: actual }, index) => {
    const path = `plan_detail_list[${index}].actual_price`
    const before = details[index - 1]?.actual_price
    if (isFen(actual) && isFen(original) && actual > original)
      fields.add(path, `is more than the original price (${actual} > ${original})`)
    if (isFen(actual) && isFen(before) && actual > before)
      fields.add(path, `is more than that of the detail before (${actual} > ${before})`)
  })
  checkQuantity(fields, totals.deduction_quantity, details.length)
  for (const [name, price] of [
    ['total_original_price', 'original_price'],
    ['total_actual_price', 'actual_price'],
  ] as const)
    checkSum(
      fields,
      name,
      totals[name],
      details.map((one) => one[price]),
    )
}
