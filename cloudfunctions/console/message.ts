import type { RequestOf, ResponseOf } from '#domain/contract'
import { parseTimeText, toDayText, type Moment } from '#domain/period'
import { Failed } from '../shared/failed'
import { orderFor, type OperatorContext } from '../shared/operators'
import { act } from '../shared/orders/act'
import { ask } from '../shared/orders/ask'
import { checkBill } from '../shared/orders/completion'
import { keyOf, type OrderDocument, type Pending } from '../shared/orders/document'
import { openDesk } from '../shared/orders/open-desk'
import { protocolOf } from '../shared/protocols'
import { viewOf } from './respond'

type Request = RequestOf<'console', 'message'>

/** A deduction further ahead is a typing mistake. */
const FARTHEST = 90 * 24 * 60 * 60_000

/**
 * Has WeChat Pay tell the customer about a bill to come, before the order is completed: that its costs are still to be settled,
 * or when what will be deducted. Each kind goes once per order; when no answer came it may have arrived, and is sent again only
 * when the operator says so.
 */
export async function message(
  request: Request,
  ctx: OperatorContext,
): Promise<ResponseOf<'console', 'message'>> {
  const { orderId, kind, fees, discounts, total, again } = request
  const desk = await openDesk(ctx)
  const stored = await orderFor(ctx, orderId)
  const prepare = protocolOf(stored.protocol).prepareMessage
  if (!prepare) throw new Failed('NOT_ALLOWED_NOW', { sentence: '这类订单不能通过微信支付通知顾客' })
  checkBill(request, stored)
  const day = dayOf(request.day, desk.clock())
  const { order, reply } = await ask(desk, stored, stored.current)
  checkFirst(order, kind, again === true)
  if (order.pending) throw new Failed('PENDING')
  if (order.state !== 'USER_ACCEPTED') throw new Failed('NOT_ALLOWED_NOW')
  if (!('facts' in reply) || reply.facts.state !== 'USER_ACCEPTED') throw new Failed('RESULT_UNKNOWN')
  const n = order.current
  const call = prepare({ ...keyOf(order, n), kind, fees, discounts, total, day }, desk.prepare)
  const at = desk.clock()
  const told = { kind, total, day }
  const pending: Pending = { action: 'message', n, call, by: 'operator', at, sentAt: at, message: told }
  const { order: sent, refusal } = await act(desk, order, pending)
  if (refusal) throw refusal
  return { order: viewOf(ctx, sent) }
}

/** @throws Failed ALREADY_SENT */
function checkFirst({ messages }: OrderDocument, kind: Request['kind'], again: boolean): void {
  const before = messages?.[kind]?.result
  if (before === 'sent') throw new Failed('ALREADY_SENT')
  if (before === 'unknown' && !again)
    throw new Failed('ALREADY_SENT', { sentence: '这条消息可能已经发送过，请先与顾客核对是否收到' })
}

/** The day in Beijing as its midnight. @throws Failed TIME_INVALID when it is over, or too far ahead */
function dayOf(said: Moment, now: Moment): Moment {
  const midnight = (moment: Moment) => parseTimeText(toDayText(moment)) ?? moment
  const day = midnight(said)
  if (day < midnight(now) || day > now + FARTHEST)
    throw new Failed('TIME_INVALID', { sentence: '扣款日期须是今天或之后 90 天内的一天' })
  return day
}
