import { type Timed } from '../agenda'
import { ControlFailure, invalidRequest, stateError } from '../failure'
import { type Table } from '../store'
import { type Transaction } from '../transactions'
import { type World } from '../world'
import { type OrderBook } from './book'
import { move } from './machine'
import { type Order } from './order'

/** A failed deduction is tried again every hour, without an end. */
const retryMs = 3_600_000

/** What is still to be collected of an order. Times in business ms. */
interface Due {
  readonly out_order_no: string
  /** The next try; null = only on command. */
  readonly at: number | null
  /** A try that has begun and ends then. */
  readonly endsAt?: number
}

/** What collecting needs to know of a protocol. */
export interface Collecting<O extends Order> {
  /** Begins the name of the table. */
  readonly name: string
  /** What is taken, by whom and from whom. */
  readonly payment: (order: O) => Omit<Transaction, 'transaction_id' | 'out_trade_no' | 'paidAt'>
  /** The order with its payment; `transaction_id` is absent where nothing was to be taken. */
  readonly paid: (order: O, at: number, transaction_id: string | undefined) => O
  /** Absent where an order is paid at once or not at all. */
  readonly part?: {
    readonly isFirst: (order: O) => boolean
    readonly paid: (order: O, at: number, amount: number, transaction_id: string) => O
  }
  readonly tellPaid: (order: O) => void
}

/** WeChat Pay's own collecting after completion. Changes are made within a transaction of the store. */
export class Deductions<O extends Order> implements Timed {
  private readonly due: Table<Due>

  constructor(
    private readonly world: World,
    private readonly book: OrderBook<O>,
    private readonly how: Collecting<O>,
  ) {
    this.due = world.store.table(`${how.name}-deductions`)
  }

  /** The first try is due so many seconds after `from` as is set. */
  plan({ out_order_no }: O, from: number): void {
    const delay = this.world.deductionDelay()
    this.due.put(out_order_no, { out_order_no, at: delay === null ? null : from + delay * 1000 })
  }

  outstanding({ out_order_no }: O): boolean {
    return this.due.get(out_order_no) !== undefined
  }

  /** Whether a try has begun and not ended. */
  running({ out_order_no }: O): boolean {
    return this.due.get(out_order_no)?.endsAt !== undefined
  }

  drop(order: O): void {
    if (this.outstanding(order)) this.due.remove(order.out_order_no)
  }

  /** A try begins and takes so long: the bank is slow, or the user stands at the cashier. */
  begin(order: O, seconds: number): void {
    const due = this.due.get(order.out_order_no)
    if (due) this.due.put(order.out_order_no, { ...due, endsAt: this.world.time.business() + seconds * 1000 })
  }

  /** @throws ApiFailure while a try runs: the merchant asks again after three minutes (facts 1.7.2, 4.3) */
  refuseWhileRunning(order: O): void {
    if (!this.running(order)) return
    const message = '单据正在扣款中，请稍后再试'
    throw this.world.switches().deductingCode === 'INVALID_REQUEST'
      ? invalidRequest(message, '271316754')
      : stateError(message, '271316754')
  }

  /** The money comes at `at`. */
  succeed(order: O, at: number): O {
    this.drop(order)
    const paid = this.book.save(this.paid({ ...order, deductionFails: false }, at))
    this.how.tellPaid(paid)
    return paid
  }

  /**
   * So much of it comes at `at`; the rest is still to come.
   * @throws ControlFailure 409 where the protocol knows no parts, or this is no part
   */
  succeedPartly(order: O, at: number, amount: number): O {
    const { name, part, payment } = this.how
    const due = payment(order)
    if (!part) throw new ControlFailure(409, `An order of ${name} is paid at once or not at all.`)
    if (amount >= due.amount) throw new ControlFailure(409, `${due.amount} fen are due: a part is less.`)
    const { transaction_id } = this.world.transactions.record({ ...due, amount, paidAt: at })
    const partly = this.book.save(part.paid(order, at, amount, transaction_id))
    if (this.world.switches().partNotified === 'yes') this.how.tellPaid(partly)
    return partly
  }

  /** The order as paid at `at`, neither saved nor told. */
  paid(order: O, at: number): O {
    const payment = this.how.payment(order)
    const taken = payment.amount > 0 ? this.world.transactions.record({ ...payment, paidAt: at }) : undefined
    return this.how.paid(move(order, 'deduct', at), at, taken?.transaction_id)
  }

  nextDue(): number | undefined {
    const times = this.due.values().flatMap(({ at, endsAt }) => endsAt ?? at ?? [])
    return times.length > 0 ? Math.min(...times) : undefined
  }

  runDue(now: number): void {
    for (const due of this.due.values()) {
      const when = due.endsAt ?? due.at
      if (when === null || when > now) continue
      this.world.store.transaction(() => {
        this.end(due, when)
      })
    }
  }

  private end({ out_order_no, at }: Due, when: number): void {
    const order = this.book.find(out_order_no)
    if (!order) return
    if (!order.deductionFails) {
      const half = this.halfOf(order)
      if (half === 0) {
        this.succeed(order, when)
        return
      }
      this.succeedPartly(order, when, half)
    } else this.book.save({ ...order, failedDeductions: order.failedDeductions + 1 })
    this.due.put(out_order_no, { out_order_no, at: at === null ? null : when + retryMs })
  }

  /** What a first try takes where a switch says that it takes half; else 0. */
  private halfOf(order: O): number {
    const { part, payment } = this.how
    const halves = this.world.switches().deductionInParts === 'half-first' && part?.isFirst(order)
    return halves ? Math.floor(payment(order).amount / 2) : 0
  }
}
