import type { RequestOf, ResponseOf } from '#domain/contract'
import { Failed } from '../shared/failed'
import type { ActionContext } from '../shared/handler'
import { openDesk } from '../shared/orders/open-desk'
import { ownOrder } from '../shared/orders/own-order'
import { refreshNow } from '../shared/orders/refresh'
import { withLaunch } from './respond'

/**
 * Opens the stored package again while it is under 55 minutes old: the number stays, so nothing can be confirmed twice.
 * Asked first, so that an order that was confirmed meanwhile is shown instead.
 */
export async function reopen(
  request: RequestOf<'orders', 'reopen'>,
  ctx: ActionContext,
): Promise<ResponseOf<'orders', 'reopen'>> {
  const order = await ownOrder(ctx, request.orderId)
  const desk = await openDesk(ctx)
  const answer = withLaunch(desk, await refreshNow(desk, order))
  if (!answer.launch && answer.order.state === 'CREATED') throw new Failed('NOT_ALLOWED_NOW')
  return answer
}
