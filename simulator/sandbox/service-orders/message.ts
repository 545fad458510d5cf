import { parseMoment, toDay } from '../beijing-time'
import { canonical } from '../canonical'
import { invalidRequest, stateError } from '../failure'
import { Fields } from '../fields'
import { type Answer, type Call } from '../protocol'
import { readBill } from './bill-rules'
import { type ModeDesk } from './desk'
import { owned } from './mode'
import { type MessageKind } from './order'

/** `POST …/{out_order_no}/send-pendingmessage` and `…/send-prepaidmessage`: each once per order (facts 1.7.2). */
export const message =
  (kind: MessageKind) =>
  ({ world, book, mode }: ModeDesk, call: Call): Answer => {
    const fields = new Fields(call.body)
    const { order } = owned(book.find(call.params['out_order_no'] ?? ''), fields, mode, false)
    const sentAs = canonical(call.body)
    const { repeatedMessage, messageState } = world.switches()
    const earlier = order.messages[kind]
    if (earlier) {
      if (earlier.sentAs === sentAs && repeatedMessage === '204') return { status: 204 }
      throw invalidRequest('一笔服务订单仅可以发送一次该消息')
    }
    const may = order.state === 'USER_ACCEPTED' || (order.state === 'FINISHED' && messageState === 'DOING')
    if (!may) throw stateError('订单状态不允许发送消息')
    readBill(world, fields)
    const prepaid_time = fields.text('prepaid_time', { max: 8, pattern: /^\d{8}$/ })
    if (!parseMoment(prepaid_time)) throw fields.error('prepaid_time', 'is no real date')
    const at = world.time.business()
    if (prepaid_time < toDay(at)) throw fields.error('prepaid_time', 'must not be before today')
    book.save({ ...order, messages: { ...order.messages, [kind]: { at, sentAs } } })
    return { status: 204 }
  }
