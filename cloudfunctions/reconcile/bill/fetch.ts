import type { Desk } from '../../shared/orders/desk'
import type { Store } from '../../shared/store'
import type { BillClient } from '../../shared/wechatpay'
import { PayError } from '../../shared/wechatpay/errors'
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
 * A day's bill of the merchant and all its shops; `none`: nothing was paid, or it is not made yet. Its size is bounded by the
 * pay client.
 * @throws NoBill when it cannot be had or read now
 */
export async function fetchBill(desk: BillDesk, day: string): Promise<DayBill | 'none'> {
  const bill_date = day.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')
  const { deadline } = desk
  try {
    const answer = await desk.pay.send(prepareTradeBill({ bill_date }, desk.prepare), { deadline })
    const file = readTradeBill(answer)
    const text = (await desk.pay.download(file, { deadline })).toString('utf8')
    return { hash: file.hash_value, ...indexed(readBill(text).rows) }
  } catch (error) {
    if (billProblemOf(error) === 'none') return 'none'
    throw error instanceof PayError ? new NoBill(day, { cause: error }) : error
  }
}

const indexed = (rows: BillRow[]): Omit<DayBill, 'hash'> => ({
  rows,
  transactions: new Set(rows.filter(isPayment).map((row) => row.transaction_id)),
  refunds: new Set(rows.filter(isRefund).map((row) => row.out_refund_no)),
})

export const isRefund = ({ trade_state }: Pick<BillRow, 'trade_state'>): boolean => trade_state === 'REFUND'
export const isPayment = ({ trade_state }: Pick<BillRow, 'trade_state'>): boolean => trade_state === 'SUCCESS'

export const NOTHING: DayBill = { hash: '', rows: [], transactions: new Set(), refunds: new Set() }

/** A day's bill that could not be had: it is being made, cannot be read, or nobody answered; its cause says which. */
export class NoBill extends Error {
  override readonly name = 'NoBill'
  constructor(
    readonly day: string,
    options?: ErrorOptions,
  ) {
    super(`The bill of ${day} could not be had.`, options)
  }
}
