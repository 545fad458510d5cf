import { paramError } from '../failure'
import { Fields } from '../fields'
import { type Answer, type Call } from '../protocol'
import { type World } from '../world'
import { type OrderBook } from './order-book'
import { orderView } from './order-view'

/** `GET /v3/payscore/payafter-orders`: by out_order_no or by query_id, never both (facts 1.2). */
export function query(world: World, book: OrderBook, call: Call): Answer {
  const fields = new Fields(Object.fromEntries(call.query), '', 'query')
  const number = fields.optionalText('out_order_no', { max: 32 })
  const query_id = fields.optionalText('query_id', { max: 64 })
  if ((number === undefined) === (query_id === undefined)) {
    throw paramError('/out_order_no', 'or query_id is required, and not both', 'query')
  }
  const order = number !== undefined ? book.find(number) : book.findByQueryId(query_id ?? '')
  return { status: 200, body: orderView(world, book.owned(order, fields)) }
}
