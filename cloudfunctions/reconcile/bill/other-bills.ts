import { dayAfter } from '../../shared/bill-progress'
import { fetchBill, NOTHING, type BillDesk, type DayBill } from './fetch'

/** The bill that is compared, and which others there can be. */
export interface Reach {
  day: string
  bill: DayBill
  /** The first day whose bill WeChat Pay still has. */
  oldest: string
  /** Days whose bills were given up. */
  lost?: readonly string[]
}

type Numbers = Pick<DayBill, 'transactions' | 'refunds'>

/** The numbers of neighbouring bills, fetched when something is missing and kept for the run. */
export class OtherBills {
  private readonly known = new Map<string, Numbers>()

  constructor(
    private readonly desk: BillDesk,
    private readonly reach: Reach,
  ) {
    for (const day of reach.lost ?? []) this.known.set(day, NOTHING)
    this.known.set(reach.day, reach.bill)
  }

  /**
   * The bill of the day before, the day itself, or the day after one of these, as far as they can still be had: in what
   * WeChat Pay does not keep any more nothing is found.
   * @returns whether it stands in one of them; `later` when one of them is still to come
   * @throws NoBill when one of them cannot be had now
   */
  async holds(what: keyof Numbers, number: string, days: readonly string[]): Promise<boolean | 'later'> {
    const { day: newest, oldest } = this.reach
    const around = [...new Set(days.flatMap((day) => [day, dayAfter(day, -1), dayAfter(day)]))]
    for (const day of around.filter((one) => oldest <= one && one <= newest)) {
      const bill = await this.of(day)
      if (bill[what].has(number)) return true
    }
    return around.some((day) => day > newest) ? 'later' : false
  }

  private async of(day: string): Promise<Numbers> {
    const known = this.known.get(day)
    if (known) return known
    const found = await fetchBill(this.desk, day)
    const { transactions, refunds } = found === 'none' ? NOTHING : found
    this.known.set(day, { transactions, refunds })
    return { transactions, refunds }
  }
}
