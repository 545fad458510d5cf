import { dayAfter, startOf, type BillProgress } from '../../shared/bill-progress'
import { recordDifference, type Difference, type DifferenceDocument } from '../../shared/differences'
import { given } from '../../shared/given'
import type { OrderDocument } from '../../shared/orders/document'
import { paymentsOf } from '../../shared/orders/reservation'
import type { RefundDocument } from '../../shared/refunds/document'
import { toDayText, type Moment } from '#domain/period'
import type { BillDesk } from './fetch'
import type { OtherBills } from './other-bills'

/** So many at a time. */
const BATCH = 100

type Place = Pick<Required<BillProgress>['done'], 'next' | 'seen'>

/** What one batch came to; `place` absent = there is no more. */
export interface Batch {
  place?: Place
  found: number
}

/** What is looked for in bills. */
interface Sought {
  what: 'transactions' | 'refunds'
  number: string
  moments: Moment[]
  difference: Omit<Difference, 'state' | 'day'>
}

/** Orders that were paid on the day, some at a time: each of their payments stands in a bill around its own day. */
export async function comparePayments(
  desk: BillDesk,
  day: string,
  bills: OtherBills,
  place: Place,
): Promise<Batch> {
  const batch = await batchOf<OrderDocument>(desk, 'orders', 'paidAt', day, place)
  const sought = batch.items.flatMap((order) =>
    paymentsOf(order).map(({ transactionId, amount, paidAt = order.paidAt ?? 0 }): Sought => ({
      what: 'transactions',
      number: transactionId,
      moments: [paidAt],
      difference: {
        kind: 'missing-there',
        transactionId,
        orderId: order._id,
        out_order_no: order.attempts.find(({ n }) => n === order.current)?.out_order_no ?? '',
        ...given('sub_mchid', order.sub_mchid),
        here: amount,
      },
    })),
  )
  return { ...given('place', batch.place), found: await record(desk, day, bills, sought) }
}

/** Refunds that came back on the day: they stand in a bill around the day they were asked for, or ended (facts 3.7). */
export async function compareRefunds(
  desk: BillDesk,
  day: string,
  bills: OtherBills,
  place: Place,
): Promise<Batch> {
  const batch = await batchOf<RefundDocument>(desk, 'refunds', 'doneAt', day, place)
  const sought = batch.items
    .filter(({ state }) => state === 'succeeded')
    .map(({ _id, orderId, out_order_no, sub_mchid, transactionId, amount, at, doneAt = at }): Sought => ({
      what: 'refunds',
      number: _id,
      moments: [at, doneAt],
      difference: {
        kind: 'refund-missing-there',
        out_refund_no: _id,
        transactionId,
        orderId,
        out_order_no,
        ...given('sub_mchid', sub_mchid),
        here: amount,
      },
    }))
  return { ...given('place', batch.place), found: await record(desk, day, bills, sought) }
}

async function record(
  desk: BillDesk,
  day: string,
  bills: OtherBills,
  sought: readonly Sought[],
): Promise<number> {
  let found = 0
  for (const { what, number, moments, difference } of sought) {
    const held = await bills.holds(what, number, moments.map(toDayText))
    if (held === true) continue
    const state = held === 'later' ? 'suspected' : 'open'
    if (await recordDifference(desk.store, { ...difference, state, day }, desk.clock())) found++
  }
  return found
}

/** Some documents whose `field` is on the day, in its order; the place tells where to go on. */
async function batchOf<D extends { _id: string } & Partial<Record<'paidAt' | 'doneAt', Moment>>>(
  { store }: BillDesk,
  collection: 'orders' | 'refunds',
  field: 'paidAt' | 'doneAt',
  day: string,
  { next, seen }: Place,
): Promise<{ items: D[]; place?: Place }> {
  const from = Math.max(next, startOf(day))
  const found = await store.find<D>(collection, {
    where: { [field]: { gte: from, lt: startOf(dayAfter(day)) } },
    orderBy: [[field, 'asc']],
    limit: BATCH + seen.length,
  })
  const items = found.filter(({ _id }) => !seen.includes(_id))
  const last = items.at(-1)?.[field]
  if (last === undefined) return { items }
  const same = found.filter((one) => one[field] === last).map(({ _id }) => _id)
  return { items, place: { next: last, seen: same } }
}

/** What an earlier bill lacked, and this later one has or lacks as well. */
export async function settleSuspects(desk: BillDesk, day: string, bills: OtherBills): Promise<Batch> {
  const suspects = await desk.store.find<DifferenceDocument>('differences', {
    where: { state: 'suspected' },
    orderBy: [['at', 'desc']],
    limit: 1000,
  })
  let found = 0
  for (const suspect of suspects.filter((one) => one.day < day)) {
    const { kind, out_refund_no, transactionId = '' } = suspect
    const isRefund = kind === 'refund-missing-there'
    const held = await bills.holds(
      isRefund ? 'refunds' : 'transactions',
      isRefund ? (out_refund_no ?? '') : transactionId,
      [suspect.day],
    )
    if (held === true) await desk.store.remove('differences', suspect._id)
    else if (held === false) {
      found++
      await desk.store.compareAndSet('differences', suspect, { ...suspect, state: 'open' })
    }
  }
  return { found }
}
