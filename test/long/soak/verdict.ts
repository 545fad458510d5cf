import type { OrderDocument } from '../../../cloudfunctions/shared/orders/document'
import type { OrderSummary } from '../../../simulator/sandbox'
import { attemptsThere, disagreements } from '../../journeys/agreement'
import type { Promised } from './customers'

/** Both sides compared when everything has settled; each number but the first four must be 0. */
export interface Verdict {
  orders: number
  attempts: number
  charges: number
  charged: number
  /** Told to somebody and not so, or at WeChat Pay and unknown to us. */
  lost: string[]
  /** More than one live attempt or bill, or money that no bill explains. */
  doubled: string[]
  /** Anything else that the two sides do not say alike, or that is not over. */
  different: string[]
}

const orderOf = (out_order_no: string): string => out_order_no.split('_')[0] ?? ''

/** @param now business time */
export function compare(
  ledger: readonly Promised[],
  here: readonly OrderDocument[],
  there: readonly OrderSummary[],
  now: number,
): Verdict {
  const documents = new Map(here.map((order) => [order._id, order]))
  const attempts = new Map<string, OrderSummary[]>()
  for (const one of there) {
    const key = orderOf(one.out_order_no)
    attempts.set(key, [...(attempts.get(key) ?? []), one])
  }
  const wished = new Set(ledger.map(({ orderId }) => orderId))
  const lost = ledger.flatMap(({ orderId, placed, completed }) => {
    const order = documents.get(orderId)
    if (!order) return placed ? [`${orderId}: was placed and is gone`] : []
    const totals = attempts.get(orderId)?.flatMap(({ total_amount }) => total_amount ?? [])
    return completed !== undefined && !totals?.includes(completed)
      ? [`${orderId}: was completed with ${completed} fen, WeChat Pay has ${totals?.join() ?? 'nothing'}`]
      : []
  })
  for (const id of attempts.keys()) if (!documents.has(id)) lost.push(`${id}: only WeChat Pay knows it`)
  const doubled = here.filter(({ _id }) => !wished.has(_id)).map(({ _id }) => `${_id}: nobody asked for it`)
  for (const [id, of] of attempts) {
    const charges = of.filter(({ charged }) => charged > 0)
    const sum = charges.reduce((all, { charged }) => all + charged, 0)
    if (charges.length > 1 || sum > (documents.get(id)?.bill?.total ?? 0))
      doubled.push(
        `${id}: ${charges.length} charges of ${sum} fen, billed ${documents.get(id)?.bill?.total ?? 0}`,
      )
  }
  const different: string[] = []
  for (const order of here)
    for (const sentence of disagreements(order, attemptsThere(attempts.get(order._id) ?? []), now))
      (/ are (live|billed)$/.test(sentence) ? doubled : different).push(sentence)
  const charges = there.filter(({ charged }) => charged > 0)
  const charged = charges.reduce((all, one) => all + one.charged, 0)
  return {
    orders: here.length,
    attempts: there.length,
    charges: charges.length,
    charged,
    lost,
    doubled,
    different,
  }
}
