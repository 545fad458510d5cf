import { canonical } from '../canonical'
import { invalidRequest, stateError } from '../failure'
import { Fields } from '../fields'
import { type Answer, type Call } from '../protocol'
import { type World } from '../world'
import { type Deductions } from './deductions'
import { ended } from './ended'
import { move } from './order'
import { type OrderBook } from './order-book'
import { shortAnswer } from './short-answer'

/** `POST /v3/payscore/payafter-orders/{out_order_no}/cancel` (facts 1.3). */
export function cancel(world: World, book: OrderBook, deductions: Deductions, call: Call): Answer {
  const fields = new Fields(call.body)
  const { cancelReasonLimit, cancelAfterAcceptance, cancelAfterFinish, repeatedCancel } = world.switches()
  fields.text('reason', { max: Number(cancelReasonLimit) })
  const order = book.owned(book.find(call.params['out_order_no'] ?? ''), fields)
  const sentAs = canonical(call.body)
  if (order.cancel) {
    if (order.cancel.sentAs !== sentAs) throw invalidRequest('撤销参数与上次不一致', '271316598')
    if (repeatedCancel === 'INVALID_ORDER_STATE') throw ended(world, order)
    return shortAnswer(order)
  }
  const refused =
    (order.state === 'USER_ACCEPTED' && cancelAfterAcceptance === 'refused') ||
    (order.state === 'FINISHED' && (cancelAfterFinish === 'refused' || !deductions.outstanding(order)))
  if (refused) throw stateError('订单当前状态不可取消', '271316592')
  if (['USER_PAID', 'REVOKED', 'EXPIRED'].includes(order.state)) throw ended(world, order)
  const now = world.time.business()
  const cancelled = book.save({ ...move(order, 'cancel', now), cancel: { at: now, sentAs } })
  deductions.drop(cancelled)
  return shortAnswer(cancelled)
}
