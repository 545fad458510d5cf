import { keptGoods, openReturn } from '#domain/lines/delivery'
import { linesOf, type OrderedGoods, worthOf } from '#domain/lines/pay-on-delivery'
import type { AuditEntry } from '#domain/view'
import { Failed } from '../failed'
import { act } from '../orders/act'
import { ask } from '../orders/ask'
import { billNow } from '../orders/bill-now'
import { prepareCompletion } from '../orders/complete-call'
import { checkBill, checkNotBilled, type Said } from '../orders/completion'
import type { Desk } from '../orders/desk'
import type { OrderDocument } from '../orders/document'
import type { Facts } from '../protocol'

/** What is billed of goods: what is kept; WeChat Pay wants a line also where nothing is. */
export function billOfGoods(order: Pick<OrderDocument, 'goods' | 'delivery'>): Said {
  const kept = keptGoods(order)
  const fees = kept.length > 0 ? linesOf(kept) : (order.goods ?? []).slice(0, 1).map(nothing)
  return { fees, discounts: [], total: worthOf(kept) }
}

const nothing = ({ name }: OrderedGoods) => ({ name, amount: 0, description: '已全部退货' })

/**
 * Bills the goods that the customer keeps (facts 1.8): WeChat Pay is asked first, the exact bytes are stored, then sent.
 * @throws Failed RECEIVED, PENDING, RETURN_OPEN, NOT_SHIPPED, NOT_ALLOWED_NOW, OVER_LIMIT, RESULT_UNKNOWN, STATE_CHANGED;
 * PayApiError when WeChat Pay refused
 */
export async function receive(
  desk: Desk,
  stored: OrderDocument,
  by: AuditEntry['by'],
): Promise<OrderDocument> {
  checkReceivable(stored)
  const { order, reply } = await ask(desk, stored, stored.current)
  checkReceivable(order)
  if (!('facts' in reply) || reply.facts.state !== 'USER_ACCEPTED') throw new Failed('RESULT_UNKNOWN')
  const pending = completionOf(desk, order, reply, by)
  const { order: done, refusal } = await act(desk, order, pending)
  if (refusal) throw refusal
  return done
}

/** The intent to bill what is kept. @param reply what a query just said of the order */
export function completionOf(
  desk: Desk,
  order: OrderDocument,
  reply: { facts: Facts; skewMs: number },
  by: AuditEntry['by'],
  delivery = order.delivery,
) {
  const said = billOfGoods({ ...order, ...(delivery ? { delivery } : {}) })
  checkBill(said, order)
  checkNotBilled(order, said.total)
  const bill = billNow(desk, order, reply, said)
  return prepareCompletion(desk, order, reply.facts, { bill, finishType: 2, profitSharing: false, by })
}

function checkReceivable(order: OrderDocument): void {
  const { state, pending, goods, delivery } = order
  if (goods === undefined) throw new Failed('NOT_ALLOWED_NOW')
  if (state === 'FINISHED' || state === 'USER_PAID') throw new Failed('RECEIVED')
  if (pending) throw new Failed('PENDING')
  if (state !== 'USER_ACCEPTED') throw new Failed('NOT_ALLOWED_NOW')
  if (openReturn(order)) throw new Failed('RETURN_OPEN')
  if (!delivery?.shipped && keptGoods(order).length > 0) throw new Failed('NOT_SHIPPED')
}
