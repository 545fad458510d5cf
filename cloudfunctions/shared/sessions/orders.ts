import type { Store } from '../store'
import type { OrderDocument } from '../orders/document'
import { currentAttempt, type SignDocument } from '../signs/document'
import { sessionOrderId } from './number'

type Finding = Pick<Store, 'find'>

/** What decides which orders a signing has. */
export type Signing = Pick<SignDocument, '_id' | 'attempts' | 'current' | 'started'>

/** Where the orders of the sessions that were started are; of every attempt, in case another one came to count meanwhile. */
const orderIdsOf = ({ attempts, started }: Signing): string[] =>
  attempts.flatMap(({ numbers }) => numbers.slice(0, started).map(sessionOrderId))

/** So many are found at a time. */
const AT_ONCE = 1000

/** The orders of the sessions of some signings; of a few hundred sessions at the most, in no particular order. */
export async function ordersOfSigns(store: Finding, signs: readonly Signing[]): Promise<OrderDocument[]> {
  const ids = signs.flatMap(orderIdsOf)
  const found: OrderDocument[] = []
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE)
    found.push(
      ...(await store.find<OrderDocument>('orders', { where: { _id: { in: some } }, limit: some.length })),
    )
  }
  return found
}

/** The orders of the sessions that were started, in their order. */
export async function ordersOfSign(store: Finding, sign: Signing): Promise<OrderDocument[]> {
  const orders = await ordersOfSigns(store, [sign])
  return orders.sort((a, b) => (a.session?.no ?? 0) - (b.session?.no ?? 0))
}

/** The id of a session's order, as long as this attempt of the signing counts. */
export const orderIdOfSession = (sign: SignDocument, no: number): string =>
  sessionOrderId(currentAttempt(sign).numbers[no - 1] ?? '')
