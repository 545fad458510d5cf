import type { RequestOf, ResponseOf } from '#domain/contract'
import { canShip, openReturn, shippedWith } from '#domain/lines/delivery'
import { Failed } from '../shared/failed'
import { orderFor, type OperatorContext } from '../shared/operators'
import { ask } from '../shared/orders/ask'
import { change, type Keeper } from '../shared/orders/change'
import type { Desk } from '../shared/orders/desk'
import { withAudit, type OrderDocument } from '../shared/orders/document'
import { openDesk } from '../shared/orders/open-desk'
import { withNextCheck } from '../shared/orders/schedule'
import { viewOf } from './respond'

/** Where an offer of before says nothing. */
const DAYS = 7

/**
 * The goods were sent; from now on the time runs after which they count as received. Said once more, the note is corrected.
 * @throws Failed PENDING, RETURN_OPEN, NOT_ALLOWED_NOW, RESULT_UNKNOWN, STATE_CHANGED
 */
export async function ship(
  { orderId, note }: RequestOf<'console', 'ship'>,
  ctx: OperatorContext,
): Promise<ResponseOf<'console', 'ship'>> {
  const stored = await orderFor(ctx, orderId)
  const order = stored.delivery?.shipped ? stored : await confirmedNow(await openDesk(ctx), stored)
  return { order: viewOf(ctx, await sentWith(ctx, order, note)) }
}

/**
 * Nothing is handed over before a query says that it is confirmed (design 4.5): it may have ended elsewhere since.
 * @throws Failed as `ship` does
 */
export async function confirmedNow(desk: Desk, stored: OrderDocument): Promise<OrderDocument> {
  checkShippable(stored)
  const { order, reply } = await ask(desk, stored, stored.current)
  checkShippable(order)
  if (!('facts' in reply) || reply.facts.state !== 'USER_ACCEPTED') throw new Failed('RESULT_UNKNOWN')
  return order
}

/** The order with what an operator says of the parcel. @throws Failed PENDING, RETURN_OPEN, NOT_ALLOWED_NOW, STATE_CHANGED */
export const sentWith = (keeper: Keeper, order: OrderDocument, note: string): Promise<OrderDocument> =>
  change(keeper, order, (now) => {
    checkShippable(now)
    const at = keeper.clock()
    const delivery = shippedWith(now.delivery, { note, at, days: now.receiveAfterDays ?? DAYS })
    return withNextCheck(withAudit({ ...now, delivery }, { at, by: 'operator', what: 'ship', note }), at)
  })

function checkShippable(order: OrderDocument): void {
  if (canShip(order)) return
  if (order.pending) throw new Failed('PENDING')
  if (order.goods && openReturn(order)) throw new Failed('RETURN_OPEN')
  throw new Failed('NOT_ALLOWED_NOW')
}
