import type { Moment } from '#domain/period'
import { raiseAlert } from '../../shared/alerts'
import {
  dayAfter,
  firstProgress,
  readBillProgress,
  readyAt,
  type BillProgress,
} from '../../shared/bill-progress'
import { recordDifference } from '../../shared/differences'
import { given } from '../../shared/given'
import { PayError } from '../../shared/wechatpay/errors'
import { fetchBill, NOTHING, NoBill, type BillDesk } from './fetch'
import { OtherBills } from './other-bills'
import { compareBill, nextDay } from './parts'

/** What a run did with bills; `later`: there is none yet, or it could not be had now. */
export type Compared = 'not-due' | 'later' | 'no-time' | 'done' | 'failed'

const MINUTE = 60_000
/** A bill that is being made, or could not be had. */
const SOON = 15 * MINUTE
/** A day without a bill: it may have been a day of nothing, or the bill is late. */
const HOUR = 60 * MINUTE
/** WeChat Pay keeps bills for three months. */
const KEPT_DAYS = 88

/** For so long "there is no bill" is not believed to mean that nothing was paid, and one that cannot be had is waited for. */
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
  const { day } = progress
  if (now < progress.askAt || now < readyAt(day)) return 'not-due'
  if (!hasTime()) return 'no-time'
  try {
    const found = await fetchBill(desk, day)
    if (found === 'none' && now < readyAt(day) + DOUBT) return await putOff(desk, stored, progress, HOUR)
    const bill = found === 'none' ? NOTHING : found
    const bills = new OtherBills(desk, {
      day,
      bill,
      oldest: oldestDay(now),
      ...given('lost', progress.lost),
    })
    return await compareBill(desk, { stored, progress, bill, bills }, hasTime)
  } catch (error) {
    if (!(error instanceof PayError || error instanceof NoBill)) throw error
    desk.log('bill not compared', { error: error instanceof NoBill ? (error.cause ?? error) : error })
    // The progress may have been saved meanwhile.
    const latest = (await readBillProgress(desk.store)) ?? stored
    if (error instanceof NoBill) return await without(desk, latest, error.day)
    return putOff(desk, latest, latest, SOON)
  }
}

/** The oldest day whose bill can still be had. */
const oldestDay = (now: Moment): string => dayAfter(firstProgress(now).day, -KEPT_DAYS)

/** After a long pause. */
function withinReach(progress: BillProgress, now: Moment): BillProgress {
  const oldest = oldestDay(now)
  if (progress.day >= oldest) return progress
  const { done: _lost, ...rest } = progress
  return { ...rest, day: oldest }
}

/**
 * A bill cannot be had: it is waited for. When that lasts and others can be had, it is given up: a person is told to compare
 * that day, and no other day waits for it.
 */
async function without(desk: BillDesk, stored: BillProgress, day: string): Promise<Compared> {
  const now = desk.clock()
  const progress = withinReach(stored, now)
  const since = progress.stuck?.day === day ? progress.stuck.since : now
  if (now - since < DOUBT || !(await canHaveOthers(desk, progress, day)))
    return putOff(desk, stored, { ...progress, stuck: { day, since } }, SOON)
  await recordDifference(desk.store, { kind: 'no-bill', state: 'open', day }, now)
  const { stuck: _given, ...rest } = day === progress.day ? nextDay(progress) : progress
  const lost = (rest.lost ?? []).filter((one) => one >= oldestDay(now))
  await desk.store.compareAndSet('bills', stored, { ...rest, lost: [...lost, day], askAt: now })
  return 'later'
}

/** Whether WeChat Pay has other bills for us: a neighbour's was asked for only because the day's own was there. */
async function canHaveOthers(desk: BillDesk, progress: BillProgress, day: string): Promise<boolean> {
  const next = dayAfter(day)
  if (day !== progress.day) return true
  if (desk.clock() < readyAt(next)) return false
  return fetchBill(desk, next).then(
    () => true,
    () => false,
  )
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
