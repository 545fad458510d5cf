import type { OrderDocument } from '../../cloudfunctions/shared/orders/document'
import { currentAttempt, type SignDocument } from '../../cloudfunctions/shared/signs/document'
import type { OrderSummary, Refund, SignSummary } from '../../simulator/sandbox'
import { isSettled } from '../../miniprogram/domain/order'
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

/** WeChat Pay's side of signings and their sessions. */
export interface CourseThere {
  orders(): readonly Pick<OrderSummary, 'out_order_no' | 'charged'>[]
  signPlans(): readonly Pick<SignSummary, 'merchant_sign_plan_no' | 'state'>[]
}

/**
 * What must hold of a signing's course then: its sessions are counted and began in their order, none twice and none skipped, each
 * with the number that was signed for it; only the last one may be under way; none cost more than was signed; and of its attempts
 * at WeChat Pay one at most can be signed or used.
 * @returns what does not hold; empty when all does
 */
export function courseDisagreements(
  sign: SignDocument,
  orders: readonly OrderDocument[],
  there: CourseThere,
): string[] {
  const wrong: string[] = []
  const must = (holds: boolean, otherwise: string): void => {
    if (!holds) wrong.push(`${sign._id}: ${otherwise}`)
  }
  const own = orders.filter(({ session }) => session?.signId === sign._id)
  own.sort((a, b) => (a.session?.no ?? 0) - (b.session?.no ?? 0))
  const begun = own.map(({ session }) => session?.no)
  must(
    same(
      begun,
      begun.map((_, index) => index + 1),
    ) && begun.length === sign.started,
    `sessions [${begun.join(', ')}] began, and ${sign.started} are counted`,
  )
  const { numbers } = currentAttempt(sign)
  const money = there.orders()
  for (const [index, { attempts, state, outcome, bill }] of own.entries()) {
    const no = index + 1
    const price = sign.details[index]?.actual ?? 0
    must(
      attempts.length === 1 && attempts[0]?.out_order_no === numbers[index],
      `session ${no} has another number`,
    )
    const isOver = state !== 'NOT_CREATED' && isSettled({ state, ...(outcome ? { outcome } : {}) })
    must(isOver || no === sign.started, `session ${no} is ${state}, and another one began after it`)
    const charged = money.find(({ out_order_no }) => out_order_no === numbers[index])?.charged ?? 0
    must(
      charged <= price && (bill?.total ?? 0) <= price,
      `session ${no} costs ${price} fen, and ${charged} were taken`,
    )
  }
  const others = sign.attempts.flatMap((one) => (one.n === sign.current ? [] : one.numbers))
  const stray = money.filter(({ out_order_no }) => others.includes(out_order_no))
  must(stray.length === 0, `${stray.length} sessions belong to an attempt that does not count`)
  const live = sign.attempts.filter(({ number, kept }) => {
    const found = there.signPlans().find((one) => one.merchant_sign_plan_no === number)?.state ?? ''
    return found === 'SIGNED' || (found === 'UNSIGNED' && !kept)
  })
  must(live.length <= 1, `${live.map(({ number }) => number).join(' and ')} can both be signed or used`)
  return wrong
}
