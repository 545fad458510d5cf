import { formatShortMoment, type Moment } from '#domain/period'
import { Failed } from '../shared/failed'
import { act } from '../shared/orders/act'
import { ask } from '../shared/orders/ask'
import { change } from '../shared/orders/change'
import type { Desk } from '../shared/orders/desk'
import type { OrderDocument } from '../shared/orders/document'
import { isOwed } from '../shared/orders/view'
import { failureOfPay } from '../shared/pay-failure'
import { protocolOf } from '../shared/protocols'
import { prepareCancellation } from './end-unused'

/** How long a deduction may be under way before a cancel is worth another try (facts 1.7.2). */
const DEDUCTION_MS = 3 * 60_000

/**
 * Gives up what is owed: cancels a completed order that is not paid. While WeChat Pay is deducting nothing changes; the order is
 * asked about again when that should be over, and the operator is told when to try again.
 * @throws Failed NOT_ALLOWED_NOW, ALREADY_PAID, PENDING, DEDUCTING, RESULT_UNKNOWN; PayApiError when WeChat Pay refused otherwise
 */
export async function waive(desk: Desk, stored: OrderDocument, reason: string): Promise<OrderDocument> {
  if (!protocolOf(stored.protocol).rules.waives)
    throw new Failed('NOT_ALLOWED_NOW', { sentence: '这类订单完结后不能放弃收款，可以在扣款后退款' })
  const { order, reply } = await ask(desk, stored, stored.current)
  if (order.state === 'REVOKED' && order.charged !== undefined) return order
  if (order.state === 'USER_PAID') throw new Failed('ALREADY_PAID')
  if (order.pending) throw new Failed('PENDING')
  if (!isOwed(order)) throw new Failed('NOT_ALLOWED_NOW')
  if (!('facts' in reply) || reply.facts.state !== 'FINISHED') throw new Failed('RESULT_UNKNOWN')
  // What was deducted stays ours, and no document says what a cancel makes of it.
  if ((reply.facts.paid ?? 0) > 0)
    throw new Failed('NOT_ALLOWED_NOW', {
      sentence: '微信支付已经扣到一部分，不能放弃收款，请把账单调低到已经扣到的金额',
    })
  const pending = prepareCancellation(desk, order, 'FINISHED', reason)
  const { order: done, refusal } = await act(desk, order, pending)
  if (refusal) throw failureOfPay(refusal) === 'DEDUCTING' ? await askedLater(desk, done) : refusal
  if (done.state === 'USER_PAID') throw new Failed('ALREADY_PAID')
  return done
}

/** WeChat Pay is deducting: the order is looked at again when that should be over. */
async function askedLater(desk: Desk, order: OrderDocument): Promise<Failed> {
  const at = desk.clock() + DEDUCTION_MS
  await change(desk, order, (now) => ({ ...now, nextCheckAt: Math.min(now.nextCheckAt ?? at, at) }))
  return new Failed('DEDUCTING', { sentence: `微信支付正在扣款，请在 ${clockTime(at)} 之后再试` })
}

/** `18:06` in Beijing, rounded up to the minute. */
const clockTime = (at: Moment): string => formatShortMoment(at + 59_999).split(' ')[1] ?? ''
