import { ApiFailure, stateError } from '../failure'
import { Fields } from '../fields'
import { ended } from '../orders/ended'
import { isOver } from '../orders/machine'
import { type Answer, type Call } from '../protocol'
import { shortAnswer } from './answers'
import { type ModeDesk } from './desk'
import { owned } from './mode'

const userPaying: Answer = { status: 200, body: { trade_state: 'USERPAYING' } }

/**
 * `POST …/{out_order_no}/pay`: the merchant asks for another try. Its 200 is not a payment (facts 1.7.2): the money comes
 * later, with the next deduction.
 */
export function collect(desk: ModeDesk, call: Call): Answer {
  const { world, book, deductions, mode } = desk
  const { order } = owned(book.find(call.params['out_order_no'] ?? ''), new Fields(call.body), mode)
  if (isOver(order)) throw ended(world, order)
  if (!deductions.outstanding(order)) throw stateError('订单不是待支付', '271316657')
  const { collectAnswer, collectWhileDeducting, failedCollect } = world.switches()
  if (deductions.running(order)) {
    if (collectWhileDeducting === 'refused') deductions.refuseWhileRunning(order)
    return userPaying
  }
  if (order.deductionFails && failedCollect === 'TRADE_ERROR') {
    throw new ApiFailure(403, 'TRADE_ERROR', '扣款失败', '271316574')
  }
  deductions.plan(order, world.time.business())
  return collectAnswer === 'USERPAYING' ? userPaying : shortAnswer(desk, order, false)
}
