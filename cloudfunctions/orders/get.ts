import type { RequestOf, ResponseOf } from '#domain/contract'
import type { ActionContext } from '../shared/handler'
import { openDesk } from '../shared/orders/open-desk'
import { ownOrder } from '../shared/orders/own-order'
import { refresh } from '../shared/orders/refresh'
import { viewOf } from './respond'

/** The order, after asking WeChat Pay where it is still under way: nothing that a page heard elsewhere is believed. */
export async function get(
  request: RequestOf<'orders', 'get'>,
  ctx: ActionContext,
): Promise<ResponseOf<'orders', 'get'>> {
  const order = await ownOrder(ctx, request.orderId)
  const desk = await openDesk(ctx)
  return { order: viewOf(desk, await refresh(desk, order)) }
}
