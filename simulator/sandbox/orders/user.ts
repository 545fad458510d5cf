import { ControlFailure } from '../failure'
import { type UserAction } from '../protocol'
import { type World } from '../world'
import { type OrderBook } from './book'
import { type Deductions } from './deductions'
import { allows, isOver, move } from './machine'
import { type Order } from './order'

/** What the user's deeds touch. */
export interface Stage<O extends Order> {
  readonly world: World
  readonly book: OrderBook<O>
  readonly deductions: Deductions<O>
  readonly tellAccepted: (order: O) => void
}

/** The order once the user (or nobody, where no confirmation is needed) has accepted it; not saved. */
export function accept<O extends Order>(order: O, at: number, openid: string | undefined): O {
  return { ...move(order, 'accept', at), acceptedAt: at, ...(openid !== undefined && { openid }) }
}

/** Plays the user and the user's bank. @throws ControlFailure 409 when the state does not allow it */
export function act<O extends Order>(
  { world, book, deductions, tellAccepted }: Stage<O>,
  order: O,
  action: UserAction,
  openid: string | undefined,
): O {
  const refuse = (): never => {
    throw new ControlFailure(
      409,
      `Order ${order.out_order_no} is ${order.state}: the user cannot ${action} now.`,
    )
  }
  switch (action) {
    case 'confirm': {
      if (!allows(order, 'accept')) return refuse()
      const accepted = accept(order, world.time.business(), openid)
      tellAccepted(accepted)
      return book.save(accepted)
    }
    case 'decline':
      // Leaving the page changes nothing at WeChat Pay, and nobody is told (facts 6.2).
      return allows(order, 'accept') ? order : refuse()
    case 'pay':
      return deductions.outstanding(order) ? deductions.succeed(order, world.time.business()) : refuse()
    case 'fail':
      return isOver(order) ? refuse() : book.save({ ...order, deductionFails: true })
  }
}

/** Less than the bill is paid. @throws ControlFailure 409 when nothing is due, or not so much that this is a part */
export function payPart<O extends Order>({ world, deductions }: Stage<O>, order: O, amount: number): O {
  if (!deductions.outstanding(order)) {
    throw new ControlFailure(409, `Order ${order.out_order_no} is ${order.state}: nothing is to be paid.`)
  }
  return deductions.succeedPartly(order, world.time.business(), amount)
}

/** A deduction begins and takes so many business seconds; then it succeeds, or fails where it was told to. */
export function deduct<O extends Order>({ deductions }: Stage<O>, order: O, seconds: number): O {
  if (!deductions.outstanding(order)) {
    throw new ControlFailure(409, `Order ${order.out_order_no} is ${order.state}: nothing is to be deducted.`)
  }
  deductions.begin(order, seconds)
  return order
}
