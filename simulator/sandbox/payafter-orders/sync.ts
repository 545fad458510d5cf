import { canonical } from '../canonical'
import { stateError } from '../failure'
import { Fields } from '../fields'
import { ended } from '../orders/ended'
import { isOver, move } from '../orders/machine'
import { isRepeated } from '../orders/repeat'
import { checkPaidTime } from '../orders/times'
import { type Answer, type Call } from '../protocol'
import { type Desk } from './desk'
import { tellPaid } from './events'
import { type Order } from './order'
import { owned } from './own'

/** `POST /v3/payscore/payafter-orders/{out_order_no}/sync`: the user paid the merchant directly (facts 1.5). */
export function sync({ world, book, deductions }: Desk, call: Call): Answer {
  const fields = new Fields(call.body)
  if (fields.text('type', { max: 32 }) !== 'Order_Paid') throw fields.error('type', 'must be Order_Paid')
  const paid_time = fields.object('detail').text('paid_time', { max: 14, pattern: /^\d{14}$/ })
  const order = owned(book.find(call.params['out_order_no'] ?? ''), fields)
  const sentAs = canonical(call.body)
  if (isRepeated(world, order, 'sync', sentAs)) return answer(order)
  if (isOver(order)) throw ended(world, order)
  if (!deductions.outstanding(order)) throw stateError('订单不是待支付', '271316657')
  deductions.refuseWhileRunning(order)
  const now = world.time.business()
  checkPaidTime(paid_time, order.finish?.at ?? 0, now)
  deductions.drop(order)
  const paid: Order = {
    ...move(order, 'sync', now),
    sync: { at: now, sentAs },
    paid: { time: paid_time, payType: 'MchChannelPayType' },
  }
  book.save(paid)
  if (world.switches().syncNotified === 'yes') tellPaid(world, paid)
  return answer(paid)
}

function answer(order: Order): Answer {
  const { mchid, out_order_no, order_id } = order
  return { status: 200, body: { appid: order.request.appid, mchid, out_order_no, order_id } }
}
