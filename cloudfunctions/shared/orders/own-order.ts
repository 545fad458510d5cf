import { Failed } from '../failed'
import type { ActionContext } from '../handler'
import type { OrderDocument } from './document'

/**
 * The caller's own order. Another person's order and none at all give the same answer, so that numbers cannot be tried.
 * @throws Failed ORDER_NOT_FOUND
 */
export async function ownOrder(ctx: ActionContext, orderId: string): Promise<OrderDocument> {
  const order = await ctx.store.read<OrderDocument>('orders', orderId)
  if (order?.openid !== ctx.caller.openid) throw new Failed('ORDER_NOT_FOUND')
  return order
}
