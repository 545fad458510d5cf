import type { OrderState } from '#domain/order'
import type { OrderDocument } from '../../../cloudfunctions/shared/orders/document'
import { aPending, anOrder } from '../../cloudfunctions/shared/orders/fixtures'

/** What a notification says of an order. */
export type Resource = Record<string, unknown>

const idOf = (n: number): string => `${n}`.padStart(24, 'c0ffee')

/** An order in this state with a number of its own. */
function victim(n: number, state: OrderState, more: Partial<OrderDocument> = {}): OrderDocument {
  const order = anOrder({ state, ...more })
  const _id = idOf(n)
  const attempts = order.attempts.map((one) => ({ ...one, out_order_no: `${_id}_${one.n}`, raw: one.state }))
  return { ...order, _id, attempts }
}

const bill = { fees: [], discounts: [], total: 500 }

/** Nobody confirmed it: whatever is believed of it shows. */
export const UNCONFIRMED = victim(1, 'CREATED')
/** In use. */
export const IN_USE = victim(2, 'USER_ACCEPTED')
/** Completed with 500 fen, and the answer of the completion did not arrive. */
export const COMPLETING = victim(3, 'USER_ACCEPTED', { pending: aPending('complete') })
/** Completed with 500 fen. */
export const FINISHED = victim(4, 'FINISHED', { bill, charged: 500, finishType: 2 })
export const PAID = victim(5, 'USER_PAID', { bill, charged: 500, finishType: 2, transactionId: '4200001' })
export const CANCELLED = victim(6, 'REVOKED')
export const EXPIRED = victim(7, 'EXPIRED')
export const NEVER_CREATED = victim(8, 'NOT_CREATED')

export const VICTIMS = [
  UNCONFIRMED,
  IN_USE,
  COMPLETING,
  FINISHED,
  PAID,
  CANCELLED,
  EXPIRED,
  NEVER_CREATED,
] as const

/** What WeChat Pay would say of the order now. */
export function told(order: OrderDocument, state: string, more: Resource = {}): Resource {
  return {
    appid: order.appid,
    mchid: '1900000001',
    out_order_no: order.attempts[0]?.out_order_no,
    service_id: order.service_id,
    openid: order.openid,
    state,
    ...more,
  }
}

/** A genuine step forward: believed as it stands, so whatever a mutation adds to it must be why it is refused. */
export const FORWARD: readonly (() => Resource)[] = [
  () => told(UNCONFIRMED, 'USER_ACCEPTED'),
  () => told(IN_USE, 'FINISHED', { total_amount: 500, finish_type: 2 }),
  () => told(COMPLETING, 'FINISHED', { total_amount: 500, finish_type: 2 }),
  () => told(FINISHED, 'USER_PAID', { total_amount: 500, finish_type: 2, finish_transaction_id: '4200002' }),
]

/** What we know already. */
export const KNOWN: readonly (() => Resource)[] = [
  () => told(UNCONFIRMED, 'CREATED'),
  () => told(IN_USE, 'USER_ACCEPTED'),
  () => told(FINISHED, 'FINISHED', { total_amount: 500, finish_type: 2 }),
  () => told(PAID, 'USER_PAID', { total_amount: 500, finish_type: 2, finish_transaction_id: '4200001' }),
]
