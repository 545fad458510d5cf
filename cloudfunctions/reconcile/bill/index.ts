import type { Moment } from '#domain/period'
import { raiseAlert } from '../../shared/alerts'
import {
  dayAfter,
  firstProgress,
  readBillProgress,
  readyAt,
  type BillProgress,
} from '../../shared/bill-progress'
import { PayError } from '../../shared/wechatpay/errors'
import { BillNotReady, fetchBill, NOTHING, OtherBills, type BillDesk, type DayBill } from './fetch'
import { compareBill } from './parts'

/** What a run did with bills; `later`: there is none yet, or it could not be had now. */
export type Compared = 'not-due' | 'later' | 'no-time' | 'done' | 'failed'

const MINUTE = 60_000
/** A bill that is being made, or could not be had. */
const SOON = 15 * MINUTE
/** A day without a bill: it may have been a day of nothing, or the bill is late. */
const HOUR = 60 * MINUTE
/** WeChat Pay keeps bills for three months. */
const KEPT_DAYS = 88

/** For so long "there is no bill" is not believed to mean that nothing was paid. */
const DOUBT = 24 * HOUR

/**
 * Compares the bill of the next day that was not compared, once it is there. What is found is recorded as differences, one per
 * thing; a run that dies or has no more time is taken up by the next one where it stopped.
 */
export async function compareBills(desk: BillDesk, hasTime: () => boolean): Promise<Compared> {
  const now = desk.clock()
  const stored = await readBillProgress(desk.store)
  if (!stored) {
    await desk.store.insert('bills', firstProgress(now))
    return 'not-due'
  }
  const progress = withinReach(stored, now)
  if (now < progress.askAt || now < readyAt(progress.day)) return 'not-due'
  if (!hasTime()) return 'no-time'
  try {
    const found = await fetchBill(desk, progress.day)
    if (found === 'later') return await putOff(desk, stored, progress, SOON)
    if (found === 'none' && now < readyAt(progress.day) + DOUBT)
      return await putOff(desk, stored, progress, HOUR)
    const bill: DayBill = found === 'none' ? NOTHING : found
    const bills = new OtherBills(desk, progress.day, bill)
    return await compareBill(desk, { stored, progress, bill, bills }, hasTime)
  } catch (error) {
    if (!(error instanceof PayError || error instanceof BillNotReady)) throw error
    desk.log('bill not compared', { error })
    // The progress may have been saved meanwhile.
    const latest = (await readBillProgress(desk.store)) ?? stored
    return putOff(desk, latest, latest, SOON)
  }
}

/** After a long pause: the oldest day whose bill can still be had. */
function withinReach(progress: BillProgress, now: Moment): BillProgress {
  const oldest = dayAfter(firstProgress(now).day, -KEPT_DAYS)
  if (progress.day >= oldest) return progress
  const { done: _lost, ...rest } = progress
  return { ...rest, day: oldest }
}

async function putOff(
  desk: BillDesk,
  stored: BillProgress,
  progress: BillProgress,
  wait: number,
): Promise<Compared> {
  const now = desk.clock()
  if (now >= readyAt(progress.day) + DOUBT) await raiseAlert(desk.store, { kind: 'bill-unavailable' }, now)
  await desk.store.compareAndSet('bills', stored, { ...progress, askAt: now + wait })
  return 'later'
}
