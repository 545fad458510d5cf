import { randomInt } from 'node:crypto'
import { toDay, toSeconds } from './beijing-time'
import { type Store, type Table } from './store'

/** Money that was taken from a user: what a refund names and a bill lists. Amounts in fen. */
export interface Transaction {
  readonly transaction_id: string
  /** WeChat Pay's own; a service order's number is none (facts 3.2). */
  readonly out_trade_no: string
  readonly out_order_no: string
  readonly order_id: string
  readonly mchid: string
  readonly appid: string
  /** Both only of a sub-merchant. */
  readonly sub_mchid?: string
  readonly sub_appid?: string
  readonly openid?: string
  readonly introduction: string
  readonly attach?: string
  readonly amount: number
  /** Business ms. */
  readonly paidAt: number
}

/** Every payment, whatever protocol its order has. */
export class Transactions {
  private readonly table: Table<Transaction>

  constructor(store: Store) {
    this.table = store.table('transactions')
  }

  /** Within the transaction that makes the order paid. */
  record(given: Omit<Transaction, 'transaction_id' | 'out_trade_no'>): Transaction {
    const { paidAt } = given
    const made: Transaction = {
      ...given,
      transaction_id: `42000${randomInt(1e9, 9e9)}${toDay(paidAt)}${randomInt(1e6, 9e6)}`,
      out_trade_no: `${toSeconds(paidAt)}${randomInt(1e9, 9e9)}`,
    }
    this.table.put(made.transaction_id, made)
    return made
  }

  find(transaction_id: string): Transaction | undefined {
    return this.table.get(transaction_id)
  }

  findByTradeNumber(out_trade_no: string): Transaction | undefined {
    return this.table.values().find((one) => one.out_trade_no === out_trade_no)
  }

  all(): Transaction[] {
    return this.table.values()
  }
}
