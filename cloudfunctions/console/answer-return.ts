import type { RequestOf, ResponseOf } from '#domain/contract'
import { canAnswerReturn, keptGoods, openReturn, returnAnswered } from '#domain/lines/delivery'
import type { Moment } from '#domain/period'
import { completionOf } from '../shared/delivery/receive'
import { Failed } from '../shared/failed'
import { given } from '../shared/given'
import { orderFor, type OperatorContext } from '../shared/operators'
import { act } from '../shared/orders/act'
import { ask } from '../shared/orders/ask'
import { change } from '../shared/orders/change'
import type { Desk } from '../shared/orders/desk'
import { withAudit, type OrderDocument } from '../shared/orders/document'
import { openDesk } from '../shared/orders/open-desk'
import { withNextCheck } from '../shared/orders/schedule'
import { prepareCancellation } from './end-unused'
import { viewOf } from './respond'

type Request = RequestOf<'console', 'answerReturn'>
type Answer = Omit<Request, 'orderId'>

/** What WeChat Pay reads when everything is given back before it was sent. */
const REASON = '用户退货'

/** An operator's answer to a customer who wants to give goods back. @throws what `answeredBy` throws */
export async function answerReturn(
  request: Request,
  ctx: OperatorContext,
): Promise<ResponseOf<'console', 'answerReturn'>> {
  const order = await orderFor(ctx, request.orderId)
  return { order: viewOf(ctx, await answeredBy(await openDesk(ctx), order, request)) }
}

/**
 * Accepts or declines what the customer wants to give back. Accepted for some of the goods, only these are not billed later.
 * Accepted for all that is left, the order ends here: cancelled when nothing was sent, else billed with nothing (facts 1.8).
 * @throws Failed PENDING, NOT_ALLOWED_NOW, STATE_CHANGED, RESULT_UNKNOWN; PayApiError when WeChat Pay refused
 */
export async function answeredBy(desk: Desk, order: OrderDocument, request: Answer): Promise<OrderDocument> {
  checkAnswerable(order, request.at)
  if (keepsNothing(answer(order, request, desk.clock()))) return endOrder(desk, order, request)
  return change(desk, order, (now) => {
    checkAnswerable(now, request.at)
    return answer(now, request, desk.clock())
  })
}

/** Nobody answers another return than the one they saw. */
function checkAnswerable(order: OrderDocument, at: Moment): void {
  const asked = openReturn(order)
  if (order.delivery?.returns?.some((one) => one.at === at && one.state !== 'asked'))
    throw new Failed('STATE_CHANGED', { sentence: '这笔退货申请已经处理过' })
  if (order.pending) throw new Failed('PENDING')
  if (asked?.at !== at || !canAnswerReturn(order)) throw new Failed('NOT_ALLOWED_NOW')
}

const keepsNothing = (order: OrderDocument): boolean => keptGoods(order).length === 0

function answer(order: OrderDocument, { accept, note }: Answer, at: Moment): OrderDocument {
  const delivery = returnAnswered(order.delivery ?? {}, { accept, at, ...given('note', note) })
  const what = accept ? 'return accepted' : 'return declined'
  return withNextCheck(
    withAudit({ ...order, delivery }, { at, by: 'operator', what, ...given('note', note) }),
    at,
  )
}

/** Nothing is left to bill. The answer is stored with the intent; what WeChat Pay refuses then is tried again by the timer. */
async function endOrder(desk: Desk, stored: OrderDocument, request: Answer): Promise<OrderDocument> {
  const { order, reply } = await ask(desk, stored, stored.current)
  checkAnswerable(order, request.at)
  if (!('facts' in reply) || reply.facts.state !== 'USER_ACCEPTED') throw new Failed('RESULT_UNKNOWN')
  const answered = answer(order, request, desk.clock())
  const pending = order.delivery?.shipped
    ? completionOf(desk, order, reply, 'operator', answered.delivery)
    : prepareCancellation(desk, order, 'USER_ACCEPTED', REASON)
  const { order: done, refusal } = await act(desk, order, pending, answered)
  if (refusal) throw refusal
  return done
}
