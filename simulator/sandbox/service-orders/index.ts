import { type Mode } from '../account'
import { OrderBook } from '../orders/book'
import { Deductions } from '../orders/deductions'
import { orderProtocol } from '../orders/protocol'
import { payOnDelivery } from '../pay-on-delivery'
import { type Answer, type Call, type Operation, type ProtocolFactory } from '../protocol'
import { type World } from '../world'
import { cancel } from './cancel'
import { collect } from './collect'
import { collecting } from './collecting'
import { complete } from './complete'
import { create } from './create'
import { type Desk, type ModeDesk } from './desk'
import { tellConfirmed } from './events'
import { message } from './message'
import { paths } from './mode'
import { modify } from './modify'
import { type Order } from './order'
import { launchView } from './page-view'
import { query } from './query'
import { summary } from './summary'
import { sync } from './sync'

type Handle = (desk: ModeDesk, call: Call) => Answer

const name = 'service-orders'

/** An unconfirmed order lives thirty days, its package one hour (facts 2.2). */
const unconfirmedLifeMs = 30 * 86_400_000

/** The calls on one order, by the last word of their path. */
const onOrder: Readonly<Record<string, Handle>> = {
  cancel,
  complete,
  modify,
  pay: collect,
  sync,
  'send-pendingmessage': message('pendingmessage'),
  'send-prepaidmessage': message('prepaidmessage'),
}

/** The orders of this protocol, of whatever line. All of it stands in the store, so that more than one may be made. */
export function serviceDesk(world: World): Desk {
  const book = new OrderBook<Order>(world, {
    name: 'service',
    unconfirmedLifeMs,
    expired: () => world.switches().serviceExpiredState,
  })
  return { world, book, deductions: new Deductions(world, book, collecting(world)) }
}

/** Orders as merchants get them today, for themselves and for sub-merchants: facts 1.7, 2.2. */
export const serviceOrders: ProtocolFactory = (world) => {
  const desk = serviceDesk(world)
  return orderProtocol({
    ...desk,
    name,
    operations: [...operationsOf(desk, 'merchant'), ...operationsOf(desk, 'partner'), ...payOnDelivery(desk)],
    tellAccepted: (order) => {
      tellConfirmed(world, order)
    },
    summary: (order) => summary(world, order),
    view: launchView,
  })
}

/** Both modes have the same names in faults and lists: `create`, `service-orders/create`. */
function operationsOf(desk: Desk, mode: Mode): Operation[] {
  const path = paths[mode]
  const own: ModeDesk = { ...desk, mode }
  const operation = (method: 'GET' | 'POST', what: string, where: string, handle: Handle): Operation => ({
    method,
    name: `${name}/${what}`,
    path: where,
    handle: (call) => handle(own, call),
  })
  return [
    operation('POST', 'create', path, create),
    operation('GET', 'query', path, query),
    ...Object.entries(onOrder).map(([what, handle]) =>
      operation('POST', what, `${path}/{out_order_no}/${what}`, handle),
    ),
  ]
}
