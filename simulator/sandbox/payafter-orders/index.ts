import { type Call, type Operation, type Protocol, type ProtocolFactory } from '../protocol'
import { cancel } from './cancel'
import { complete } from './complete'
import { create } from './create'
import { Deductions } from './deductions'
import { OrderBook } from './order-book'
import { launchView } from './page-view'
import { openPackage } from './package'
import { query } from './query'
import { summary } from './summary'
import { sync } from './sync'
import { act } from './user'
import { userServiceState } from './user-service-state'

const path = '/v3/payscore/payafter-orders'

/** 先享后付 as the seeds describe it: facts 1.1 to 1.6, 2.1. */
export const payafterOrders: ProtocolFactory = (world): Protocol => {
  const book = new OrderBook(world)
  const deductions = new Deductions(world, book)
  const operation = (
    method: 'GET' | 'POST',
    name: string,
    where: string,
    handle: Operation['handle'],
  ): Operation => ({ method, name: `payafter-orders/${name}`, path: where, handle })
  return {
    name: 'payafter-orders',
    operations: [
      operation('POST', 'create', path, (call: Call) => create(world, book, call)),
      operation('GET', 'query', path, (call) => query(world, book, call)),
      operation('POST', 'cancel', `${path}/{out_order_no}/cancel`, (call) =>
        cancel(world, book, deductions, call),
      ),
      operation('POST', 'complete', `${path}/{out_order_no}/complete`, (call) =>
        complete(world, book, deductions, call),
      ),
      operation('POST', 'sync', `${path}/{out_order_no}/sync`, (call) => sync(world, book, deductions, call)),
      operation('GET', 'user-service-state', '/v3/payscore/user-service-state', (call) =>
        userServiceState(world, call),
      ),
    ],
    nextDue: () => deductions.nextDue(),
    runDue: (now) => {
      deductions.runDue(now)
    },
    orders: () => book.all().map(summary),
    find: (number) => {
      const order = book.find(number)
      return order && summary(order)
    },
    act: (number, action, openid) => {
      const order = book.find(number)
      if (!order) throw new Error(`Order ${number} is not one of payafter-orders.`)
      return summary(act(world, book, deductions, order, action, openid))
    },
    byPackage: (value, use) => openPackage(world, book, value, use),
    view: ({ out_order_no, query_id }) => {
      const order = out_order_no !== undefined ? book.find(out_order_no) : book.findByQueryId(query_id ?? '')
      return order && launchView(order)
    },
  }
}
