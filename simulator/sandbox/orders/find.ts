import { paramError } from '../failure'
import { type Fields } from '../fields'
import { type OrderBook } from './book'
import { type Order } from './order'

/** The order that a query names: by out_order_no or by query_id, never both (facts 1.2, 1.7.2). */
export function findQueried<O extends Order>(book: OrderBook<O>, fields: Fields): O | undefined {
  const number = fields.optionalText('out_order_no', { max: 32 })
  const query_id = fields.optionalText('query_id', { max: 64 })
  if ((number === undefined) === (query_id === undefined)) {
    throw paramError('/out_order_no', 'or query_id is required, and not both', 'query')
  }
  return number !== undefined ? book.find(number) : book.findByQueryId(query_id ?? '')
}
