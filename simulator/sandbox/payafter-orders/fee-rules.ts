import { type Fields } from '../fields'
import { uniqueNames } from '../orders/lines'
import { type Discount, type Fee } from './order'

/** Reads fees: at most 100, names unique, an amount or a rule in each (facts 1.1). */
export function readFees(fields: Fields): Fee[] {
  const lines = fields.list('fees', 100)
  return uniqueNames(lines, 'fee_name', (line) => {
    const fee_name = line.text('fee_name', { max: 20 })
    const fee_count = line.optionalInteger('fee_count', 1, 100)
    const fee_amount = line.optionalInteger('fee_amount', 0)
    const fee_desc = line.optionalText('fee_desc', { max: 30 })
    if (fee_amount === undefined && fee_desc === undefined) {
      throw line.error('fee_amount', 'or fee_desc is required')
    }
    return {
      fee_name,
      ...(fee_count !== undefined && { fee_count }),
      ...(fee_amount !== undefined && { fee_amount }),
      ...(fee_desc !== undefined && { fee_desc }),
    }
  })
}

/** Reads discounts of create: at most 5, names unique, each with its description and no amount yet. */
export function readPlannedDiscounts(fields: Fields): Discount[] {
  return uniqueNames(fields.list('discounts', 5), 'discount_name', (line) => ({
    discount_name: line.text('discount_name', { max: 20 }),
    discount_desc: line.text('discount_desc', { max: 30 }),
  }))
}

/** Reads discounts of complete: the amount is required (facts 1.4). */
export function readFinalDiscounts(fields: Fields): Discount[] {
  return uniqueNames(fields.list('discounts', 5), 'discount_name', (line) => {
    const discount_desc = line.optionalText('discount_desc', { max: 30 })
    return {
      discount_name: line.text('discount_name', { max: 20 }),
      discount_amount: line.integer('discount_amount', 0),
      ...(discount_desc !== undefined && { discount_desc }),
    }
  })
}
