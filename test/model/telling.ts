import { cancel as consoleCancel } from '../../cloudfunctions/console/cancel'
import { complete } from '../../cloudfunctions/console/complete'
import { get as look } from '../../cloudfunctions/console/get'
import { sync } from '../../cloudfunctions/console/sync'
import { cancel } from '../../cloudfunctions/orders/cancel'
import { create } from '../../cloudfunctions/orders/create'
import { get } from '../../cloudfunctions/orders/get'
import { reopen } from '../../cloudfunctions/orders/reopen'
import { retry } from '../../cloudfunctions/orders/retry'
import { Failed } from '../../cloudfunctions/shared/failed'
import type { OperatorContext } from '../../cloudfunctions/shared/operators/orders'
import { check } from '../../cloudfunctions/shared/orders/check'
import { orderIdOf } from '../../cloudfunctions/shared/orders/new-order'
import { applyNotified } from '../../cloudfunctions/shared/orders/notified'
import { openDesk } from '../../cloudfunctions/shared/orders/open-desk'
import type { OrderDocument } from '../../cloudfunctions/shared/orders/document'
import { readResource } from '../../cloudfunctions/shared/protocols'
import { createKeyring } from '../../cloudfunctions/shared/wechatpay'
import { PayError } from '../../cloudfunctions/shared/wechatpay/errors'
import { demoOffers } from '../../simulator/world/demo-offers'
import { PAYAFTER_ORDERS } from '../../simulator/world/product'
import { disagreements, type AttemptThere } from '../journeys/agreement'
import { Died, Lossy } from './lossy'
import { anotherPair } from '../keys/pool'
import { Memory } from './memory'
import { strongest, type ModelTable } from './model-coverage'
import { isNoteFault, type Act, type Fault, type NoteFault, type Step, type Tale } from './model-steps'
import { WeChatPay } from './wechat-pay'

/** 2026-11-20 12:00 in Beijing. */
const T0 = Date.UTC(2026, 10, 20, 4)
const MCHID = '1900000001'
const APPID = 'wx0000000000000001'
const OPENID = 'customer'
const { publicKey } = anotherPair()
/** Nothing is signed or encrypted here, but preparing a call names a key. */
export const keyring = createKeyring([{ serial: 'PUB_KEY_ID_0000000001', publicKey }])
const OFFER = demoOffers({ service_id: '500001', product: PAYAFTER_ORDERS, shops: [] }).find(
  ({ _id }) => _id === 'power-bank',
)

/** An order's life as notifications may tell it; what is over stays over. */
const LIFE: readonly string[] = ['CREATING', 'CREATED', 'USER_ACCEPTED', 'FINISHED', 'USER_PAID']
const isOnward = (from: string, to: string): boolean =>
  from === to || (LIFE.includes(from) && (!LIFE.includes(to) || LIFE.indexOf(to) > LIFE.indexOf(from)))

let tales = 0

/** One story, told with the real actions on orders; the database, WeChat Pay and the clock are models. */
export class Telling {
  private now = T0
  private readonly clock = (): number => this.now
  private readonly machine: WeChatPay
  private readonly outside: Lossy
  private readonly store: Memory
  /** Notifications that are on their way, and all that there ever were. */
  private waiting: Record<string, unknown>[] = []
  private readonly heard: Record<string, unknown>[] = []
  private readonly requestKey = `story-${String(++tales).padStart(12, '0')}`
  private readonly orderId = orderIdOf(OPENID, this.requestKey)
  private readonly marks = new Set<string>()

  constructor(
    { cancelsAccepted }: Tale,
    private readonly table: ModelTable,
  ) {
    this.machine = new WeChatPay(this.clock, cancelsAccepted)
    this.outside = new Lossy(this.machine, this.clock, (number, cancelling) =>
      this.overtake(number, cancelling),
    )
    this.store = new Memory(this.outside)
    if (!OFFER) throw new Error('simulator/world/demo-offers.ts offers no power bank.')
    this.store.put('offers', OFFER)
  }

  /** @throws Error with everything that does not hold */
  async tell(steps: readonly Step[]): Promise<void> {
    for (const step of steps) await this.step(step)
    this.outside.clear()
    await this.settle()
    this.must([...this.money(), ...this.ends()])
    this.table.story(this.marks)
  }

  private get order(): OrderDocument | undefined {
    return this.store.peek<OrderDocument>('orders', this.orderId)
  }

  private must(wrong: readonly string[]): void {
    if (wrong.length > 0) throw new Error(`Both sides do not agree.\n${wrong.join('\n')}`)
  }

  private async step({ act, faults }: Step): Promise<void> {
    const state = this.order?.state ?? 'none'
    const notes = this.arm(act, faults)
    this.outside.begin()
    await this.survive(() => this.act(act))
    const noted = this.machine.told.length > 0 ? notes : []
    await this.deliver(noted, act.do === 'pass' || act.do === 'old-notification')
    this.now += 100
    const met = [...this.outside.met, ...noted]
    for (const one of met) this.marks.add(one)
    this.table.step(state, act.do, strongest(met))
    this.outside.clear()
    this.must(this.money())
  }

  /**
   * What will go wrong with this step. Notifications go wrong where people act, and nothing dies where only time passes or
   * an old notification comes again.
   * @returns the faults of notifications
   */
  private arm({ do: what }: Act, faults: readonly Fault[]): NoteFault[] {
    const people = what === 'confirm' || what === 'pay'
    const functions = what !== 'pass' && what !== 'old-notification'
    const notes: NoteFault[] = []
    for (const fault of faults)
      if (fault.met === 'killed') {
        if (functions) this.outside.kill({ at: fault.at, phase: fault.phase })
      } else if (isNoteFault(fault.met)) {
        if (people) notes.push(fault.met)
      } else if (!people) this.outside.arm(fault.met)
    return notes
  }

  /** A function that dies, and whatever it answers a person: both belong to the story. */
  private async survive(work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (!(error instanceof Died || error instanceof Failed || error instanceof PayError)) throw error
    }
  }

  /** One context for customers and operators: it is the actions that tell them apart. */
  private context(): OperatorContext {
    const config = { mchid: MCHID, sandbox: true, pay: { client: this.outside.pay, keyring } }
    return {
      caller: { openid: OPENID, appid: APPID },
      operator: { id: 'operator', openid: 'operator', name: '店长', since: T0 },
      requestId: 'model',
      clock: this.clock,
      random: (bytes) => Buffer.alloc(bytes),
      store: this.store,
      config: config as never,
      log: () => undefined,
      deadline: this.now + 10_000,
    }
  }

  private async act(act: Act): Promise<unknown> {
    const ctx = this.context()
    const { orderId } = this
    switch (act.do) {
      case 'create':
      case 'again':
        return create({ offerId: 'power-bank', revision: 1, choices: {}, requestKey: this.requestKey }, ctx)
      case 'confirm':
      case 'pay': {
        const state = this.order?.state
        const number = this.machine.all().at(-1)?.number
        if (number === undefined || !this.machine[act.do](number)) return
        if (act.do === 'confirm' && state !== 'CREATED') this.marks.add('late confirmation')
        return
      }
      case 'get':
        return get({ orderId }, ctx)
      case 'reopen':
        return reopen({ orderId }, ctx)
      case 'retry':
        return retry({ orderId }, ctx)
      case 'cancel':
        return cancel({ orderId }, ctx)
      case 'complete': {
        const fees = [{ name: '使用时长', amount: act.total }]
        return complete({ orderId, fees, discounts: [], total: act.total }, ctx)
      }
      case 'console-cancel':
        return consoleCancel({ orderId, reason: '设备故障' }, ctx)
      case 'sync':
        return sync({ orderId, paidAt: this.now - 1000, reason: '付了现金' }, ctx)
      case 'look':
        return look({ orderId }, ctx)
      case 'reconcile':
        return this.reconcile()
      case 'old-notification': {
        const [old] = this.heard
        if (old) this.waiting.push(old)
        return
      }
      case 'pass':
        this.now += act.seconds * 1000
        this.outside.arrive()
        return
    }
  }

  /** What the timer does with this order, where it is due. */
  private async reconcile(): Promise<void> {
    const order = this.order
    if (order && (order.nextCheckAt ?? Infinity) <= this.now)
      await check(await openDesk(this.context()), order)
  }

  /** The customer is faster than our question or our cancel. */
  private overtake(number: string, cancelling: boolean): boolean {
    const accepted = this.machine.find(number)?.state !== 'FINISHED'
    const did = accepted ? this.machine.confirm(number) : this.machine.pay(number)
    if (did) this.marks.add(cancelling ? 'late confirmation' : 'stale query')
    return did
  }

  /** Notifications arrive, each as often and as late as its fault says; where the function dies, it comes again later. */
  private async deliver(faults: readonly NoteFault[], alsoLate: boolean): Promise<void> {
    const fresh = this.machine.told.splice(0)
    this.heard.push(...fresh)
    const due = alsoLate ? this.waiting.splice(0) : []
    if (faults.includes('notification late')) this.waiting.push(...fresh)
    else if (!faults.includes('notification lost')) due.push(...fresh)
    if (faults.includes('notification doubled')) due.push(...fresh)
    for (const resource of due) {
      const told = readResource({ ...resource, mchid: MCHID })
      const ours = { mchid: MCHID, clock: this.clock, store: this.store }
      if (!told) continue
      const before = this.order?.state
      await this.survive(() => applyNotified(ours as never, told))
      const after = this.order?.state
      if (before !== undefined && after !== undefined && !isOnward(before, after))
        this.must([`a notification led from ${before} to ${after}`])
    }
  }

  /** Time passes and the timer runs, until nothing but waiting for people is left. */
  private async settle(): Promise<void> {
    for (let run = 0; run < 16; run++) {
      this.now += 90_000
      this.outside.arrive()
      this.outside.begin()
      await this.deliver([], true)
      await this.survive(() => this.reconcile())
    }
  }

  private there(): AttemptThere[] {
    return this.machine.all().map(({ number, state, total }) => ({
      out_order_no: number,
      state,
      ...(total === undefined ? {} : { total }),
    }))
  }

  /** What must hold at every moment: one bill at most, never above what was shown. */
  private money(): string[] {
    const billed = this.machine.all().filter(({ total = 0 }) => total > 0)
    const shown = this.order?.preview.maxCharge ?? 0
    return [
      ...(billed.length > 1 ? [`${billed.length} attempts are billed`] : []),
      ...billed.flatMap(({ total = 0 }) => (total > shown ? [`${total} fen billed, ${shown} shown`] : [])),
    ]
  }

  /** What must hold in the end. */
  private ends(): string[] {
    const { order } = this
    if (!order) return this.machine.all().length > 0 ? ['WeChat Pay has an order that we lost'] : []
    this.marks.add(`ended ${order.outcome ?? order.state}`)
    if (order.attempts.length > 1) this.marks.add('superseded attempt')
    if (order.alerts.length > 0) this.marks.add('needed a person')
    return disagreements(order, this.there(), this.now)
  }
}
