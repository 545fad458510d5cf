import type { Bill } from '#domain/view'
import type { OrderDocument } from './document'

/**
 * The bills that WeChat Pay may rightly have of the current attempt, the likelier one first. While a modification has no
 * result there are two of them, and neither contradicts us.
 */
export function expectedBills({ bill, pending, current }: OrderDocument): Bill[] {
  const sent = pending?.n === current ? pending.bill : undefined
  return [bill, sent].filter((one) => one !== undefined)
}
