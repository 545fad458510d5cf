import { toSeconds } from '../beijing-time'
import { present } from '../present'
import { type World } from '../world'
import { type Order } from './order'
import { finishTicket } from './ticket'

/** The order as a query answers it (facts 1.2); what is not known yet is left out. */
export function orderView(world: World, order: Order): Record<string, unknown> {
  const { request, finish, paid } = order
  const { startTimeAfterAccept, finishTicket: tickets } = world.switches()
  const acceptedStart =
    request.service_start_time === 'OnAccept' &&
    order.acceptedAt !== undefined &&
    startTimeAfterAccept === 'time'
  return present({
    appid: request.appid,
    mchid: order.mchid,
    out_order_no: order.out_order_no,
    service_id: request.service_id,
    state: order.state,
    finish_type: finish?.request.finish_type,
    service_start_time: acceptedStart ? toSeconds(order.acceptedAt) : request.service_start_time,
    service_end_time: request.service_end_time,
    real_service_start_time: finish?.request.real_service_start_time,
    real_service_end_time: finish?.request.real_service_end_time,
    pay_succ_time: paid?.time,
    service_start_location: request.service_start_location,
    service_end_location: request.service_end_location,
    real_service_end_location: finish?.request.real_service_end_location,
    service_introduction: request.service_introduction,
    fees: finish?.request.fees ?? request.fees,
    discounts: finish?.request.discounts ?? request.discounts,
    risk_amount: request.risk_amount,
    total_amount: finish?.request.total_amount,
    attach: request.attach,
    finish_ticket:
      order.state === 'USER_ACCEPTED'
        ? finishTicket(world.keyring.keys.ticketSecret, order.order_id, tickets === 'changing')
        : undefined,
    finish_transaction_id: paid?.transactionId,
    pay_type: paid?.payType,
  })
}
