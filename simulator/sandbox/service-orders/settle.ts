import { type Desk } from './desk'
import { tellPaid } from './events'
import { billOf, type Order, restOf } from './order'

/** After completion: the deduction is planned; where nothing is to be paid (any more), it is over. */
export function settle({ world, book, deductions }: Desk, order: Order, at: number): Order {
  if (restOf(order) > 0) {
    deductions.plan(order, at)
    return book.save(order)
  }
  deductions.drop(order)
  const { serviceZeroTotal } = world.switches()
  const isZero = billOf(order)?.total_amount === 0
  if (isZero && serviceZeroTotal === 'uncollected') return book.save(order)
  const done = book.save(deductions.paid(order, at))
  if (serviceZeroTotal === 'done-and-notified') tellPaid(world, done)
  return done
}
