import type { CollectionName } from '../shared/store'
import type { Desk } from '../shared/orders/desk'
import { check, type Checked } from '../shared/orders/check'
import type { OrderDocument } from '../shared/orders/document'
import { check as checkIntents } from '../shared/intents/check'
import type { PlanDocument } from '../shared/plans/document'
import { PLANS } from '../shared/plans/kind'
import { checkRefund } from '../shared/refunds/check'
import type { RefundDocument } from '../shared/refunds/document'
import type { SignDocument } from '../shared/signs/document'
import { SIGNS } from '../shared/signs/kind'

/** Documents looked at side by side; signing them together is what the pay client is fastest at. */
const BATCH = 16

/** The store finds no more at a time. */
const LARGEST_FIND = 1000

/** What a run did. `rest`: it ended before nothing was due, and the next run goes on. */
export interface Swept {
  checked: number
  rest: boolean
}

/** One collection after the other. */
type Sweep = (desk: Desk, hasTime: () => boolean) => Promise<Swept & { busy?: true }>

const SWEEPS: readonly Sweep[] = [
  (desk, hasTime) => sweepAll<OrderDocument>(desk, 'orders', check, hasTime),
  (desk, hasTime) => sweepAll<RefundDocument>(desk, 'refunds', checkRefund, hasTime),
  (desk, hasTime) => sweepAll<PlanDocument>(desk, 'plans', (own, plan) => checkIntents(own, PLANS, plan), hasTime), // prettier-ignore
  (desk, hasTime) => sweepAll<SignDocument>(desk, 'signs', (own, sign) => checkIntents(own, SIGNS, sign), hasTime), // prettier-ignore
]

/** Looks after every order that is due, then every refund, plan and signing. */
export async function sweep(desk: Desk, hasTime: () => boolean): Promise<Swept> {
  const swept: Swept = { checked: 0, rest: false }
  for (const one of SWEEPS) {
    const { checked, rest, busy } = await one(desk, hasTime)
    swept.checked += checked
    swept.rest ||= rest
    if (busy) break
  }
  return swept
}

/**
 * Looks after every document that is due, oldest first, until none is or the time is over. One that was looked at is due later,
 * so a run resumes where the last one stopped; one that fails keeps its turn for the next run and stops nobody else.
 */
async function sweepAll<D extends { _id: string }>(
  desk: Desk,
  collection: CollectionName,
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
