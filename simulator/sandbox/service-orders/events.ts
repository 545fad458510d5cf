import { type World } from '../world'
import { type Order } from './order'
import { orderView } from './order-view'

/** The fields without which a notification says nothing. */
const minimalFields = new Set([
  'appid',
  'mchid',
  'sub_mchid',
  'sub_appid',
  'out_order_no',
  'service_id',
  'state',
  'state_description',
  'order_id',
])

function resource(world: World, order: Order): Record<string, unknown> {
  const view = orderView(world, order)
  if (world.switches().serviceNotificationBody === 'full') return view
  return Object.fromEntries(Object.entries(view).filter(([name]) => minimalFields.has(name)))
}

function tell(world: World, order: Order, kind: 'confirm' | 'pay', event: string, summary: string): void {
  world.notifications.enqueue({
    event,
    kind,
    summary,
    resource: resource(world, order),
    url: order.request.notify_url,
    schedule: order.request.mode === 'partner' ? 'partner' : 'general',
    at: order.history.at(-1)?.at ?? world.time.business(),
  })
}

/** The user confirmed, or the order needed no confirmation (facts 6.2). */
export function tellConfirmed(world: World, order: Order): void {
  tell(world, order, 'confirm', 'PAYSCORE.USER_CONFIRM', '微信支付分服务订单用户已确认')
}

/** The money came. */
export function tellPaid(world: World, order: Order): void {
  tell(world, order, 'pay', 'PAYSCORE.USER_PAID', '微信支付分服务订单支付成功')
}
