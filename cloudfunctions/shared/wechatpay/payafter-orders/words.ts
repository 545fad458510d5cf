import type { FeeLine } from '#domain/fee'
import { given } from '../../given'
import type { Fee } from './lines'

/** A line of ours in this protocol's words. */
export const feeOf = ({ name, amount, description, count }: FeeLine): Fee => ({
  fee_name: name,
  ...given('fee_amount', amount),
  ...given('fee_desc', description),
  ...given('fee_count', count),
})
