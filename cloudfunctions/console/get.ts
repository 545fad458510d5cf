import type { RequestOf, ResponseOf } from '#domain/contract'
import { orderFor, type OperatorContext } from '../shared/operators'
import { openDesk } from '../shared/orders/open-desk'
import { refresh } from '../shared/orders/refresh'
import { viewOf } from './respond'

/** One order, after asking WeChat Pay where it is still under way. */
export async function get(
  request: RequestOf<'console', 'get'>,
  ctx: OperatorContext,
): Promise<ResponseOf<'console', 'get'>> {
  const stored = await orderFor(ctx, request.orderId)
  return { order: viewOf(ctx, await refresh(await openDesk(ctx), stored)) }
}
