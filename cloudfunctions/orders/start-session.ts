import type { RequestOf, ResponseOf } from '#domain/contract'
import type { ActionContext } from '../shared/handler'
import { openDesk } from '../shared/orders/open-desk'
import { ordersOfSign } from '../shared/sessions/orders'
import { startSession as start } from '../shared/sessions/start'
import { ownSign } from '../shared/signs/own-sign'
import { customerSignView } from '../shared/signs/view'
import { viewOf } from './respond'

/** The customer begins the next session of a plan: checks in by themselves. */
export async function startSession(
  { signId, no }: RequestOf<'orders', 'startSession'>,
  ctx: ActionContext,
): Promise<ResponseOf<'orders', 'startSession'>> {
  const found = await ownSign(ctx, signId)
  const desk = await openDesk(ctx)
  const { sign, order } = await start(desk, found, no, 'customer')
  const orders = await ordersOfSign(ctx.store, sign)
  return {
    sign: customerSignView(sign, orders, { now: desk.clock(), sandbox: desk.sandbox }),
    order: viewOf(desk, order),
  }
}
