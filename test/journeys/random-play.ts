import { FunctionError } from '../../simulator/cloudbase'
import { ControlFailure } from '../../simulator/sandbox/failure'
import type { Met } from './impossible'
import { metBy, type Coverage, type StepName } from './random-coverage'
import type { Step } from './random-steps'
import { moneyDisagreements } from './agreement'
import { OPERATOR, Story } from './story'

type OnOrder = Extract<Step, { n: number }>

let plays = 0

/** A world for many stories. What only the first call of all does is done, so that each story finds the same. */
export async function openStage(options: Parameters<typeof Story.open>[1] = {}): Promise<Story> {
  const story = await Story.open({}, options)
  await story.call('console', 'list', {}, OPERATOR)
  return story
}

/** One random story, with a customer of its own, in a world that forgot the stories before. */
export class Play {
  private readonly customer = `customer-${++plays}`
  private readonly wishes: ReturnType<Story['wish']>[] = []
  private readonly ids: string[] = []
  private readonly marks = new Set<string>()
  private stopKilling: () => void = () => undefined
  private stopActing: () => void = () => undefined
  private killed: Met | undefined
  private overtaken = false

  constructor(
    private readonly story: Story,
    private readonly coverage: Coverage,
  ) {}

  /** @throws Error when the two sides do not agree in the end */
  async run(steps: readonly Step[]): Promise<void> {
    await this.story.forget()
    this.story.sandbox.setRefundDelay(null)
    const stopWaiting = this.notifyFirst()
    try {
      for (const one of steps) await this.play(one)
    } finally {
      stopWaiting()
      this.stopKilling()
      this.stopActing()
      this.story.sandbox.faults.clear()
    }
    await this.story.settle(14)
    await this.askDaily()
    for (const id of this.known()) this.check(id)
    this.coverage.story(this.marks)
  }

  /** A refund that nobody told of was put off for as much as a day. */
  private async askDaily(): Promise<void> {
    for (let day = 0; day < 3; day++) {
      if (this.known().every((id) => this.moneyWrong(id).length === 0)) return
      await this.story.pass(86_400)
      await this.story.settle(2)
    }
  }

  private moneyWrong(id: string): string[] {
    return moneyDisagreements(this.story.document(id), this.story.sandbox)
  }

  private check(id: string): void {
    this.story.agree(id)
    const { outcome, state, attempts, bill, refunds = [], modified, messages } = this.story.document(id)
    const wrong = this.moneyWrong(id)
    if (wrong.length > 0) throw new Error(wrong.join('\n'))
    this.marks.add(`ended ${outcome ?? state}`)
    if (attempts.length > 1) this.marks.add('superseded attempt')
    if (modified) this.marks.add('lower bill')
    if (messages) this.marks.add('message')
    if (state === 'REVOKED' && bill !== undefined) this.marks.add('debt given up')
    for (const refund of refunds) this.marks.add(`refund ${refund.state}`)
  }

  /** The orders that this story made, whether or not their answers arrived. */
  private known(): string[] {
    return this.ids.filter((id) => this.story.world.cloudbase.store.get('orders', id))
  }

  private async play(step: Step): Promise<void> {
    switch (step.do) {
      case 'call-fault':
        this.story.sandbox.faults.add({ kind: step.kind, on: step.on, times: step.times })
        return
      case 'notification-fault':
        this.story.sandbox.faults.add({ kind: step.kind })
        return
      case 'kill':
        this.kill(step.number, step.phase)
        return
      case 'meanwhile':
        this.actMeanwhile(step.act, step.when)
        return
      case 'pass':
        // What dies is a function that a step calls.
        this.stopKilling()
        return this.watched(step.do, this.known(), () => this.story.pass(step.seconds))
      case 'reconcile':
        return this.watched(step.do, this.known(), () => this.story.reconcile(), this.due())
      case 'create':
      case 'again':
        return this.create(step)
      default:
        return this.onOrder(step)
    }
  }

  /** The orders that the timer's run looks after now. */
  private due(): string[] {
    const now = this.story.world.clock.now()
    return this.known().filter((id) => (this.story.document(id).nextCheckAt ?? Infinity) <= now)
  }

  /**
   * Takes a step that may fail, and counts what it met: the orders' states before, what went wrong meanwhile.
   * @param concerned the orders that it can have gone wrong for
   */
  private async watched(
    step: StepName,
    ids: readonly string[],
    work: () => Promise<unknown>,
    concerned = ids,
  ): Promise<void> {
    const states: string[] = ids.map((id) => this.story.document(id).state)
    const before = this.story.sandbox.faults.list().map((fault) => ({ ...fault }))
    this.killed = undefined
    this.overtaken = false
    await work().catch((error: unknown) => {
      // A function that died, or a person's act that WeChat Pay no longer offers: both belong to the story.
      if (!(error instanceof FunctionError || error instanceof ControlFailure)) throw error
    })
    const left = new Map(this.story.sandbox.faults.list().map(({ id, times }) => [id, times]))
    const kinds = before.filter(({ id, times }) => (left.get(id) ?? 0) < times).map(({ kind }) => kind)
    for (const kind of kinds) this.marks.add(`met ${kind}`)
    if (this.killed !== undefined) this.marks.add('crash')
    const [first] = kinds
    // One step counts once, for the strongest of what it met.
    const met = this.killed ?? (this.overtaken ? 'overtaken' : first === undefined ? 'none' : metBy(first))
    if (states.length === 0 && (step === 'create' || step === 'again')) states.push('none')
    states.forEach((state, at) => {
      const id = ids[at]
      this.coverage.step(state, step, id === undefined || concerned.includes(id) ? met : 'none')
    })
  }

  private async create({ do: what, n }: OnOrder): Promise<void> {
    const { story } = this
    const wish = what === 'again' ? this.wishes[n % Math.max(this.wishes.length, 1)] : undefined
    const asked =
      wish ??
      story.wish('power-bank', { requestKey: `${this.customer}-wish-${this.wishes.length}`.padEnd(24, '0') })
    if (!wish) this.wishes.push(asked)
    const before = this.known().filter((id) => story.isOf(id, asked, this.customer))
    await this.watched(what, before, () => story.ask('orders', 'create', asked, this.customer))
    for (const { _id } of story.documents())
      if (!this.ids.includes(_id) && story.isOf(_id, asked, this.customer)) this.ids.push(_id)
  }

  private async onOrder(step: OnOrder): Promise<void> {
    const known = this.known()
    const orderId = known[step.n % Math.max(known.length, 1)]
    if (orderId === undefined) return
    await this.watched(step.do, [orderId], () => this.act(step, orderId))
  }

  private async act(step: OnOrder, orderId: string): Promise<unknown> {
    const { story } = this
    switch (step.do) {
      case 'confirm':
      case 'decline':
      case 'pay':
      case 'fail': {
        const last = story.atWeChatPay(orderId).at(-1)
        if (!last) return
        const { state } = story.document(orderId)
        story.sandbox.act(last.out_order_no, step.do)
        if (step.do === 'confirm' && state !== 'CREATED') this.marks.add('late confirmation')
        return story.sandbox.whenIdle()
      }
      case 'get':
      case 'reopen':
      case 'retry':
      case 'cancel':
        return story.ask('orders', step.do, { orderId }, this.customer)
      case 'complete':
        return story.ask('console', 'complete', story.bill(orderId, step.total), OPERATOR)
      case 'console-cancel':
        return story.ask('console', 'cancel', { orderId, reason: '设备故障' }, OPERATOR)
      case 'modify':
        return story.ask(
          'console',
          'modify',
          { ...story.bill(orderId, step.total), reason: '多计费用' },
          OPERATOR,
        )
      case 'collect':
        return story.ask('console', 'collect', { orderId }, OPERATOR)
      case 'waive':
        return story.ask('console', 'cancel', { orderId, reason: '与顾客协商', waive: true }, OPERATOR)
      case 'message': {
        const day = story.world.clock.now() + 86_400_000
        return story.ask(
          'console',
          'message',
          { ...story.bill(orderId, 500), kind: 'prepaid', day },
          OPERATOR,
        )
      }
      case 'refund': {
        const requestKey = `${orderId}-refund-${step.intention}`
        const { amount } = step
        return story.ask('console', 'refund', { orderId, requestKey, amount, reason: '多收费用' }, OPERATOR)
      }
      case 'refund-end': {
        const there = story.sandbox
          .refunds()
          .filter(({ out_refund_no }) => out_refund_no.startsWith(`${orderId}_`))
        const refund = there[step.of % Math.max(there.length, 1)]
        if (refund) story.sandbox.actOnRefund(refund.out_refund_no, step.end)
        return story.sandbox.whenIdle()
      }
      case 'sync': {
        const paidAt = story.world.clock.now() - 1000
        return story.ask('console', 'sync', { orderId, paidAt, reason: '付了现金' }, OPERATOR)
      }
      default:
        return story.ask('console', 'get', { orderId }, OPERATOR)
    }
  }

  /**
   * A notification of what a call did, or the customer meanwhile, is applied before the function hears its answer: chance
   * would decide otherwise, and the story would not be the same again. Other orders are told by test/journeys/schedules.
   */
  private notifyFirst(): () => void {
    return this.story.world.cloudbase.watchOutgoing(
      async ({ phase, path, function: name }): Promise<'continue'> => {
        if (phase === 'after' && name !== 'notify' && !path.startsWith('/admin'))
          await this.story.sandbox.whenIdle()
        return 'continue'
      },
    )
  }

  /** The customer acts right after WeChat Pay answered a query and before the function hears it, or right before a cancel. */
  private actMeanwhile(act: 'confirm' | 'pay', when: 'asked' | 'cancelling'): void {
    this.stopActing()
    this.stopActing = this.story.world.cloudbase.watchOutgoing(
      async ({ phase, method, path }): Promise<'continue'> => {
        const number = /[0-9a-f]{24}_\d+/.exec(path)?.[0]
        const fits =
          when === 'asked'
            ? phase === 'after' && method === 'GET'
            : phase === 'before' && path.endsWith('/cancel')
        if (number === undefined || !fits || path.startsWith('/admin')) return 'continue'
        this.stopActing()
        try {
          this.story.sandbox.act(number, act)
          this.overtaken = true
          this.marks.add(when === 'asked' ? 'stale query' : 'late confirmation')
          await this.story.sandbox.whenIdle()
        } catch (error) {
          if (!(error instanceof ControlFailure)) throw error
        }
        return 'continue'
      },
    )
  }

  /** The function that sends the `number`-th request from now on dies there. */
  private kill(number: number, phase: 'before' | 'after'): void {
    this.stopKilling()
    let seen = 0
    this.stopKilling = this.story.world.cloudbase.watchOutgoing((event) => {
      if (event.phase !== phase || ++seen !== number) return 'continue'
      this.stopKilling()
      this.killed = `killed ${phase}`
      return 'kill'
    })
  }
}
