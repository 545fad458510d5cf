import { canonical } from '../canonical'
import { parseMoment } from '../beijing-time'
import { invalidRequest, paramError, stateError } from '../failure'
import { Fields } from '../fields'
import { type Answer, type Call } from '../protocol'
import { type World } from '../world'
import { type Deductions } from './deductions'
import { ended } from './ended'
import { tellPaid } from './events'
import { move, type Order } from './order'
import { type OrderBook } from './order-book'

/** `POST /v3/payscore/payafter-orders/{out_order_no}/sync`: the user paid the merchant directly (facts 1.5). */
export function sync(world: World, book: OrderBook, deductions: Deductions, call: Call): Answer {
  const fields = new Fields(call.body)
  if (fields.text('type', { max: 32 }) !== 'Order_Paid') throw fields.error('type', 'must be Order_Paid')
  const paid_time = fields.object('detail').text('paid_time', { max: 14, pattern: /^\d{14}$/ })
  const order = book.owned(book.find(call.params['out_order_no'] ?? ''), fields)
  const sentAs = canonical(call.body)
  if (order.sync) {
    if (order.sync.sentAs !== sentAs) throw invalidRequest('同步参数与上次不一致', '271316598')
    if (world.switches().repeatedSync === 'INVALID_ORDER_STATE') throw ended(world, order)
    return answer(order)
  }
  if (['USER_PAID', 'REVOKED', 'EXPIRED'].includes(order.state)) throw ended(world, order)
  if (order.state !== 'FINISHED' || !deductions.outstanding(order))
    throw stateError('订单不是待支付', '271316657')
  const now = world.time.business()
  checkPaidTime(order, paid_time, now)
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

/** Completion before payment before this call. */
function checkPaidTime(order: Order, paid_time: string, now: number): void {
  const paid = parseMoment(paid_time)
  if (!paid) throw paramError('/detail/paid_time', 'is no real date')
  if (paid.ms >= now) throw paramError('/detail/paid_time', 'must be before this call')
  if (paid.ms <= Math.floor((order.finish?.at ?? 0) / 1000) * 1000) {
    throw paramError('/detail/paid_time', 'must be after the order was completed')
  }
}

function answer(order: Order): Answer {
  const { mchid, out_order_no, order_id } = order
  return { status: 200, body: { appid: order.request.appid, mchid, out_order_no, order_id } }
}
