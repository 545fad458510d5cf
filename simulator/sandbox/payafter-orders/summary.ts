import { type OrderSummary } from '../protocol'
import { type Order } from './order'

/** The order with everything but the bodies as they were sent. */
export function summary(order: Order): OrderSummary & Omit<Order, 'sentAs' | 'finish' | 'cancel' | 'sync'> {
  const { sentAs: _, finish, cancel, sync, ...shown } = order
  const total = finish?.request.total_amount
  return {
    protocol: 'payafter-orders',
    ...shown,
    service_id: order.request.service_id,
    risk_amount: order.request.risk_amount,
    total_amount: total ?? null,
    charged: order.paid?.transactionId === undefined ? 0 : (total ?? 0),
    ...(finish && { finish: { at: finish.at, request: finish.request } }),
    ...(cancel && { cancel: { at: cancel.at } }),
    ...(sync && { sync: { at: sync.at } }),
  }
}
