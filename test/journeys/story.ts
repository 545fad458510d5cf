import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type {
  ActionName,
  Answer,
  FunctionName,
  RequestOf,
  ResponseOf,
} from '../../miniprogram/domain/contract'
import type { Failure } from '../../miniprogram/domain/failure'
import type { ConsoleOrderView, OrderView } from '../../miniprogram/domain/view'
import type { OrderDocument } from '../../cloudfunctions/shared/orders/document'
import type { CloudBaseOptions } from '../../simulator/cloudbase'
import { PEOPLE } from '../../simulator/phone/people'
import { generateKeys, type Sandbox, type Switches } from '../../simulator/sandbox'
import { startWorld, type World, type WorldOptions } from '../../simulator/world'
import { anotherKey } from '../keys/pool'
import { type AttemptThere, attemptsThere, disagreements, isOf } from './agreement'
import { type Differences, differencesOf, productOfTests } from './products'

/** The project's folder; tests run from it. */
export const PROJECT = process.cwd()

export const CUSTOMER = PEOPLE[0].openid
export const OPERATOR = PEOPLE[1]?.openid ?? ''
/** Somebody who has nothing to do with the order. */
export const STRANGER = 'local-stranger-9'

type Request<F extends FunctionName, A extends ActionName<F>> = RequestOf<F, A>

/** What `create` asks for beside the offer. */
type Wish = Partial<Request<'orders', 'create'>>

let keys = 0

/** Whole stories through the built functions, the real SDK, and the sandbox, with every clock under the test's hand. */
export class Story {
  readonly sandbox: Sandbox
  /** Where this product's stories differ from the others'. */
  readonly product: Differences

  private constructor(readonly world: World) {
    if (!world.sandbox) throw new Error('A story needs the sandbox.')
    this.sandbox = world.sandbox
    this.product = differencesOf(world.product)
  }

  static readonly keys = generateKeys(Date.now(), anotherKey)

  /** Deductions and notifications happen when the story says so: never by themselves after a wall-clock time. */
  static async open(
    switches: Partial<Switches> = {},
    cloudbase: Partial<CloudBaseOptions> = {},
    options: Partial<WorldOptions> = {},
  ): Promise<Story> {
    const world = await startWorld({
      product: productOfTests(),
      ...options,
      project: PROJECT,
      sandbox: { keys: Story.keys, switches, deductionDelaySeconds: null },
      cloudbase,
    })
    return new Story(world)
  }

  close(): Promise<void> {
    return this.world.close()
  }

  async ask<F extends FunctionName, A extends ActionName<F>>(
    fn: F,
    action: A,
    request: Request<F, A>,
    openid: string,
  ): Promise<Answer<ResponseOf<F, A>>> {
    const answer = await this.world.cloudbase.invoke(fn, { action, ...(request as object) }, { openid })
    return answer as Answer<ResponseOf<F, A>>
  }

  /** The answer's data. @throws Error naming the failure */
  async call<F extends FunctionName, A extends ActionName<F>>(
    fn: F,
    action: A,
    request: Request<F, A>,
    openid: string,
  ): Promise<ResponseOf<F, A>> {
    const answer = await this.ask(fn, action, request, openid)
    if (answer.ok) return answer.data
    throw new Error(`${fn}.${action}: ${JSON.stringify(answer.failure)}`)
  }

  /** The failure that the action ends in. @throws Error when it succeeds */
  async fails<F extends FunctionName, A extends ActionName<F>>(
    fn: F,
    action: A,
    request: Request<F, A>,
    openid: string,
  ): Promise<Failure> {
    const answer = await this.ask(fn, action, request, openid)
    if (answer.ok) throw new Error(`${fn}.${action} succeeded`)
    return answer.failure
  }

  /** A new intention: a request that the page would send for this offer. */
  wish(offerId = 'power-bank', wish: Wish = {}): Request<'orders', 'create'> {
    const key = `story-${String(++keys).padStart(12, '0')}`
    return { offerId, revision: 1, choices: {}, requestKey: key, ...wish }
  }

  create(offerId = 'power-bank', wish: Wish = {}): Promise<ResponseOf<'orders', 'create'>> {
    return this.call('orders', 'create', this.wish(offerId, wish), CUSTOMER)
  }

  /** What the customer sees a second later: who looks again within a second is shown what is stored. */
  async get(orderId: string): Promise<OrderView> {
    await this.pass(1)
    return this.call('orders', 'get', { orderId }, CUSTOMER).then(({ order }) => order)
  }

  /** What the operator sees, a second later. */
  async look(orderId: string): Promise<ConsoleOrderView> {
    await this.pass(1)
    return this.call('console', 'get', { orderId }, OPERATOR).then(({ order }) => order)
  }

  /** Completes with one fee line. */
  complete(
    orderId: string,
    total: number,
    more: Partial<Request<'console', 'complete'>> = {},
  ): Promise<ConsoleOrderView> {
    return this.call('console', 'complete', this.bill(orderId, total, more), OPERATOR).then(
      ({ order }) => order,
    )
  }

  bill(
    orderId: string,
    total: number,
    more: Partial<Request<'console', 'complete'>> = {},
  ): Request<'console', 'complete'> {
    return { orderId, fees: [{ name: '使用时长', amount: total }], discounts: [], total, ...more }
  }

  /** Created, confirmed by the customer, and known to be. */
  async accepted(offerId = 'power-bank', wish: Wish = {}): Promise<OrderView> {
    const { order } = await this.create(offerId, wish)
    await this.confirm(order)
    return this.get(order.orderId)
  }

  async confirm({ out_order_no }: { out_order_no: string }): Promise<void> {
    this.sandbox.act(out_order_no, 'confirm')
    await this.sandbox.whenIdle()
  }

  async pay({ out_order_no }: { out_order_no: string }): Promise<void> {
    this.sandbox.act(out_order_no, 'pay')
    await this.sandbox.whenIdle()
  }

  document(orderId: string): OrderDocument {
    const found = this.world.cloudbase.store.get('orders', orderId)
    if (!found) throw new Error('There is no such order.')
    return found as unknown as OrderDocument
  }

  documents(): OrderDocument[] {
    return this.world.cloudbase.store.list('orders') as unknown as OrderDocument[]
  }

  /** Whether an order came from this wish of the customer. */
  isOf(orderId: string, { requestKey }: { requestKey: string }, openid = CUSTOMER): boolean {
    return createHash('sha256').update(`${openid}|${requestKey}`).digest('hex').startsWith(orderId)
  }

  /** What WeChat Pay has of one of our orders: every attempt that exists there, and what each has billed in fen. */
  atWeChatPay(orderId: string): AttemptThere[] {
    const stored = this.documents().find(({ _id }) => _id === orderId)
    const order = stored ?? { _id: orderId, attempts: [] }
    return attemptsThere(this.sandbox.orders().filter(({ out_order_no }) => isOf(order, out_order_no)))
  }

  /** Moves business time; notifications that become due are delivered. */
  async pass(seconds: number): Promise<void> {
    this.world.clock.advance(seconds)
    await this.sandbox.whenIdle()
  }

  /**
   * Lets the time to confirm run out: WeChat Pay ends the attempt itself, or the timer's run does.
   * @param late seconds more, where WeChat Pay's clock is another one
   */
  async lapse(late = 0): Promise<void> {
    if (this.product.lapsed === 'EXPIRED') return this.pass(3601 + late)
    await this.pass(66 * 60 + late)
    await this.reconcile()
  }

  /** One run of the timer. */
  reconcile(): Promise<unknown> {
    return this.world.cloudbase.fireTimer('reconcile')
  }

  /** The function dies, as by kill -9, at its next request to WeChat Pay whose path holds `path`: before or after it was answered. */
  killAt(path: string, phase: 'before' | 'after' = 'after'): void {
    const stop = this.world.cloudbase.watchOutgoing((event) => {
      if (event.phase !== phase || !event.path.includes(path) || event.path.startsWith('/admin'))
        return 'continue'
      stop()
      return 'kill'
    })
  }

  /** What must hold of an order in the end, see `disagreements`. @throws Error with everything that does not */
  agree(orderId: string): void {
    const wrong = disagreements(this.document(orderId), this.atWeChatPay(orderId), this.world.clock.now())
    if (wrong.length > 0) throw new Error(`Both sides do not agree.\n${wrong.join('\n')}`)
  }

  /**
   * Lets time pass, and the timer run whenever it finds something due, until nothing is pending and nothing but waiting for
   * people is left. Where nothing is due a run changes nothing.
   */
  async settle(runs = 6): Promise<void> {
    for (let run = 0; run < runs; run++) {
      await this.pass(90)
      if (this.isDue()) await this.reconcile()
    }
  }

  /** Whether the timer's run would find something to look after. */
  private isDue(): boolean {
    const { store } = this.world.cloudbase
    const now = this.world.clock.now()
    return store
      .collections()
      .some((name) =>
        store.some(name, ({ nextCheckAt, receiveAt }) =>
          [nextCheckAt, receiveAt].some((at) => typeof at === 'number' && at <= now),
        ),
      )
  }

  /** What happened is forgotten on both sides, and a while passes: the next story meets nothing of this one. */
  async forget(): Promise<void> {
    await this.sandbox.whenIdle()
    await this.world.cloudbase.whenIdle()
    this.sandbox.reset()
    const { store } = this.world.cloudbase
    const stay = ['offers', 'operators', 'shops', 'certificates']
    for (const name of store.collections()) if (!stay.includes(name)) await store.clear(name)
    await this.pass(120)
  }
}

export const root = (...parts: string[]): string => join(PROJECT, ...parts)
