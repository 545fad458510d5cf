import { type Timed } from '../agenda'
import { ControlFailure } from '../failure'
import { type Table } from '../store'
import { type World } from '../world'
import { tellRefund } from './events'
import { moveRefund, type Refund, type RefundAction } from './refund'

/** Every refund, of whatever protocol its payment is. Changes are made within a transaction of the store. */
export class Refunds implements Timed {
  private readonly table: Table<Refund>
  private readonly due: Table<{ readonly out_refund_no: string; readonly at: number }>

  constructor(private readonly world: World) {
    this.table = world.store.table('refunds')
    this.due = world.store.table('pending-refunds')
  }

  all(): Refund[] {
    return this.table.values()
  }

  find(out_refund_no: string): Refund | undefined {
    return this.table.get(out_refund_no)
  }

  /** Those that took money or may still take it: all but closed ones. */
  alive(transaction_id: string): Refund[] {
    return this.all().filter((one) => one.transaction_id === transaction_id && one.status !== 'CLOSED')
  }

  /** A new refund; it succeeds by itself after the delay that is set. */
  open(refund: Refund): Refund {
    this.table.put(refund.out_refund_no, refund)
    const delay = this.world.refundDelay()
    const { out_refund_no, at } = refund
    if (delay !== null) this.due.put(out_refund_no, { out_refund_no, at: at + delay * 1000 })
    return refund
  }

  /** Something happens to it, and the merchant is told. @throws ControlFailure 404, 409 */
  act(out_refund_no: string, action: RefundAction, at: number): Refund {
    const refund = this.find(out_refund_no)
    if (!refund) throw new ControlFailure(404, `There is no refund ${out_refund_no}.`)
    const moved = moveRefund(refund, action, at)
    if (!moved)
      throw new ControlFailure(409, `Refund ${out_refund_no} is ${refund.status}: no ${action} now.`)
    this.table.put(out_refund_no, moved)
    if (this.due.get(out_refund_no)) this.due.remove(out_refund_no)
    tellRefund(this.world, moved)
    return moved
  }

  nextDue(): number | undefined {
    const times = this.due.values().map(({ at }) => at)
    return times.length > 0 ? Math.min(...times) : undefined
  }

  runDue(now: number): void {
    for (const { out_refund_no, at } of this.due.values()) {
      if (at <= now) this.world.store.transaction(() => this.act(out_refund_no, 'succeed', at))
    }
  }
}
