import type { Desk } from '../orders/desk'
import type { OrderDocument } from '../orders/document'
import { refresh } from '../orders/refresh'

/** The orders of a signing's sessions, after asking about the one that began last: who looks at the whole looks at it too. */
export async function refreshLast(desk: Desk, orders: readonly OrderDocument[]): Promise<OrderDocument[]> {
  const last = orders.at(-1)
  return last ? [...orders.slice(0, -1), await refresh(desk, last)] : []
}
