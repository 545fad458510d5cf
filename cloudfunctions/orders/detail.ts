import type { RequestOf, ResponseOf } from '#domain/contract'
import type { ActionContext } from '../shared/handler'
import { detailLaunchOf } from '../shared/orders/launch'
import { openDesk } from '../shared/orders/open-desk'
import { ownOrder } from '../shared/orders/own-order'

/** How to open WeChat Pay's own page of the order, where an open debt can be paid. */
export async function detail(
  request: RequestOf<'orders', 'detail'>,
  ctx: ActionContext,
): Promise<ResponseOf<'orders', 'detail'>> {
  const order = await ownOrder(ctx, request.orderId)
  return { launch: detailLaunchOf(await openDesk(ctx), order) }
}
