import type { AuditEntry } from '#domain/view'
import { Failed } from '../failed'
import { protocolOf } from '../protocols'
import { act } from './act'
import { ask } from './ask'
import type { Desk } from './desk'
import { keyOf, type OrderDocument } from './document'
import { canCancel, isUnconfirmed } from './view'

/**
 * Cancels an order that nobody confirmed. WeChat Pay is asked first: an order that was confirmed meanwhile comes back as it is.
 * @throws Failed PENDING, NOT_ALLOWED_NOW, RESULT_UNKNOWN; PayApiError when WeChat Pay refused
 */
export async function cancelCreated(
  desk: Desk,
  order: OrderDocument,
  by: AuditEntry['by'],
  reason: string,
): Promise<OrderDocument> {
  const { order: asked, reply } = await ask(desk, order, order.current)
  if ('silent' in reply) throw new Failed('RESULT_UNKNOWN')
  if (asked.state === 'REVOKED' || asked.state === 'EXPIRED' || asked.state === 'USER_ACCEPTED') return asked
  const may = by === 'customer' ? canCancel : isUnconfirmed
  if (!may(asked, desk.clock())) throw new Failed(asked.pending ? 'PENDING' : 'NOT_ALLOWED_NOW')
  if (!('facts' in reply) || reply.facts.state !== 'CREATED') throw new Failed('RESULT_UNKNOWN')
  const n = asked.current
  const call = protocolOf(asked.protocol).prepareCancel({ ...keyOf(asked, n), reason }, desk.prepare)
  const at = desk.clock()
  const { order: ended, refusal } = await act(desk, asked, {
    action: 'cancel',
    n,
    call,
    by,
    at,
    sentAt: at,
    reason,
  })
  if (refusal && ended.state === 'CREATED') throw refusal
  return ended
}
