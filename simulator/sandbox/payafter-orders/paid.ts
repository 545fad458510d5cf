import { randomInt } from 'node:crypto'
import { toDay, toSeconds } from '../beijing-time'
import { type World } from '../world'
import { move, type Order } from './order'

/** The order after a successful deduction at `at` (business ms). */
export function paidNow(world: World, order: Order, at: number): Order {
  const charged = (order.finish?.request.total_amount ?? 0) > 0
  const unknown = world.switches().payTypeWhenDeducted === 'unknown-word'
  return {
    ...move(order, 'deduct', at),
    paid: {
      time: toSeconds(at),
      ...(charged && { transactionId: `42000${randomInt(1e9, 9e9)}${toDay(at)}${randomInt(1e6, 9e6)}` }),
      ...(unknown && { payType: 'SomeOtherPayType' }),
    },
  }
}
