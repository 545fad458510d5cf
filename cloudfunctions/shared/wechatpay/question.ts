import type { Fields } from './checks/fields'
import { checkShape, type Shape } from './checks/shape'

/** Which order is asked about: by our number, or by the `query_id` that WeChat Pay's page gave back; never both. */
export interface OrderQuestion {
  appid: string
  service_id: string
  out_order_no?: string
  query_id?: string
}

/** The fields of {@link OrderQuestion}. */
export const QUESTION: Shape<keyof OrderQuestion> = {
  service_id: 32,
  out_order_no: { optional: 'number' },
  query_id: { optional: 64 },
  appid: 32,
}

/** Checks a question's fields. */
export function checkQuestion(fields: Fields, question: OrderQuestion, shape: Shape): void {
  checkShape(fields, '', question, shape)
  if ((question.out_order_no === undefined) === (question.query_id === undefined))
    fields.add('out_order_no', 'and query_id: give exactly one of them')
}
