import type { RequestOf, ResponseOf } from '#domain/contract'
import { type OperatorContext, signFor } from '../shared/operators'
import { openDesk } from '../shared/orders/open-desk'
import { ordersOfSign } from '../shared/sessions/orders'
import { startSession as start } from '../shared/sessions/start'
import { consoleSignView } from '../shared/signs/view'
import { viewOf } from './respond'

/** An operator checks a customer in: begins the next session of their plan. */
export async function startSession(
  { signId, no }: RequestOf<'console', 'startSession'>,
  ctx: OperatorContext,
): Promise<ResponseOf<'console', 'startSession'>> {
  const found = await signFor(ctx, signId)
  const desk = await openDesk(ctx)
  const { sign, order } = await start(desk, found, no, 'operator')
  const orders = await ordersOfSign(ctx.store, sign)
  return {
    sign: consoleSignView(sign, orders, { now: desk.clock(), sandbox: desk.sandbox }),
    order: viewOf(ctx, order),
  }
}
