import type { RequestOf, ResponseOf } from '#domain/contract'
import { askReturn } from '../shared/delivery/ask-return'
import type { ActionContext } from '../shared/handler'
import { openDesk } from '../shared/orders/open-desk'
import { ownOrder } from '../shared/orders/own-order'
import { viewOf } from './respond'

/** The customer wants to give goods back before they are paid; an operator decides. */
export async function returnGoods(
  { orderId, goods, reason }: RequestOf<'orders', 'return'>,
  ctx: ActionContext,
): Promise<ResponseOf<'orders', 'return'>> {
  const order = await ownOrder(ctx, orderId)
  const desk = await openDesk(ctx)
  return { order: viewOf(desk, await askReturn(desk, order, { goods, reason })) }
}
