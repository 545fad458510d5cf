import { parseMoment, toDay, toSeconds } from '../beijing-time'
import { invalidRequest, paramError } from '../failure'
import { type Fields } from '../fields'
import { type World } from '../world'
import { readFees, readFinalDiscounts } from './fee-rules'
import { sumOf, type CompleteRequest, type Order } from './order'
import { isTicket } from './ticket'

const time = { max: 14, pattern: /^(\d{8}|\d{14})$/ }

/** Checks complete's body against its order (facts 1.4, 3.1, 3.3). @throws ApiFailure 400 */
export function readComplete(world: World, order: Order, fields: Fields): CompleteRequest {
  const finish_type = fields.integer('finish_type', 1, 2) as 1 | 2
  const total_amount = fields.integer('total_amount', 0)
  const fees = readFees(fields)
  const discounts = readFinalDiscounts(fields)
  const cancel_reason = fields.optionalText('cancel_reason', { max: 30 })
  const start = fields.optionalText('real_service_start_time', time)
  const end = fields.optionalText('real_service_end_time', time)
  const place = fields.optionalText('real_service_end_location', { max: 20 })
  if (finish_type === 1) {
    if (cancel_reason === undefined) throw fields.error('cancel_reason', 'is required with finish_type 1')
    if (total_amount !== 0) throw fields.error('total_amount', 'must be 0 with finish_type 1')
    fields.absent('real_service_end_time', 'with finish_type 1')
    fields.absent('real_service_end_location', 'with finish_type 1')
  } else if (end === undefined) throw fields.error('real_service_end_time', 'is required with finish_type 2')
  checkTicket(world, order, fields)
  checkTotal(order, fees, discounts, total_amount)
  checkTimes(world, order, start, end)
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

/** Same precision as create, start before end, end not after this moment. */
function checkTimes(world: World, order: Order, startText?: string, endText?: string): void {
  const planned = order.request.service_start_time
  const precision = /^\d{8}$/.test(planned) ? 'day' : 'seconds'
  const read = (field: string, text: string | undefined): number | undefined => {
    if (text === undefined) return undefined
    const moment = parseMoment(text)
    if (!moment) throw paramError(`/${field}`, 'is no real date')
    if (moment.precision !== precision)
      throw paramError(`/${field}`, 'must be as precise as service_start_time')
    return moment.ms
  }
  const end = read('real_service_end_time', endText)
  const start = read('real_service_start_time', startText) ?? plannedStart(order)
  if (end === undefined || endText === undefined) return
  const now = world.time.business()
  if (endText > (precision === 'day' ? toDay(now) : toSeconds(now))) {
    throw paramError('/real_service_end_time', 'must not be later than this call')
  }
  // Within one day a day-precise service begins and ends on the same date.
  if (start !== undefined && (precision === 'day' ? end < start : end <= start)) {
    throw invalidRequest('实际结束时间不能早于实际开始时间', '271316637')
  }
}

function plannedStart(order: Order): number | undefined {
  if (order.request.service_start_time !== 'OnAccept')
    return parseMoment(order.request.service_start_time)?.ms
  return order.acceptedAt === undefined ? undefined : Math.floor(order.acceptedAt / 1000) * 1000
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
