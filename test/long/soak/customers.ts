import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Answer } from '#domain/contract'
import type { OrderView } from '#domain/view'
import { PEOPLE } from '../../../simulator/phone/people'
import type { Sandbox } from '../../../simulator/sandbox'
import type { Product } from '../../../simulator/world/product'
import { hasOwed } from '../../journeys/products'
import { ControlFailure } from '../../../simulator/sandbox/failure'
import type { Dice } from '../dice'
import type { Runtime } from './runtime'

const OPERATOR = PEOPLE[1]?.openid ?? ''

/** What we told one customer or operator: it must still be so in the end. */
export interface Promised {
  orderId: string
  /** The customer was answered an order. */
  placed: boolean
  /** The operator was answered that it is billed: with one of these totals, in fen, where the last answer did not say. */
  billed?: readonly number[]
  /** The operator was answered that so many fen go back. */
  refunded?: { requestKey: string; amount: number }
}

type Told = Answer<{ order: Pick<OrderView, 'orderId' | 'out_order_no' | 'state' | 'outcome' | 'pending'> }>

/** People who use the service at the same time, and try again when nothing comes back. */
export class Customers {
  readonly ledger: Promised[] = []
  calls = 0
  unanswered = 0
  private stopped = false

  constructor(
    private readonly runtime: Runtime,
    private readonly sandbox: Sandbox,
    private readonly dice: Dice,
    private readonly product: Product,
  ) {}

  /** One after the other places orders until `stop`. */
  async queue(name: string): Promise<void> {
    for (let n = 1; !this.stopped; n++) {
      await this.life(`soak-${name}-${n}`)
      await wait(this.dice.between(20, 150))
    }
  }

  stop(): void {
    this.stopped = true
  }

  /** Asks until there is an answer, as people do; sometimes twice at once. */
  private async insist(ask: () => Promise<Told>): Promise<Told | undefined> {
    for (let tries = 0; tries < 6; tries++) {
      this.calls++
      try {
        if (this.dice.chance(0.1)) {
          this.calls++
          const [first] = await Promise.all([ask(), ask().catch(() => undefined)])
          return first
        }
        return await ask()
      } catch {
        this.unanswered++
        await wait(this.dice.between(50, 400))
      }
    }
    return undefined
  }

  private act(out_order_no: string, action: 'confirm' | 'decline'): void {
    try {
      this.sandbox.act(out_order_no, action)
    } catch (error) {
      // WeChat Pay's page no longer offers it, or never heard of the order.
      if (!(error instanceof ControlFailure)) throw error
    }
  }

  private async life(openid: string): Promise<void> {
    const { dice, runtime } = this
    const requestKey = `soak-${dice.hex(20)}`
    const orderId = createHash('sha256').update(`${openid}|${requestKey}`).digest('hex').slice(0, 24)
    const promised: Promised = { orderId, placed: false }
    this.ledger.push(promised)
    const wish = { offerId: 'power-bank', revision: 1, choices: {}, requestKey }
    const placed = await this.insist(() => runtime.ask('orders', 'create', wish, openid))
    if (!placed?.ok) return
    promised.placed = true
    const { out_order_no } = placed.data.order
    const what = dice.next()
    if (what < 0.08) return
    if (what < 0.16)
      return void (await this.insist(() => runtime.ask('orders', 'cancel', { orderId }, openid)))
    if (what < 0.24) return this.act(out_order_no, 'decline')
    if (what < 0.32) return this.anew(orderId, openid)
    this.act(out_order_no, 'confirm')
    await this.insist(() => runtime.ask('orders', 'get', { orderId }, openid))
    if (what < 0.38) return
    if (what < 0.44) {
      const reason = '设备故障'
      return void (await this.insist(() => runtime.ask('console', 'cancel', { orderId, reason }, OPERATOR)))
    }
    await this.complete(promised, openid)
  }

  /** Confirms again: re-opens, or asks for a new attempt. */
  private async anew(orderId: string, openid: string): Promise<void> {
    const action = this.dice.pick(['reopen', 'retry'] as const)
    const told = await this.insist(() => this.runtime.ask('orders', action, { orderId }, openid))
    if (told?.ok && this.dice.chance(0.7)) this.act(told.data.order.out_order_no, 'confirm')
  }

  private async complete(promised: Promised, openid: string): Promise<void> {
    const { dice, runtime } = this
    const { orderId } = promised
    const total = dice.pick([0, 1, 300, 600, 1800, 9900])
    const bill = { orderId, fees: [{ name: '使用时长', amount: total }], discounts: [], total }
    const told = await this.insist(() => runtime.ask('console', 'complete', bill, OPERATOR))
    if (told?.ok && ['FINISHED', 'USER_PAID'].includes(told.data.order.state)) promised.billed = [total]
    if (!told?.ok) return
    if (total > 1 && dice.chance(0.25)) await this.refund(promised, openid, Math.ceil(total / 3))
    if (hasOwed(this.product) && dice.chance(0.4)) return this.settleOwed(promised, total)
    if (!dice.chance(0.2)) return
    await this.insist(() => runtime.ask('orders', 'get', { orderId }, openid))
    if (!dice.chance(0.3)) return
    const paidAt = Date.now() + this.sandbox.clock.offsetMs - 1000
    await this.insist(() => runtime.ask('console', 'sync', { orderId, paidAt, reason: '付了现金' }, OPERATOR))
  }

  /** What operators do about a bill that may or may not be paid by then: one of them wins. */
  private async settleOwed(promised: Promised, total: number): Promise<void> {
    const { dice, runtime } = this
    const { orderId } = promised
    const what = dice.pick(['modify', 'modify', 'collect', 'waive'] as const)
    if (what === 'collect')
      return void (await this.insist(() => runtime.ask('console', 'collect', { orderId }, OPERATOR)))
    const reason = '与顾客协商'
    if (what === 'waive')
      return void (await this.insist(() =>
        runtime.ask('console', 'cancel', { orderId, reason, waive: true }, OPERATOR),
      ))
    const lower = Math.floor(total / 2)
    if (lower === total) return
    const bill = { orderId, fees: [{ name: '使用时长', amount: lower }], discounts: [], total: lower, reason }
    const told = await this.insist(() => runtime.ask('console', 'modify', bill, OPERATOR))
    const isDone = told?.ok === true && told.data.order.pending === undefined
    promised.billed = isDone ? [lower] : [...(promised.billed ?? []), lower]
  }

  /** Gives a third back, once it is paid. */
  private async refund(promised: Promised, openid: string, amount: number): Promise<void> {
    const { dice, runtime } = this
    const { orderId } = promised
    await wait(dice.between(200, 1200))
    const seen = await this.insist(() => runtime.ask('orders', 'get', { orderId }, openid))
    if (!seen?.ok || seen.data.order.outcome !== 'paid') return
    const requestKey = `${orderId}-refund-1`
    const request = { orderId, requestKey, amount, reason: '多收费用' }
    const told = await this.insist(() => runtime.ask('console', 'refund', request, OPERATOR))
    if (told?.ok) promised.refunded = { requestKey, amount }
  }
}
