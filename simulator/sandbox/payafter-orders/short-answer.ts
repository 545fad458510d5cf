import { type Answer } from '../protocol'
import { type Order } from './order'

/** What cancel and complete answer (facts 1.3, 1.4). */
export function shortAnswer(order: Order): Answer {
  const { appid, service_id } = order.request
  const { mchid, out_order_no, order_id } = order
  return { status: 200, body: { appid, mchid, out_order_no, service_id, order_id } }
}
