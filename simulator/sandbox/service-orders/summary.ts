import { type OrderSummary } from '../protocol'
import { type World } from '../world'
import { billOf, type Order, restOf, takenOf } from './order'
import { tripleOf } from './order-view'

/** The order for control calls, with everything but the bodies as they were sent; `state` in the words of the seeds. */
export function summary(world: World, order: Order): OrderSummary & Record<string, unknown> {
  const { sentAs: _, finish, cancel, sync, modifications, messages, ...shown } = order
  const total = billOf(order)?.total_amount
  return {
    protocol: 'service-orders',
    ...shown,
    mode: order.request.mode,
    sub_mchid: order.request.sub_mchid,
    service_id: order.request.service_id,
    triple: tripleOf(world, order),
    risk_amount: order.request.risk_fund.amount,
    total_amount: total ?? null,
    charged: takenOf(order) + (order.paid?.transaction_id === undefined ? 0 : restOf(order)),
    ...(finish && { finish: { at: finish.at, request: finish.request } }),
    ...(cancel && { cancel: { at: cancel.at } }),
    ...(sync && { sync: { at: sync.at } }),
    modifications: modifications.map(({ at, bill }) => ({ at, bill })),
    messages: Object.keys(messages),
  }
}
