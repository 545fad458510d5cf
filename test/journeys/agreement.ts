import type { OrderDocument } from '../../cloudfunctions/shared/orders/document'
import type { OrderSummary } from '../../simulator/sandbox'

/** One attempt as WeChat Pay has it; `total` in fen once it is completed there. */
export interface AttemptThere {
  out_order_no: string
  state: string
  total?: number
}

/** The sandbox's orders in these words. */
export const attemptsThere = (orders: readonly OrderSummary[]): AttemptThere[] =>
  orders.map((one) => {
    const { out_order_no, state, total_amount } = one
    return { out_order_no, state, ...(total_amount === null ? {} : { total: total_amount }) }
  })

const same = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b)

/**
 * What must hold whatever happened, once time has passed and `reconcile` has nothing due: nothing is pending, both sides
 * say the same of every attempt, at most one attempt is live, at most one is billed, and never above what was shown.
 * @returns what does not hold, in words that name numbers and states only; empty when all does
 */
export function disagreements(order: OrderDocument, there: readonly AttemptThere[], now: number): string[] {
  const wrong: string[] = []
  const must = (holds: boolean, otherwise: string): void => {
    if (!holds) wrong.push(`${order._id}: ${otherwise}`)
  }
  must(order.pending === undefined, `${order.pending?.action ?? ''} is still pending`)
  must((order.nextCheckAt ?? Infinity) > now, 'reconcile still has to look at it')
  const known = order.attempts.filter(({ state }) => state !== 'NOT_CREATED')
  const of = (side: readonly AttemptThere[]) =>
    side.map(({ out_order_no, state }) => `${out_order_no} ${state}`)
  must(same(of(known), of(there)), `here [${of(known).join(', ')}], at WeChat Pay [${of(there).join(', ')}]`)
  // Completed without a charge: nothing follows of it.
  const free = ({ state, total }: AttemptThere): boolean => state === 'FINISHED' && total === 0
  const live = there.filter((one) => !['REVOKED', 'EXPIRED'].includes(one.state) && !free(one))
  must(live.length <= 1, `${live.length} attempts are live`)
  const billed = there.filter(({ total = 0 }) => total > 0)
  must(billed.length <= 1, `${billed.length} attempts are billed`)
  for (const { total = 0 } of billed) {
    const { maxCharge } = order.preview
    must(total <= maxCharge, `${total} fen were billed, at most ${maxCharge} were shown`)
    must(order.bill?.total === total, `the bill is ${order.bill?.total ?? 'missing'} here and ${total} there`)
  }
  return wrong
}
