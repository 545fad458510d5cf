import { canAskReturn, MOST_RETURNS, openReturn, returnAsked, returnProblem } from '#domain/lines/delivery'
import type { CartLine } from '#domain/lines/pay-on-delivery'
import { Failed } from '../failed'
import { cartFailure } from '../lines/pay-on-delivery'
import { change } from '../orders/change'
import type { Desk } from '../orders/desk'
import { withAudit, type OrderDocument } from '../orders/document'
import { withNextCheck } from '../orders/schedule'

/**
 * A customer asks to give goods back before they are paid. Until an operator answered, they do not count as received.
 * @throws Failed RECEIVED, PENDING, RETURN_OPEN, NOT_ALLOWED_NOW, TOO_MANY, CART_INVALID, STATE_CHANGED
 */
export function askReturn(
  desk: Desk,
  order: OrderDocument,
  { goods, reason }: { goods: CartLine[]; reason: string },
): Promise<OrderDocument> {
  return change(desk, order, (now) => {
    checkReturnable(now)
    const problem = returnProblem(now, goods)
    if (problem) throw cartFailure(problem)
    const at = desk.clock()
    const delivery = returnAsked(now.delivery, { goods, reason, at })
    const audited = withAudit({ ...now, delivery }, { at, by: 'customer', what: 'return', note: reason })
    return withNextCheck(audited, at)
  })
}

function checkReturnable(order: OrderDocument): void {
  if (canAskReturn(order)) return
  const { state, pending, delivery } = order
  if (state === 'FINISHED' || state === 'USER_PAID') throw new Failed('RECEIVED')
  if (pending) throw new Failed('PENDING')
  if (openReturn(order)) throw new Failed('RETURN_OPEN')
  if ((delivery?.returns?.length ?? 0) >= MOST_RETURNS)
    throw new Failed('TOO_MANY', { sentence: '这笔订单的退货申请次数已用完，请联系商家' })
  throw new Failed('NOT_ALLOWED_NOW')
}
