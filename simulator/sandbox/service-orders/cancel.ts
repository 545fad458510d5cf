import { canonical } from '../canonical'
import { stateError } from '../failure'
import { Fields } from '../fields'
import { ended } from '../orders/ended'
import { isOver, move } from '../orders/machine'
import { isRepeated } from '../orders/repeat'
import { type Answer, type Call } from '../protocol'
import { shortAnswer } from './answers'
import { type ModeDesk } from './desk'
import { owned } from './mode'
import { takenOf } from './order'

/** `POST …/{out_order_no}/cancel`: until the money came, but not while it is being taken (facts 1.7.2). */
export function cancel(desk: ModeDesk, call: Call): Answer {
  const { world, book, deductions, mode } = desk
  const fields = new Fields(call.body)
  fields.text('reason', { max: 50 })
  const { order } = owned(book.find(call.params['out_order_no'] ?? ''), fields, mode)
  const sentAs = canonical(call.body)
  if (isRepeated(world, order, 'cancel', sentAs)) return shortAnswer(desk, order)
  if (isOver(order)) throw ended(world, order)
  const whilePaying = order.state === 'FINISHED' && world.switches().cancelWhilePaying === 'refused'
  const refused = whilePaying || takenOf(order) > 0
  if (refused) throw stateError('订单当前状态不可取消', '271316592')
  deductions.refuseWhileRunning(order)
  const now = world.time.business()
  const cancelled = book.save({ ...move(order, 'cancel', now), cancel: { at: now, sentAs } })
  deductions.drop(cancelled)
  return shortAnswer(desk, cancelled)
}
