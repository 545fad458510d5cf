import type { OrderDocument } from '../../cloudfunctions/shared/orders/document'
import type { OrderSummary, Refund } from '../../simulator/sandbox'
import { isHeld } from '../../miniprogram/domain/refund'

/** Whether a number at WeChat Pay is one of an order's: made of its id, known of it or not, or signed for it. */
export const isOf = (
  { _id, attempts }: Pick<OrderDocument, '_id' | 'attempts'>,
  out_order_no: string,
): boolean => out_order_no.startsWith(`${_id}_`) || attempts.some((one) => one.out_order_no === out_order_no)

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
  must((order.receiveAt ?? Infinity) > now, 'its goods are still to be billed')
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

/** WeChat Pay's side of the money. */
export interface MoneyThere {
  orders(): readonly Pick<OrderSummary, 'out_order_no' | 'charged'>[]
  refunds(): readonly Pick<Refund, 'out_refund_no' | 'refund' | 'status'>[]
}

const REFUND_STATES = {
  PROCESSING: 'processing',
  SUCCESS: 'succeeded',
  CLOSED: 'closed',
  ABNORMAL: 'abnormal',
}

/**
 * What must hold of an order's money then: what was taken is what is said to be paid, both sides say the same of every refund,
 * and no more is held for refunds than was paid.
 * @returns what does not hold; empty when all does
 */
export function moneyDisagreements(order: OrderDocument, there: MoneyThere): string[] {
  const { _id, refunds = [], bill, outcome } = order
  const wrong: string[] = []
  const must = (holds: boolean, otherwise: string): void => {
    if (!holds) wrong.push(`${_id}: ${otherwise}`)
  }
  const paid = outcome === 'paid' ? (bill?.total ?? 0) : 0
  const taken = there
    .orders()
    .filter(({ out_order_no }) => isOf(order, out_order_no))
    .reduce((sum, { charged }) => sum + charged, 0)
  must(taken === paid, `${taken} fen were taken, and ${paid} are said to be paid`)
  const ours = refunds
    .filter(({ state }) => state !== 'refused')
    .map(({ out_refund_no, amount, state }) => `${out_refund_no} ${amount} ${state}`)
  const theirs = there
    .refunds()
    .filter(({ out_refund_no }) => out_refund_no.startsWith(`${_id}_r`))
    .map(({ out_refund_no, refund, status }) => `${out_refund_no} ${refund} ${REFUND_STATES[status]}`)
  must(
    same(ours.sort(), theirs.sort()),
    `refunds here [${ours.join(', ')}], at WeChat Pay [${theirs.join(', ')}]`,
  )
  must(!refunds.some(({ unsent }) => unsent), 'a refund has no document')
  const held = refunds.reduce((sum, { amount, state }) => sum + (isHeld(state) ? amount : 0), 0)
  must(held <= paid, `${held} fen are held for refunds of ${paid}`)
  return wrong
}
