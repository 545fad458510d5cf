import { canonical } from '../canonical'
import { stateError } from '../failure'
import { Fields } from '../fields'
import { ended } from '../orders/ended'
import { isOver, move } from '../orders/machine'
import { isRepeated } from '../orders/repeat'
import { checkPaidTime, timeRule } from '../orders/times'
import { present } from '../present'
import { type Answer, type Call } from '../protocol'
import { wholeAnswer } from './answers'
import { type ModeDesk } from './desk'
import { tellPaid } from './events'
import { owned } from './mode'
import { type Order, restOf } from './order'

/** `POST …/{out_order_no}/sync`: the user paid the merchant directly (facts 1.7.2). */
export function sync(desk: ModeDesk, call: Call): Answer {
  const { world, book, deductions, mode } = desk
  const fields = new Fields(call.body)
  if (fields.text('type', { max: 32 }) !== 'Order_Paid') throw fields.error('type', 'must be Order_Paid')
  const detail = fields.object('detail')
  const paid_time = detail.text('paid_time', timeRule)
  detail.optionalInteger('seq', 1)
  const paid_amount = detail.optionalInteger('paid_amount', 1)
  const { order } = owned(book.find(call.params['out_order_no'] ?? ''), fields, mode)
  const sentAs = canonical(call.body)
  if (isRepeated(world, order, 'sync', sentAs)) return wholeAnswer(desk, order)
  if (isOver(order)) throw ended(world, order)
  if (!deductions.outstanding(order)) throw stateError('订单不是待支付', '271316657')
  if (paid_amount !== undefined && paid_amount !== restOf(order)) {
    throw detail.error('paid_amount', 'must be what is to be paid')
  }
  deductions.refuseWhileRunning(order)
  const now = world.time.business()
  checkPaidTime(paid_time, order.finish?.at ?? 0, now)
  deductions.drop(order)
  const { syncPaidType, syncNotified } = world.switches()
  const paid_type = syncPaidType === 'absent' ? undefined : syncPaidType
  const paid: Order = {
    ...move(order, 'sync', now),
    sync: { at: now, sentAs },
    paid: { time: paid_time, ...present({ paid_type }) },
  }
  book.save(paid)
  if (syncNotified === 'yes') tellPaid(world, paid)
  return wholeAnswer(desk, paid)
}
