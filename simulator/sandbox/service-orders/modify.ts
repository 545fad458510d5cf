import { canonical } from '../canonical'
import { invalidRequest, stateError } from '../failure'
import { Fields } from '../fields'
import { move } from '../orders/machine'
import { type Answer, type Call } from '../protocol'
import { wholeAnswer } from './answers'
import { checkLimit, readBill } from './bill-rules'
import { type ModeDesk } from './desk'
import { owned } from './mode'
import { billOf, type Order, restOf, takenOf } from './order'
import { settle } from './settle'

/** `POST …/{out_order_no}/modify`: lowers what is to be paid, while it is to be paid (facts 1.7.2). */
export function modify(desk: ModeDesk, call: Call): Answer {
  const { world, book, deductions, mode } = desk
  const fields = new Fields(call.body)
  fields.text('reason', { max: 50 })
  const { order, service } = owned(book.find(call.params['out_order_no'] ?? ''), fields, mode)
  const sentAs = canonical(call.body)
  const { repeatedModify, modifyTimes } = world.switches()
  const last = order.modifications.at(-1)
  if (last?.sentAs === sentAs && repeatedModify === '200') return wholeAnswer(desk, order)
  if (!deductions.outstanding(order)) throw stateError('订单不是待支付，不能修改金额', '271316657')
  if (last && modifyTimes === 'once') throw invalidRequest('订单金额只能修改一次')
  const bill = readBill(world, fields)
  checkLimit(order, service, bill)
  if (bill.total_amount >= (billOf(order)?.total_amount ?? 0)) {
    throw invalidRequest('修改后的金额必须小于原金额')
  }
  if (bill.total_amount < takenOf(order)) throw invalidRequest('修改后的金额不能小于已支付金额')
  deductions.refuseWhileRunning(order)
  const at = world.time.business()
  const modifications = [...order.modifications, { at, sentAs, bill }]
  const lowered: Order = { ...move(order, 'modify', at), modifications }
  return wholeAnswer(desk, restOf(lowered) === 0 ? settle(desk, lowered, at) : book.save(lowered))
}
