import type { RequestOf, ResponseOf } from '#domain/contract'
import type { Moment } from '#domain/period'
import { Failed } from '../shared/failed'
import { orderFor, type OperatorContext } from '../shared/operators'
import { act } from '../shared/orders/act'
import { ask } from '../shared/orders/ask'
import { keyOf, type OrderDocument, type Pending } from '../shared/orders/document'
import { PAID_PARTLY, PAID_TWICE } from '../shared/orders/for-a-person'
import { openDesk } from '../shared/orders/open-desk'
import { operatorActions } from '../shared/orders/view'
import { protocolOf } from '../shared/protocols'
import { viewOf } from './respond'

/** Before WeChat Pay's own clock, which may be behind ours. */
const MARGIN = 2000

/**
 * Tells WeChat Pay that the customer paid elsewhere, so that it stops deducting. Cannot be undone. The paid time must lie
 * after the completion and before now (facts 1.5).
 */
export async function sync(
  request: RequestOf<'console', 'sync'>,
  ctx: OperatorContext,
): Promise<ResponseOf<'console', 'sync'>> {
  const desk = await openDesk(ctx)
  const stored = await orderFor(ctx, request.orderId)
  const { order, reply } = await ask(desk, stored, stored.current)
  const view = (shown: OrderDocument) => ({ order: viewOf(ctx, shown) })
  if (order.outcome === 'paidElsewhere' || (order.synced && order.state === 'FINISHED')) return view(order)
  if (!operatorActions(order, desk.clock()).includes('sync'))
    throw new Failed(order.pending ? 'PENDING' : 'NOT_ALLOWED_NOW')
  if (!('facts' in reply)) throw new Failed('RESULT_UNKNOWN')
  const at = desk.clock()
  const paidAt = paidTime(request.paidAt, finishedAt(order), Math.min(at, at + reply.skewMs) - MARGIN)
  const n = order.current
  const call = protocolOf(order.protocol).prepareSync({ ...keyOf(order, n), paidAt }, desk.prepare)
  const pending: Pending = { action: 'sync', n, call, by: 'operator', at, sentAt: at, reason: request.reason }
  const { order: told, refusal } = await act(desk, order, pending)
  if (refusal) throw refusal
  const { order: proven } = await ask(desk, told, n)
  if (proven.outcome === 'paid' && !proven.alerts.includes(PAID_PARTLY))
    throw new Failed('NOT_ALLOWED_NOW', { sentence: PAID_TWICE })
  return view(proven)
}

const finishedAt = (order: OrderDocument): Moment | undefined =>
  order.events.filter(({ what }) => what === 'FINISHED').at(-1)?.at ?? order.bill?.endedAt

/** @throws Failed TIME_INVALID */
function paidTime(said: Moment, finished: Moment | undefined, latest: Moment): Moment {
  const paid = Math.floor(Math.min(said, latest) / 1000) * 1000
  if (finished !== undefined && paid <= finished)
    throw new Failed('TIME_INVALID', { sentence: '付款时间须在完结之后，且不能晚于现在' })
  return paid
}
