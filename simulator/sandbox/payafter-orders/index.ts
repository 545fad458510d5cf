import { OrderBook } from '../orders/book'
import { Deductions } from '../orders/deductions'
import { orderProtocol } from '../orders/protocol'
import { type Answer, type Call, type Operation, type ProtocolFactory } from '../protocol'
import { cancel } from './cancel'
import { collecting } from './collecting'
import { complete } from './complete'
import { create } from './create'
import { type Desk } from './desk'
import { tellAccepted } from './events'
import { type Order } from './order'
import { launchView } from './page-view'
import { query } from './query'
import { summary } from './summary'
import { sync } from './sync'
import { userServiceState } from './user-service-state'

const name = 'payafter-orders'
const path = `/v3/payscore/${name}`

/** An unconfirmed order lives one hour (facts 2.1). */
const unconfirmedLifeMs = 3_600_000

/** 先享后付 as the seeds describe it: facts 1.1 to 1.6, 2.1. */
export const payafterOrders: ProtocolFactory = (world) => {
  const book = new OrderBook<Order>(world, { name: 'payafter', unconfirmedLifeMs, expired: () => 'EXPIRED' })
  const deductions = new Deductions(world, book, collecting(world))
  const desk: Desk = { world, book, deductions }
  const operation = (
    method: 'GET' | 'POST',
    what: string,
    where: string,
    handle: (desk: Desk, call: Call) => Answer,
  ): Operation => ({
    method,
    name: `${name}/${what}`,
    path: where,
    handle: (call) => handle(desk, call),
  })
  const own = { cancel, complete, sync }
  return orderProtocol({
    ...desk,
    name,
    operations: [
      operation('POST', 'create', path, create),
      operation('GET', 'query', path, query),
      ...Object.entries(own).map(([what, handle]) =>
        operation('POST', what, `${path}/{out_order_no}/${what}`, handle),
      ),
      operation('GET', 'user-service-state', '/v3/payscore/user-service-state', userServiceState),
    ],
    tellAccepted: (order) => {
      tellAccepted(world, order)
    },
    summary,
    view: launchView,
  })
}
