import type { Moment } from '#domain/period'
import type { Bill } from '#domain/view'
import type { Facts } from '../protocol'
import { protocolOf } from '../protocols'
import type { Desk } from './desk'
import { keyOf, type OrderDocument, type Pending } from './document'

/** When we learned that the customer confirmed; WeChat Pay itself may only say OnAccept. */
export const acceptedAt = (order: OrderDocument): Moment | undefined =>
  order.events.filter(({ what }) => what === 'USER_ACCEPTED').at(-1)?.at

/** What a completion is made of; `finishType` 1 = unused: total 0 and a reason. */
export interface Completion {
  bill: Bill
  finishType: 1 | 2
  profitSharing: boolean
  reason?: string
  /** Who says so; an operator when absent. */
  by?: Pending['by']
}

/**
 * The intent of a completion, with the ticket of the query just made about this very attempt.
 * @throws ValidationError when WeChat Pay would refuse it by its documented rules
 */
export function prepareCompletion(
  desk: Desk,
  order: OrderDocument,
  facts: Facts,
  completion: Completion,
  n = order.current,
): Pending {
  const { bill, finishType, profitSharing, reason, by = 'operator' } = completion
  const at = desk.clock()
  const call = protocolOf(order.protocol).prepareComplete(
    {
      ...keyOf(order, n),
      finishType,
      fees: bill.fees,
      discounts: bill.discounts,
      total: bill.total,
      riskAmount: order.preview.riskAmount,
      profitSharing,
      ...(bill.startedAt === undefined ? {} : { startedAt: bill.startedAt }),
      ...(bill.endedAt === undefined ? {} : { endedAt: bill.endedAt }),
      ...(facts.finishTicket === undefined ? {} : { ticket: facts.finishTicket }),
      ...(reason === undefined ? {} : { reason }),
    },
    desk.prepare,
  )
  return {
    action: 'complete',
    n,
    call,
    by,
    at,
    sentAt: at,
    bill,
    finishType,
    ...(reason === undefined ? {} : { reason }),
  }
}
