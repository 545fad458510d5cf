import type { Desk } from '../shared/orders/desk'
import { check, type Checked } from '../shared/orders/check'
import type { OrderDocument } from '../shared/orders/document'
import { checkRefund } from '../shared/refunds/check'
import type { RefundDocument } from '../shared/refunds/document'

/** Documents looked at side by side; signing them together is what the pay client is fastest at. */
const BATCH = 16

/** The store finds no more at a time. */
const LARGEST_FIND = 1000

/** What a run did. `rest`: it ended before nothing was due, and the next run goes on. */
export interface Swept {
  checked: number
  rest: boolean
}

/** Looks after every order that is due, then every refund. */
export async function sweep(desk: Desk, hasTime: () => boolean): Promise<Swept> {
  const orders = await sweepAll<OrderDocument>(desk, 'orders', check, hasTime)
  if (orders.busy) return { checked: orders.checked, rest: true }
  const refunds = await sweepAll<RefundDocument>(desk, 'refunds', checkRefund, hasTime)
  return { checked: orders.checked + refunds.checked, rest: orders.rest || refunds.rest }
}

/**
 * Looks after every document that is due, oldest first, until none is or the time is over. One that was looked at is due later,
 * so a run resumes where the last one stopped; one that fails keeps its turn for the next run and stops nobody else.
 */
async function sweepAll<D extends { _id: string }>(
  desk: Desk,
  collection: 'orders' | 'refunds',
  look: (desk: Desk, document: D) => Promise<Checked>,
  hasTime: () => boolean,
): Promise<Swept & { busy?: true }> {
  const now = desk.clock()
  const failed = new Set<string>()
  let checked = 0
  while (hasTime()) {
    const due = await desk.store.find<D>(collection, {
      where: { nextCheckAt: { lte: now } },
      orderBy: [['nextCheckAt', 'asc']],
      limit: Math.min(BATCH + failed.size, LARGEST_FIND),
    })
    const batch = due.filter(({ _id }) => !failed.has(_id)).slice(0, BATCH)
    if (batch.length === 0) return { checked, rest: failed.size > 0 }
    const results = await Promise.all(
      batch.map(async (document) => {
        try {
          return await look(desk, document)
        } catch (error) {
          failed.add(document._id)
          desk.log('check failed', { orderId: document._id, error })
          return 'done'
        }
      }),
    )
    checked += batch.length
    if (results.includes('busy')) return { checked, rest: true, busy: true }
  }
  return { checked, rest: true }
}
