import type { RequestOf, ResponseOf } from '#domain/contract'
import { Failed } from '../shared/failed'
import type { ActionContext } from '../shared/handler'
import { openDesk } from '../shared/orders/open-desk'
import { ownOrder } from '../shared/orders/own-order'
import { cancelCreated } from '../shared/orders/cancel-created'
import { viewOf } from './respond'

/** What WeChat Pay reads as the reason. */
const REASON = '用户取消'

/** Customers cancel what they have not confirmed; afterwards they ask and an operator decides (design 4.8). */
export async function cancel(
  request: RequestOf<'orders', 'cancel'>,
  ctx: ActionContext,
): Promise<ResponseOf<'orders', 'cancel'>> {
  const order = await ownOrder(ctx, request.orderId)
  const desk = await openDesk(ctx)
  const ended = await cancelCreated(desk, order, 'customer', REASON)
  if (ended.state === 'USER_ACCEPTED')
    throw new Failed('NOT_ALLOWED_NOW', { sentence: '订单已经确认，不能自行取消' })
  return { order: viewOf(desk, ended) }
}
