import { FunctionError } from '../../simulator/cloudbase'
import { ControlFailure } from '../../simulator/sandbox/failure'
import type { Coverage } from './random-coverage'
import type { Step } from './random-steps'
import { CUSTOMER, OPERATOR, type Story } from './story'

type OnOrder = Extract<Step, { n: number }>

/** One random story in a world that others were told in before. */
export class Play {
  private readonly wishes: ReturnType<Story['wish']>[] = []
  private readonly ids: string[] = []
  private readonly marks = new Set<string>()
  private stopKilling: () => void = () => undefined
  private killed: string | undefined

  constructor(
    private readonly story: Story,
    private readonly coverage: Coverage,
  ) {}

  /** @throws Error when the two sides do not agree in the end */
  async run(steps: readonly Step[]): Promise<void> {
    try {
      for (const one of steps) await this.play(one)
    } finally {
      this.stopKilling()
      this.story.sandbox.faults.clear()
    }
    await this.story.settle(14)
    for (const id of this.known()) {
      this.story.agree(id)
      const { outcome, state, attempts } = this.story.document(id)
      this.marks.add(`ended ${outcome ?? state}`)
      if (attempts.length > 1) this.marks.add('had a superseded attempt')
    }
    this.coverage.story(this.marks)
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
      case 'pass':
        return this.watched(step.do, this.known(), () => this.story.pass(step.seconds))
      case 'reconcile':
        return this.watched(step.do, this.known(), () => this.story.reconcile())
      case 'create':
      case 'again':
        return this.create(step)
      default:
        return this.onOrder(step)
    }
  }

  /** Takes a step that may fail, and counts what it met: the orders' states before, what went wrong meanwhile. */
  private async watched(step: string, ids: readonly string[], work: () => Promise<unknown>): Promise<void> {
    const states = ids.map((id) => this.story.document(id).state)
    const before = this.story.sandbox.faults.list().map((fault) => ({ ...fault }))
    this.killed = undefined
    await work().catch((error: unknown) => {
      // A function that died, or a person's act that WeChat Pay no longer offers: both belong to the story.
      if (!(error instanceof FunctionError || error instanceof ControlFailure)) throw error
    })
    const left = new Map(this.story.sandbox.faults.list().map(({ id, times }) => [id, times]))
    const met: string[] = before
      .filter(({ id, times }) => (left.get(id) ?? 0) < times)
      .map(({ kind }) => kind)
    if (this.killed !== undefined) met.push(this.killed)
    for (const what of met) this.marks.add(`met ${what}`)
    for (const state of states.length === 0 ? ['none'] : states) this.coverage.step(state, step, met)
  }

  private async create({ do: what, n }: OnOrder): Promise<void> {
    const { story } = this
    const wish = what === 'again' ? this.wishes[n % Math.max(this.wishes.length, 1)] : undefined
    const asked = wish ?? story.wish()
    if (!wish) this.wishes.push(asked)
    const before = this.known().filter((id) => story.isOf(id, asked))
    await this.watched(what, before, () => story.ask('orders', 'create', asked, CUSTOMER))
    for (const { _id } of story.documents())
      if (!this.ids.includes(_id) && story.isOf(_id, asked)) this.ids.push(_id)
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
        if (step.do === 'confirm' && state !== 'CREATED') this.marks.add('had a confirmation before we knew')
        return story.sandbox.whenIdle()
      }
      case 'get':
      case 'reopen':
      case 'retry':
      case 'cancel':
        return story.ask('orders', step.do, { orderId }, CUSTOMER)
      case 'complete':
        return story.ask('console', 'complete', story.bill(orderId, step.total), OPERATOR)
      case 'console-cancel':
        return story.ask('console', 'cancel', { orderId, reason: '设备故障' }, OPERATOR)
      case 'sync': {
        const paidAt = story.world.clock.now() - 1000
        return story.ask('console', 'sync', { orderId, paidAt, reason: '付了现金' }, OPERATOR)
      }
      default:
        return story.ask('console', 'get', { orderId }, OPERATOR)
    }
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
