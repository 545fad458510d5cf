import { canonical } from '../canonical'
import { stateError } from '../failure'
import { Fields } from '../fields'
import { ended } from '../orders/ended'
import { isOver, move } from '../orders/machine'
import { isRepeated } from '../orders/repeat'
import { type Answer, type Call } from '../protocol'
import { type Desk } from './desk'
import { owned } from './own'
import { shortAnswer } from './short-answer'

/** `POST /v3/payscore/payafter-orders/{out_order_no}/cancel` (facts 1.3). */
export function cancel({ world, book, deductions }: Desk, call: Call): Answer {
  const fields = new Fields(call.body)
  const { cancelReasonLimit, cancelAfterAcceptance, cancelAfterFinish } = world.switches()
  fields.text('reason', { max: Number(cancelReasonLimit) })
  const order = owned(book.find(call.params['out_order_no'] ?? ''), fields)
  const sentAs = canonical(call.body)
  if (isRepeated(world, order, 'cancel', sentAs)) return shortAnswer(order)
  const refused =
    (order.state === 'USER_ACCEPTED' && cancelAfterAcceptance === 'refused') ||
    (order.state === 'FINISHED' && (cancelAfterFinish === 'refused' || !deductions.outstanding(order)))
  if (refused) throw stateError('订单当前状态不可取消', '271316592')
  if (isOver(order)) throw ended(world, order)
  deductions.refuseWhileRunning(order)
  const now = world.time.business()
  const cancelled = book.save({ ...move(order, 'cancel', now), cancel: { at: now, sentAs } })
  deductions.drop(cancelled)
  return shortAnswer(cancelled)
}
