import type { RequestOf, ResponseOf } from '#domain/contract'
import type { ActionContext } from '../shared/handler'
import { readOrder } from '../shared/orders/change'
import { openDesk } from '../shared/orders/open-desk'
import { refresh } from '../shared/orders/refresh'
import { viewOf } from './respond'

/** One order, after asking WeChat Pay where it is still under way. */
export async function get(
  request: RequestOf<'console', 'get'>,
  ctx: ActionContext,
): Promise<ResponseOf<'console', 'get'>> {
  const desk = await openDesk(ctx)
  const order = await refresh(desk, await readOrder(desk, request.orderId))
  return { order: viewOf(ctx, order) }
}
