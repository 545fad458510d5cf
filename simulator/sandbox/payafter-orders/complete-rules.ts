import { invalidRequest, paramError } from '../failure'
import { type Fields } from '../fields'
import { checkActualTimes, timeRule } from '../orders/times'
import { type World } from '../world'
import { readFees, readFinalDiscounts } from './fee-rules'
import { sumOf, type CompleteRequest, type Order } from './order'
import { isTicket } from './ticket'

/** Checks complete's body against its order (facts 1.4, 3.1, 3.3). @throws ApiFailure 400 */
export function readComplete(world: World, order: Order, fields: Fields): CompleteRequest {
  const finish_type = fields.integer('finish_type', 1, 2) as 1 | 2
  const total_amount = fields.integer('total_amount', 0)
  const fees = readFees(fields)
  const discounts = readFinalDiscounts(fields)
  const cancel_reason = fields.optionalText('cancel_reason', { max: 30 })
  const start = fields.optionalText('real_service_start_time', timeRule)
  const end = fields.optionalText('real_service_end_time', timeRule)
  const place = fields.optionalText('real_service_end_location', { max: 20 })
  if (finish_type === 1) {
    if (cancel_reason === undefined) throw fields.error('cancel_reason', 'is required with finish_type 1')
    if (total_amount !== 0) throw fields.error('total_amount', 'must be 0 with finish_type 1')
    fields.absent('real_service_end_time', 'with finish_type 1')
    fields.absent('real_service_end_location', 'with finish_type 1')
  } else if (end === undefined) throw fields.error('real_service_end_time', 'is required with finish_type 2')
  checkTicket(world, order, fields)
  checkTotal(order, fees, discounts, total_amount)
  checkActualTimes(
    { start: order.request.service_start_time, acceptedAt: order.acceptedAt },
    { field: '/real_service_start_time', text: start },
    { field: '/real_service_end_time', text: end },
    world.time.business(),
  )
  checkSwitched(world, order, fees, place)
  return {
    finish_type,
    ...(cancel_reason !== undefined && { cancel_reason }),
    ...(start !== undefined && { real_service_start_time: start }),
    ...(end !== undefined && { real_service_end_time: end }),
    ...(place !== undefined && { real_service_end_location: place }),
    fees,
    discounts,
    total_amount,
    profit_sharing: fields.optionalBoolean('profit_sharing') ?? false,
  }
}

function checkTicket(world: World, order: Order, fields: Fields): void {
  const ticket = fields.has('finish_ticket') ? fields.text('finish_ticket', { max: 300 }) : ''
  if (isTicket(world.keyring.keys.ticketSecret, order.order_id, ticket)) return
  if (world.switches().wrongTicketCode === 'INVALID_REQUEST') throw invalidRequest('完结凭证错误')
  throw fields.error('finish_ticket', 'is missing or not one of this order')
}

function checkTotal(
  order: Order,
  fees: CompleteRequest['fees'],
  discounts: CompleteRequest['discounts'],
  total: number,
): void {
  if (sumOf(fees, discounts) !== total) {
    throw paramError('/total_amount', 'must be the sum of fees less discounts', 'body', '最终总金额计算非法')
  }
  if (total > order.request.risk_amount) throw paramError('/total_amount', 'must not exceed risk_amount')
}

function checkSwitched(world: World, order: Order, fees: CompleteRequest['fees'], place?: string): void {
  const { completeFeeDetails, sameEndLocation } = world.switches()
  const detailed = fees.findIndex((fee) => fee.fee_desc !== undefined || fee.fee_count !== undefined)
  if (completeFeeDetails === 'refused' && detailed >= 0) {
    throw paramError(`/fees/${detailed}`, 'must not have fee_desc or fee_count when completing')
  }
  const { service_start_location, service_end_location } = order.request
  const same = place !== undefined && (place === service_end_location || place === service_start_location)
  if (sameEndLocation === 'refused' && same) {
    throw paramError(
      '/real_service_end_location',
      'is only given when it differs from the planned end and the start',
    )
  }
}
