import type { RequestOf, ResponseOf } from '#domain/contract'
import type { Moment } from '#domain/period'
import { Failed } from '../shared/failed'
import { orderFor, type OperatorContext } from '../shared/operators'
import { act } from '../shared/orders/act'
import { ask } from '../shared/orders/ask'
import { keyOf, type OrderDocument, type Pending } from '../shared/orders/document'
import { openDesk } from '../shared/orders/open-desk'
import { isOwed } from '../shared/orders/view'
import { protocolOf } from '../shared/protocols'
import { viewOf } from './respond'

/** WeChat Pay deducts by itself anyway: more often than this helps nobody. */
const GAP = 60_000

/**
 * Asks WeChat Pay to deduct now what is owed. Its 200 is not a payment (design 4.8): a query tells, and the order is shown as
 * paid by nothing else.
 */
export async function collect(
  { orderId }: RequestOf<'console', 'collect'>,
  ctx: OperatorContext,
): Promise<ResponseOf<'console', 'collect'>> {
  const desk = await openDesk(ctx)
  const stored = await orderFor(ctx, orderId)
  const prepare = protocolOf(stored.protocol).prepareCollect
  if (!prepare) throw new Failed('NOT_ALLOWED_NOW', { sentence: '这类订单由微信支付自动扣款，不能发起催收' })
  const { order, reply } = await ask(desk, stored, stored.current)
  if (order.state === 'USER_PAID') throw new Failed('ALREADY_PAID')
  if (order.pending) throw new Failed('PENDING')
  if (!isOwed(order)) throw new Failed('NOT_ALLOWED_NOW')
  if (!('facts' in reply) || reply.facts.state !== 'FINISHED') throw new Failed('RESULT_UNKNOWN')
  const at = desk.clock()
  checkGap(order, at)
  const n = order.current
  const call = prepare(keyOf(order, n), desk.prepare)
  const pending: Pending = { action: 'collect', n, call, by: 'operator', at, sentAt: at }
  const { order: sent, refusal, lost } = await act(desk, order, pending, { ...order, collectedAt: at })
  if (refusal) throw refusal
  const { order: known } = lost ? { order: sent } : await ask(desk, sent, n)
  return { order: viewOf(ctx, known) }
}

/** @throws Failed TOO_MANY */
function checkGap({ collectedAt }: OrderDocument, now: Moment): void {
  if (collectedAt !== undefined && now - collectedAt < GAP)
    throw new Failed('TOO_MANY', { sentence: '一分钟内只能发起一次扣款，请过一分钟再试' })
}
