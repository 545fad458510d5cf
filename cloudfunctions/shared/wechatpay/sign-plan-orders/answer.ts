import { type Fen, isFen } from '#domain/money'
import type { PayAnswer } from '../call'
import { readOrder, type ServiceOrder } from '../service-orders/order'

/**
 * The answer of a session's create: the whole order, with the lines that WeChat Pay wrote, and no package. Its state is read and
 * not relied on, the documents contradict each other: query (facts 1.11, 9-11).
 * @throws PayApiError `CLIENT_UNREADABLE` without number, service or state, or with an amount that is none
 */
export const readSession = (answer: PayAnswer): ServiceOrder => readOrder('session', answer)

/** Σ of the lines, where every line has an amount. */
function sumOf(lines: readonly { amount?: Fen }[]): Fen | undefined {
  const amounts = lines.flatMap(({ amount }) => amount ?? [])
  return amounts.length === lines.length ? amounts.reduce((all, amount) => all + amount, 0) : undefined
}

/**
 * What a session costs by the lines that WeChat Pay wrote into its order, in fen: to be compared with what the customer signed.
 * @returns `undefined` where the order does not say it
 */
export function priceOf({ post_payments, post_discounts = [] }: ServiceOrder): Fen | undefined {
  if (!post_payments || post_payments.length === 0) return undefined
  const [payments, discounts] = [sumOf(post_payments), sumOf(post_discounts)]
  if (payments === undefined || discounts === undefined) return undefined
  const price = payments - discounts
  return isFen(price) ? price : undefined
}
