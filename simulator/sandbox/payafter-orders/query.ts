import { Fields } from '../fields'
import { findQueried } from '../orders/find'
import { type Answer, type Call } from '../protocol'
import { type Desk } from './desk'
import { orderView } from './order-view'
import { owned } from './own'

/** `GET /v3/payscore/payafter-orders` (facts 1.2). */
export function query({ world, book }: Desk, call: Call): Answer {
  const fields = new Fields(Object.fromEntries(call.query), '', 'query')
  return { status: 200, body: orderView(world, owned(findQueried(book, fields), fields)) }
}
