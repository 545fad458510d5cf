import { dayAfter } from '../../shared/bill-progress'
import type { Desk } from '../../shared/orders/desk'
import type { Store } from '../../shared/store'
import type { BillClient } from '../../shared/wechatpay'
import {
  billProblemOf,
  prepareTradeBill,
  readBill,
  readTradeBill,
  type BillRow,
} from '../../shared/wechatpay/bills'

/** A day's bill as it was downloaded. */
export interface DayBill {
  /** Of its bytes; the same bill has the same one. */
  hash: string
  rows: BillRow[]
  /** The transactions and refunds that stand in it. */
  transactions: ReadonlySet<string>
  refunds: ReadonlySet<string>
}

/** What comparing works with. */
export interface BillDesk extends Desk {
  store: Store
  pay: Desk['pay'] & BillClient
}

/**
 * A day's bill of the merchant and all its shops; `none`: nothing was paid, or it is not made yet; `later`: it is being made.
 * Its size is bounded by the pay client.
 * @throws PayError when it cannot be had or read
 */
export async function fetchBill(desk: BillDesk, day: string): Promise<DayBill | 'none' | 'later'> {
  const bill_date = day.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')
  const { deadline } = desk
  try {
    const answer = await desk.pay.send(prepareTradeBill({ bill_date }, desk.prepare), { deadline })
    const file = readTradeBill(answer)
    const text = (await desk.pay.download(file, { deadline })).toString('utf8')
    return { hash: file.hash_value, ...indexed(readBill(text).rows) }
  } catch (error) {
    const problem = billProblemOf(error)
    if (problem === undefined) throw error
    return problem
  }
}

const indexed = (rows: BillRow[]): Omit<DayBill, 'hash'> => ({
  rows,
  transactions: new Set(rows.filter(isPayment).map((row) => row.transaction_id)),
  refunds: new Set(rows.filter(isRefund).map((row) => row.out_refund_no)),
})

export const isRefund = ({ trade_state }: Pick<BillRow, 'trade_state'>): boolean => trade_state === 'REFUND'
export const isPayment = ({ trade_state }: Pick<BillRow, 'trade_state'>): boolean => trade_state === 'SUCCESS'

/** The numbers of neighbouring bills, fetched when something is missing and kept for the run. */
export class OtherBills {
  private readonly known = new Map<string, Pick<DayBill, 'transactions' | 'refunds'>>()

  constructor(
    private readonly desk: BillDesk,
    day: string,
    bill: DayBill,
  ) {
    this.known.set(day, bill)
  }

  /**
   * The bill of the day before, the day itself, or the day after one of these.
   * @param newest the last day whose bill there is
   * @returns whether it stands in one of them; `later` when one of them is still to come
   */
  async holds(
    what: 'transactions' | 'refunds',
    number: string,
    days: readonly string[],
    newest: string,
  ): Promise<boolean | 'later'> {
    const around = [...new Set(days.flatMap((day) => [day, dayAfter(day, -1), dayAfter(day)]))]
    for (const day of around.filter((one) => one <= newest)) {
      const bill = await this.of(day)
      if (bill[what].has(number)) return true
    }
    return around.some((day) => day > newest) ? 'later' : false
  }

  private async of(day: string): Promise<Pick<DayBill, 'transactions' | 'refunds'>> {
    const known = this.known.get(day)
    if (known) return known
    const found = await fetchBill(this.desk, day)
    if (found === 'later') throw new BillNotReady()
    const { transactions, refunds } = found === 'none' ? NOTHING : found
    this.known.set(day, { transactions, refunds })
    return { transactions, refunds }
  }
}

export const NOTHING: DayBill = { hash: '', rows: [], transactions: new Set(), refunds: new Set() }

/** A neighbouring bill is being made: the comparison goes on later. */
export class BillNotReady extends Error {
  override readonly name = 'BillNotReady'
}
