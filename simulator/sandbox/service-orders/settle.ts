import { type Desk } from './desk'
import { tellPaid } from './events'
import { billOf, type Order } from './order'

/** After completion: the deduction is planned; where nothing is to be paid, a switch says what becomes of the order. */
export function settle({ world, book, deductions }: Desk, order: Order, at: number): Order {
  if ((billOf(order)?.total_amount ?? 0) > 0) {
    deductions.plan(order, at)
    return book.save(order)
  }
  deductions.drop(order)
  const { serviceZeroTotal } = world.switches()
  if (serviceZeroTotal === 'uncollected') return book.save(order)
  const done = book.save(deductions.paid(order, at))
  if (serviceZeroTotal === 'done-and-notified') tellPaid(world, done)
  return done
}
