import { ControlFailure } from '../failure'
import { type UserAction } from '../protocol'
import { type World } from '../world'
import { type Deductions } from './deductions'
import { tellAccepted } from './events'
import { allows, move, type Order } from './order'
import { type OrderBook } from './order-book'

/** Plays the user and the user's bank. @throws ControlFailure 409 when the state does not allow it */
export function act(
  world: World,
  book: OrderBook,
  deductions: Deductions,
  order: Order,
  action: UserAction,
  openid: string | undefined,
): Order {
  const refuse = (): never => {
    throw new ControlFailure(
      409,
      `Order ${order.out_order_no} is ${order.state}: the user cannot ${action} now.`,
    )
  }
  switch (action) {
    case 'confirm': {
      if (!allows(order, 'accept')) return refuse()
      const acceptedAt = world.time.business()
      const accepted = {
        ...move(order, 'accept', acceptedAt),
        acceptedAt,
        ...(openid !== undefined && { openid }),
      }
      tellAccepted(world, accepted)
      return book.save(accepted)
    }
    case 'decline':
      // Leaving the page changes nothing at WeChat Pay, and nobody is told (facts 6.2).
      return allows(order, 'accept') ? order : refuse()
    case 'pay':
      return deductions.outstanding(order) ? deductions.succeed(order, world.time.business()) : refuse()
    case 'fail':
      if (['USER_PAID', 'REVOKED', 'EXPIRED'].includes(order.state)) return refuse()
      return book.save({ ...order, deductionFails: true })
  }
}
