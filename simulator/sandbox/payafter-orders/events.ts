import { type World } from '../world'
import { type Order } from './order'
import { orderView } from './order-view'

/** The fields of the old notification class (facts 6.3). */
const minimalFields = new Set([
  'appid',
  'mchid',
  'out_order_no',
  'service_id',
  'state',
  'finish_type',
  'service_start_time',
  'service_end_time',
  'real_service_start_time',
  'real_service_end_time',
  'pay_succ_time',
  'service_start_location',
  'service_end_location',
  'real_service_end_location',
  'service_introduction',
  'risk_amount',
  'total_amount',
  'attach',
  'finish_ticket',
  'finish_transaction_id',
])

function resource(world: World, order: Order): Record<string, unknown> {
  const view = orderView(world, order)
  if (world.switches().notificationBody === 'minimal') {
    return Object.fromEntries(Object.entries(view).filter(([name]) => minimalFields.has(name)))
  }
  const openid = order.openid
  return { ...view, order_id: order.order_id, ...(openid !== undefined && { openid }) }
}

/** The user confirmed, or the order needed no confirmation. */
export function tellAccepted(world: World, order: Order): void {
  world.notifications.enqueue({
    event: world.switches().confirmEvent,
    kind: 'confirm',
    summary: '用户确认订单',
    resource: resource(world, order),
    at: order.history.at(-1)?.at ?? world.time.business(),
  })
}

/** The money came. */
export function tellPaid(world: World, order: Order): void {
  world.notifications.enqueue({
    event: world.switches().paidEvent,
    kind: 'pay',
    summary: '订单支付成功',
    resource: resource(world, order),
    at: order.history.at(-1)?.at ?? world.time.business(),
  })
}
