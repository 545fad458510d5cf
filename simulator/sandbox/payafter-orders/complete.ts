import { canonical } from '../canonical'
import { paramError, stateError } from '../failure'
import { Fields } from '../fields'
import { ended } from '../orders/ended'
import { move } from '../orders/machine'
import { type Answer, type Call } from '../protocol'
import { type World } from '../world'
import { readComplete } from './complete-rules'
import { type Desk } from './desk'
import { tellPaid } from './events'
import { type Order } from './order'
import { owned } from './own'
import { shortAnswer } from './short-answer'

/** `POST /v3/payscore/payafter-orders/{out_order_no}/complete` (facts 1.4). */
export function complete({ world, book, deductions }: Desk, call: Call): Answer {
  const fields = new Fields(call.body)
  const order = owned(book.find(call.params['out_order_no'] ?? ''), fields)
  const sentAs = canonical(call.body)
  if (order.finish) return replay(world, order, sentAs)
  if (order.state === 'REVOKED') throw ended(world, order)
  if (order.state !== 'USER_ACCEPTED') throw stateError('订单未被用户确认，不能完结')

  const request = readComplete(world, order, fields)
  const at = world.time.business()
  const { finishTypeOneState, zeroTotal } = world.switches()
  const cancelled = request.finish_type === 1
  const moved = cancelled ? move(order, 'cancel-use', at, finishTypeOneState) : move(order, 'finish', at)
  const finished: Order = { ...moved, finish: { at, sentAs, request } }
  if (request.total_amount > 0) deductions.plan(finished, at)
  if (cancelled || request.total_amount > 0 || zeroTotal === 'finished')
    return shortAnswer(book.save(finished))

  const paid = deductions.paid(finished, at)
  if (zeroTotal === 'paid-and-notified') tellPaid(world, paid)
  return shortAnswer(book.save(paid))
}

function replay(world: World, order: Order, sentAs: string): Answer {
  const wanted = world.switches().replayedComplete
  if (order.finish?.sentAs !== sentAs || wanted === 'PARAM_ERROR') {
    throw paramError('/finish_type', 'differs from the first complete', 'body', '订单重入参数校验失败')
  }
  if (wanted === 'INVALID_ORDER_STATE') throw stateError('订单已完结')
  return shortAnswer(order)
}
