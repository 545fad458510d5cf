import { type Moment, parseTimeText, toDayText } from '#domain/period'
import type { Store } from './store'

const DAY = 24 * 60 * 60_000

/** A bill is made by ten o'clock of the next day, in Beijing (facts 3.7). */
const READY = DAY + 10 * 60 * 60_000

/** How far the comparison of bills came. There is one; a run that dies is taken up where it stopped. */
export interface BillProgress {
  _id: 'trade-bill'
  schema: 1
  version: number
  /** The day whose bill is to be compared, `yyyyMMdd` in Beijing. */
  day: string
  /** When its bill is asked for next. */
  askAt: Moment
  /** What of the bill was compared; only of the very bill with this hash. */
  done?: { hash: string; part: 'rows' | 'payments' | 'refunds' | 'suspects'; next: number; seen: string[] }
  /** The last day that was compared. */
  last?: string
  /** The bill that cannot be had, the day's own or a neighbour's, and since when. */
  stuck?: { day: string; since: Moment }
  /** Days whose bills were given up; each is a difference for a person. */
  lost?: string[]
}

const ID = 'trade-bill'

export const readBillProgress = (store: Pick<Store, 'read'>): Promise<BillProgress | undefined> =>
  store.read<BillProgress>('bills', ID)

/** The first bill to compare is that of the day on which the timer first ran: before it there was nothing. */
export const firstProgress = (now: Moment): BillProgress => ({
  _id: ID,
  schema: 1,
  version: 1,
  day: toDayText(now),
  askAt: readyAt(toDayText(now)),
})

/** The midnight in Beijing with which a day begins. */
export const startOf = (day: string): Moment => parseTimeText(day) ?? NaN

/** When a day's bill is there. */
export const readyAt = (day: string): Moment => startOf(day) + READY

/** A day so many days later. */
export const dayAfter = (day: string, days = 1): string => toDayText(startOf(day) + days * DAY)
