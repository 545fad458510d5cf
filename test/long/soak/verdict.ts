import type { OrderDocument } from '../../../cloudfunctions/shared/orders/document'
import type { OrderSummary, Refund } from '../../../simulator/sandbox'
import { attemptsThere, disagreements, moneyDisagreements } from '../../journeys/agreement'
import type { Promised } from './customers'

/** Both sides compared when everything has settled; every list must be empty. */
export interface Verdict {
  orders: number
  attempts: number
  charges: number
  charged: number
  refunds: number
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
  refunds: readonly Omit<Refund, 'sentAs'>[] = [],
): Verdict {
  const documents = new Map(here.map((order) => [order._id, order]))
  const attempts = new Map<string, OrderSummary[]>()
  for (const one of there) {
    const key = orderOf(one.out_order_no)
    attempts.set(key, [...(attempts.get(key) ?? []), one])
  }
  const wished = new Set(ledger.map(({ orderId }) => orderId))
  const lost = ledger.flatMap(({ orderId, placed, billed, refunded }) => {
    const order = documents.get(orderId)
    if (!order) return placed ? [`${orderId}: was placed and is gone`] : []
    const totals = attempts.get(orderId)?.flatMap(({ total_amount }) => total_amount ?? [])
    const isBilled = billed === undefined || billed.some((total) => totals?.includes(total))
    const back = order.refunds?.filter(
      ({ requestKey, amount, state }) =>
        requestKey === refunded?.requestKey && amount === refunded.amount && state !== 'refused',
    )
    return [
      ...(isBilled
        ? []
        : [
            `${orderId}: was billed ${billed.join(' or ')} fen, WeChat Pay has ${totals?.join() ?? 'nothing'}`,
          ]),
      ...(refunded === undefined || back?.length === 1
        ? []
        : [
            `${orderId}: ${refunded.amount} fen should go back, and there are ${back?.length ?? 0} such refunds`,
          ]),
    ]
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
  const refundsOf = new Map<string, Omit<Refund, 'sentAs'>[]>()
  for (const one of refunds) {
    const key = orderOf(one.out_refund_no)
    refundsOf.set(key, [...(refundsOf.get(key) ?? []), one])
  }
  for (const order of here) {
    const money = {
      orders: () => attempts.get(order._id) ?? [],
      refunds: () => refundsOf.get(order._id) ?? [],
    }
    different.push(...moneyDisagreements(order, money))
    for (const sentence of disagreements(order, attemptsThere(attempts.get(order._id) ?? []), now))
      (/ are (live|billed)$/.test(sentence) ? doubled : different).push(sentence)
  }
  const charges = there.filter(({ charged }) => charged > 0)
  const charged = charges.reduce((all, one) => all + one.charged, 0)
  return {
    orders: here.length,
    attempts: there.length,
    charges: charges.length,
    charged,
    refunds: refunds.length,
    lost,
    doubled,
    different,
  }
}
