import { isSettled } from './order'
import type { OrderView } from './view'

/** What a page waits for after WeChat Pay's page was left, or a bill was sent; believed only when a query says so. */
export type Expectation = 'accepted' | 'paid'

/** Whether the order shows that there is nothing to ask for again at once. */
export function isAnswered(
  order: Pick<OrderView, 'state' | 'outcome' | 'pending'>,
  expectation: Expectation | undefined,
): boolean {
  if (order.pending || order.state === 'CREATING') return false
  if (expectation === 'accepted') return order.state !== 'CREATED'
  if (expectation === 'paid') return order.state !== 'FINISHED' || isSettled(order)
  return true
}

/**
 * What a customer who merely looks at an order waits for: a deduction that is under way usually takes seconds. One that keeps
 * failing is not waited for.
 */
export function expectedOf(order: Pick<OrderView, 'state' | 'outcome' | 'overdue'>): Expectation | undefined {
  return order.state === 'FINISHED' && !isSettled(order) && !order.overdue ? 'paid' : undefined
}
