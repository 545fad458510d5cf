import type { RequestOf, ResponseOf } from '#domain/contract'
import type { ActionContext } from '../shared/handler'
import { openDesk } from '../shared/orders/open-desk'
import { pageOfOrders } from '../shared/orders/paging'
import { viewOf } from './respond'

/** The caller's own orders as they are stored; opening one asks WeChat Pay. */
export async function list(
  request: RequestOf<'orders', 'list'>,
  ctx: ActionContext,
): Promise<ResponseOf<'orders', 'list'>> {
  const { filter = 'all', cursor } = request
  const mine = { openid: ctx.caller.openid, ...(filter === 'all' ? {} : { filter }) }
  const [{ items, cursor: next }, desk] = await Promise.all([
    pageOfOrders(ctx.store, mine, cursor),
    openDesk(ctx),
  ])
  return { items: items.map((order) => viewOf(desk, order)), ...(next === undefined ? {} : { cursor: next }) }
}
