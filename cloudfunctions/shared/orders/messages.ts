import type { MessageKind, MessageView } from '#domain/view'
import type { OrderDocument, Pending } from './document'

export const MESSAGE_KINDS: readonly MessageKind[] = ['pending', 'prepaid']

/** The order with a message noted as it was asked for; WeChat Pay takes each kind once (facts 1.7.2). */
export function withMessage(
  order: OrderDocument,
  { message, at }: Pending,
  result: MessageView['result'],
): OrderDocument {
  if (!message) return order
  const { kind, total, day } = message
  return { ...order, messages: { ...order.messages, [kind]: { at, total, day, result } } }
}

/** The kinds that the customer has not certainly got. */
export const openMessages = ({ messages }: Pick<OrderDocument, 'messages'>): MessageKind[] =>
  MESSAGE_KINDS.filter((kind) => messages?.[kind]?.result !== 'sent')
