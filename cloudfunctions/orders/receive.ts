import type { RequestOf, ResponseOf } from '#domain/contract'
import { receive as bill } from '../shared/delivery/receive'
import type { ActionContext } from '../shared/handler'
import { openDesk } from '../shared/orders/open-desk'
import { ownOrder } from '../shared/orders/own-order'
import { viewOf } from './respond'

/** The customer has the goods: what they keep is billed. */
export async function receive(
  { orderId }: RequestOf<'orders', 'receive'>,
  ctx: ActionContext,
): Promise<ResponseOf<'orders', 'receive'>> {
  const order = await ownOrder(ctx, orderId)
  const desk = await openDesk(ctx)
  return { order: viewOf(desk, await bill(desk, order, 'customer')) }
}
