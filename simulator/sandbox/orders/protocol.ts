import { type LaunchView } from '../pages/view'
import { type Operation, type OrderSummary, type Protocol } from '../protocol'
import { openPackage } from './launch-package'
import { type Order } from './order'
import { act, deduct, payPart, type Stage } from './user'

export interface OrderProtocol<O extends Order> extends Stage<O> {
  readonly name: string
  readonly operations: readonly Operation[]
  readonly summary: (order: O) => OrderSummary
  readonly view: (order: O) => LaunchView
}

/** A protocol made of its orders: what control calls and pages do is the same for all. */
export function orderProtocol<O extends Order>(parts: OrderProtocol<O>): Protocol {
  const { name, operations, world, book, deductions, summary, view } = parts
  const own = (number: string): O => {
    const order = book.find(number)
    if (!order) throw new Error(`Order ${number} is not one of ${name}.`)
    return order
  }
  return {
    name,
    operations,
    nextDue: () => deductions.nextDue(),
    runDue: (now) => {
      deductions.runDue(now)
    },
    orders: () => book.all().map(summary),
    find: (number) => {
      const order = book.find(number)
      return order && summary(order)
    },
    act: (number, action, openid) => summary(act(parts, own(number), action, openid)),
    payPart: (number, amount) => summary(payPart(parts, own(number), amount)),
    deduct: (number, seconds) => summary(deduct(parts, own(number), seconds)),
    byPackage: (value, use) => openPackage(world, book, value, use, view),
    view: ({ out_order_no, query_id }) => {
      const order = out_order_no !== undefined ? book.find(out_order_no) : book.findByQueryId(query_id ?? '')
      return order && view(order)
    },
  }
}
