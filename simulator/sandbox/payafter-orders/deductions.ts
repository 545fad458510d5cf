import { type Timed } from '../agenda'
import { type World } from '../world'
import { tellPaid } from './events'
import { type Order } from './order'
import { type OrderBook } from './order-book'
import { paidNow } from './paid'

/** A failed deduction is tried again every hour, without an end. */
const retryMs = 3_600_000

/** WeChat Pay's own collecting after completion. */
export class Deductions implements Timed {
  private readonly due

  constructor(
    private readonly world: World,
    private readonly book: OrderBook,
  ) {
    this.due = world.store.table<{ readonly out_order_no: string; readonly at: number | null }>(
      'payafter-deductions',
    )
  }

  /** Within the transaction that finishes the order. */
  plan(order: Order): void {
    const delay = this.world.deductionDelay()
    const at = delay === null ? null : (order.finish?.at ?? 0) + delay * 1000
    this.due.put(order.out_order_no, { out_order_no: order.out_order_no, at })
  }

  outstanding(order: Order): boolean {
    return this.due.get(order.out_order_no) !== undefined
  }

  drop(order: Order): void {
    if (this.outstanding(order)) this.due.remove(order.out_order_no)
  }

  /** The deduction succeeds at `at`. Within a transaction. */
  succeed(order: Order, at: number): Order {
    this.drop(order)
    const paid = this.book.save(paidNow(this.world, { ...order, deductionFails: false }, at))
    tellPaid(this.world, paid)
    return paid
  }

  nextDue(): number | undefined {
    const times = this.due.values().flatMap(({ at }) => at ?? [])
    return times.length > 0 ? Math.min(...times) : undefined
  }

  runDue(now: number): void {
    for (const { out_order_no, at } of this.due.values()) {
      if (at === null || at > now) continue
      this.world.store.transaction(() => {
        const order = this.book.find(out_order_no)
        if (order && !order.deductionFails) this.succeed(order, at)
        else if (order) {
          this.book.save({ ...order, failedDeductions: order.failedDeductions + 1 })
          this.due.put(out_order_no, { out_order_no, at: at + retryMs })
        }
      })
    }
  }
}
