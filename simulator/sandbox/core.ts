import { Engine } from './engine'
import { ControlFailure } from './failure'
import { notifyKinds, type Notification, type NotifyKind, type NotifyUrls } from './notification'
import { type OrderSummary, type Protocol, type UserAction } from './protocol'
import { type Refund, type RefundAction } from './refunds/refund'
import { type RequestEntry } from './requests'
import { parseNotifyUrls } from './settings'
import { type SignAction } from './sign-plan'
import { type PlanSummary, type SignSummary } from './sign-plan/summary'
import { parseSwitches, type Switches } from './switches'

/** The sandbox without its HTTP server: what control calls do to it. */
export class SandboxCore extends Engine {
  orders(): OrderSummary[] {
    return this.protocols.flatMap((one) => one.orders())
  }

  order(out_order_no: string): OrderSummary {
    const found = this.protocolOf(out_order_no).find(out_order_no)
    if (!found) throw noOrder(out_order_no)
    return found
  }

  act(out_order_no: string, action: UserAction, openid?: string): OrderSummary {
    const protocol = this.protocolOf(out_order_no)
    return this.change(() => protocol.act(out_order_no, action, openid))
  }

  /** Less than the bill is paid: so many fen. @throws ControlFailure 400, 404, 409 */
  payPart(out_order_no: string, amount: unknown): OrderSummary {
    if (!(typeof amount === 'number' && Number.isInteger(amount) && amount > 0)) {
      throw new ControlFailure(400, 'amount is a whole number of fen above 0.')
    }
    const protocol = this.protocolOf(out_order_no)
    return this.change(() => protocol.payPart(out_order_no, amount))
  }

  /** A deduction begins and takes so many business seconds; then it succeeds, or fails where `fail` said so. */
  deduct(out_order_no: string, seconds: unknown = 180): OrderSummary {
    if (!(typeof seconds === 'number' && seconds > 0)) {
      throw new ControlFailure(400, 'seconds is a number above 0.')
    }
    const protocol = this.protocolOf(out_order_no)
    return this.change(() => protocol.deduct(out_order_no, seconds))
  }

  /** Every 支付分计划. */
  payscorePlans(): PlanSummary[] {
    return this.plans.plans()
  }

  /** Every signed plan, or one that is to be signed. */
  signPlans(): SignSummary[] {
    return this.plans.all()
  }

  /** @throws ControlFailure 404 */
  signPlan(merchant_sign_plan_no: string): SignSummary {
    return this.plans.find(merchant_sign_plan_no)
  }

  /** The user signs, or ends what they signed. @throws ControlFailure 404, 409 */
  actOnSignPlan(merchant_sign_plan_no: string, action: SignAction, openid?: string): SignSummary {
    return this.change(() => this.plans.act(merchant_sign_plan_no, action, openid))
  }

  refunds(): Omit<Refund, 'sentAs'>[] {
    return this.refundBook.all().map(({ sentAs: _, ...shown }) => shown)
  }

  /** What becomes of a refund. @throws ControlFailure 404, 409 */
  actOnRefund(out_refund_no: string, action: RefundAction): Omit<Refund, 'sentAs'> {
    const at = this.parts.time.business()
    const { sentAs: _, ...shown } = this.change(() => this.refundBook.act(out_refund_no, action, at))
    return shown
  }

  notifications(): Notification[] {
    return this.told.list()
  }

  resend(id: string): Notification {
    return this.change(() => this.told.resend(id))
  }

  /** Makes up a notification, validly encrypted and signed. */
  notify(given: Readonly<Record<string, unknown>>): object {
    const { event, kind = 'pay', resource } = given
    if (
      typeof event !== 'string' ||
      !notifyKinds.includes(kind as NotifyKind) ||
      typeof resource !== 'object' ||
      resource === null
    ) {
      throw new ControlFailure(
        400,
        `A notification needs event (text), kind (${notifyKinds.join(', ')}), resource (object).`,
      )
    }
    this.change(() => {
      this.told.enqueue({
        event,
        kind: kind as NotifyKind,
        summary: '沙箱',
        resource: resource as Record<string, unknown>,
        at: this.parts.time.business(),
      })
    })
    return {}
  }

  requests(): readonly RequestEntry[] {
    return this.requestLog.list()
  }

  setSwitches(given: Readonly<Record<string, unknown>>): Switches {
    const switches = { ...this.settings.values.switches, ...parseSwitches(given) }
    this.settings.save({ switches })
    return this.switches
  }

  /** @throws ControlFailure 400 when an address is not on this machine */
  setNotifyUrls(given: Readonly<Record<string, unknown>>): NotifyUrls {
    this.settings.save({ notifyUrls: { ...this.notifyUrls, ...parseNotifyUrls(given) } })
    return this.notifyUrls
  }

  setDeductionDelay(seconds: unknown): object {
    const deductionDelay = delayOf(seconds)
    this.settings.save({ deductionDelay })
    return { delaySeconds: deductionDelay }
  }

  setRefundDelay(seconds: unknown): object {
    const refundDelay = delayOf(seconds)
    this.settings.save({ refundDelay })
    return { delaySeconds: refundDelay }
  }

  /** Closing the service ends the plans that the user signed. @throws ControlFailure 409 */
  setAvailable(openid: string, available: boolean): object {
    const table = this.parts.store.table<boolean>('unavailable-users')
    this.change(() => {
      if (available) table.remove(openid)
      else {
        this.plans.closeService(openid)
        table.put(openid, true)
      }
    })
    return { openid, available }
  }

  clockState(): object {
    const { time } = this.parts
    return {
      business: new Date(time.business()).toISOString(),
      signature: new Date(time.signature()).toISOString(),
      offsetSeconds: time.clock.offsetMs / 1000,
      skewSeconds: time.skewSeconds,
    }
  }

  setClock(given: Readonly<Record<string, unknown>>): object {
    const { advanceSeconds = 0, skewSeconds } = given
    if (typeof advanceSeconds !== 'number' || !(advanceSeconds >= 0)) {
      throw new ControlFailure(400, 'advanceSeconds is a number from 0.')
    }
    if (skewSeconds !== undefined && !Number.isFinite(skewSeconds)) {
      throw new ControlFailure(400, 'skewSeconds is a number.')
    }
    const { time } = this.parts
    if (typeof skewSeconds === 'number') {
      time.skewSeconds = skewSeconds
      this.settings.save({ skewSeconds })
    }
    if (advanceSeconds > 0) time.clock.advance(advanceSeconds)
    this.touch()
    return this.clockState()
  }

  /** Forgets what happened; keys, clock and addresses stay. */
  reset(): void {
    this.faults.clear()
    this.requestLog.clear()
    this.parts.store.clear(['settings'])
    this.settings.reset()
    this.touch()
  }

  private protocolOf(out_order_no: string): Protocol {
    const found = this.protocols.find((one) => one.find(out_order_no))
    if (!found) throw noOrder(out_order_no)
    return found
  }
}

const noOrder = (number: string): ControlFailure => new ControlFailure(404, `There is no order ${number}.`)

/** @throws ControlFailure 400 */
function delayOf(seconds: unknown): number | null {
  if (seconds === null || (typeof seconds === 'number' && seconds >= 0)) return seconds
  throw new ControlFailure(400, 'delaySeconds is a number from 0, or null for never.')
}
