import { type Service } from '../account'
import { canonical } from '../canonical'
import { paramError, stateError } from '../failure'
import { Fields } from '../fields'
import { ended } from '../orders/ended'
import { move } from '../orders/machine'
import { checkActualTimes } from '../orders/times'
import { present } from '../present'
import { type Answer, type Call } from '../protocol'
import { checkSessionTotal } from '../sign-plan/sessions/bill-rule'
import { type World } from '../world'
import { wholeAnswer } from './answers'
import { checkLimit, readBill } from './bill-rules'
import { type ModeDesk } from './desk'
import { owned } from './mode'
import { type CompleteRequest, type Order } from './order'
import { readPlaces, readTimeRange } from './place-rules'
import { settle } from './settle'

/** `POST …/{out_order_no}/complete` (facts 1.7.2). */
export function complete(desk: ModeDesk, call: Call): Answer {
  const { world, book, mode } = desk
  const fields = new Fields(call.body)
  const { order, service } = owned(book.find(call.params['out_order_no'] ?? ''), fields, mode)
  const sentAs = canonical(call.body)
  if (order.finish) return replay(desk, order, sentAs)
  if (order.state === 'REVOKED') throw ended(world, order)
  if (order.state !== 'USER_ACCEPTED') {
    throw world.switches().completeStateCode === 'PARAM_ERROR'
      ? paramError('/out_order_no', 'was not confirmed by the user', 'path', '完结订单状态不合法')
      : stateError('订单未被用户确认，不能完结')
  }
  const request = readComplete(world, order, service, fields)
  const at = world.time.business()
  const finished: Order = { ...move(order, 'finish', at), finish: { at, sentAs, request } }
  return wholeAnswer(desk, settle(desk, finished, at))
}

function readComplete(world: World, order: Order, service: Service, fields: Fields): CompleteRequest {
  const bill = readBill(world, fields)
  checkLimit(order, service, bill)
  checkSessionTotal(world, order, bill)
  const time_range = readTimeRange(fields)
  const planned = order.request.time_range
  if (planned.end_time === undefined && time_range.end_time === undefined) {
    const field = '/time_range/end_time'
    throw paramError(field, 'is required', 'body', '创建订单未填写服务结束时间，则结束时间必填')
  }
  checkActualTimes(
    { start: planned.start_time, acceptedAt: order.acceptedAt },
    { field: '/time_range/start_time', text: time_range.start_time },
    { field: '/time_range/end_time', text: time_range.end_time },
    world.time.business(),
  )
  fields.optionalText('complete_time', { max: 64, pattern: /^\d{4}-\d\d-\d\dT/ })
  return {
    ...bill,
    time_range,
    ...readPlaces(fields),
    profit_sharing: fields.optionalBoolean('profit_sharing') ?? false,
    ...present({ goods_tag: fields.optionalText('goods_tag', { max: 32 }) }),
  }
}

function replay(desk: ModeDesk, order: Order, sentAs: string): Answer {
  const wanted = desk.world.switches().replayedComplete
  if (order.finish?.sentAs !== sentAs || wanted === 'PARAM_ERROR') {
    throw paramError('/total_amount', 'differs from the first complete', 'body', '订单重入参数校验失败')
  }
  if (wanted === 'INVALID_ORDER_STATE') throw stateError('订单已完结')
  return wholeAnswer(desk, order)
}
