import { dayAfter, readyAt, type BillProgress } from '../../shared/bill-progress'
import type { BillDesk, DayBill } from './fetch'
import type { OtherBills } from './other-bills'
import { comparePayments, compareRefunds, settleSuspects, type Batch } from './ours'
import { compareRows } from './rows'

/** Rows at a time: a few lookups by index each. */
const ROWS = 100

type Done = Required<BillProgress>['done']

/** A bill and how far it was compared. */
export interface Comparison {
  /** As it is stored. */
  stored: BillProgress
  progress: BillProgress
  bill: DayBill
  bills: OtherBills
}

/** In this order: what WeChat Pay tells, what we know of the day, what an earlier bill lacked. */
const NEXT: Readonly<Record<Done['part'], Done['part'] | undefined>> = {
  rows: 'payments',
  payments: 'refunds',
  refunds: 'suspects',
  suspects: undefined,
}

/** Goes on with a bill until it is compared or the time is over; each step is stored when it is done. */
export async function compareBill(
  desk: BillDesk,
  { stored, progress, bill, bills }: Comparison,
  hasTime: () => boolean,
): Promise<'done' | 'no-time'> {
  let before = stored
  let found = 0
  const { day, done } = progress
  let at: Done | undefined =
    done?.hash === bill.hash ? done : { hash: bill.hash, part: 'rows', next: 0, seen: [] }
  while (at) {
    if (!hasTime()) return 'no-time'
    const batch: Batch = await step(desk, day, at, bill, bills)
    found += batch.found
    const part: Done['part'] | undefined = batch.place ? at.part : NEXT[at.part]
    at = part && { hash: bill.hash, part, ...(batch.place ?? { next: 0, seen: [] }) }
    const after = at ? { ...progress, done: at } : finished(progress)
    // Somebody else is at it: the lease was lost.
    if (!(await desk.store.compareAndSet('bills', before, after))) return 'no-time'
    before = { ...after, version: before.version + 1 }
  }
  desk.log('bill compared', { count: found })
  return 'done'
}

const finished = (progress: BillProgress): BillProgress => ({ ...nextDay(progress), last: progress.day })

/** The day is done with, whatever came of it. */
export function nextDay({ done: _done, stuck: _stuck, day, ...rest }: BillProgress): BillProgress {
  const next = dayAfter(day)
  return { ...rest, day: next, askAt: readyAt(next) }
}

async function step(
  desk: BillDesk,
  day: string,
  { part, next, seen }: Done,
  bill: DayBill,
  bills: OtherBills,
): Promise<Batch> {
  switch (part) {
    case 'rows': {
      const rows = bill.rows.slice(next, next + ROWS)
      const found = await compareRows(desk, day, rows)
      return next + ROWS < bill.rows.length ? { found, place: { next: next + ROWS, seen: [] } } : { found }
    }
    case 'payments':
      return comparePayments(desk, day, bills, { next, seen })
    case 'refunds':
      return compareRefunds(desk, day, bills, { next, seen })
    case 'suspects':
      return settleSuspects(desk, day, bills)
  }
}
