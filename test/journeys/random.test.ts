import fc from 'fast-check'
import { ControlFailure } from '../../simulator/sandbox/failure'
import type { CallFault, NotificationFault } from '../../simulator/sandbox/faults'
import { CUSTOMER, OPERATOR, Story } from './story'

/**
 * Random stories through the built functions, the real SDK and the sandbox: whatever people, clocks, faults and deaths do, in
 * whatever order, afterwards both sides agree (`Story.agree`). A failing story is shrunk and replays from its seed:
 * `RANDOM_SEED=… RANDOM_STORIES=1 npx jest test/journeys/random`.
 */
const STORIES = Number(process.env['RANDOM_STORIES'] ?? 60)
const SEED = Number(process.env['RANDOM_SEED'] ?? 20261120)

const CALLS: CallFault[] = [
  'rate-limited',
  'system-error',
  'bad-gateway',
  'lost-bad-gateway',
  'wrong-signature',
  'unsigned',
  'signtest',
  'stale',
]
const NOTES: NotificationFault[] = [
  'notification-doubled',
  'notification-late',
  'notification-reordered',
  'notification-lost',
  'notification-wrong-signature',
  'notification-foreign-order',
]

/** Something that somebody or something does to order number `n` of the story (modulo how many there are). */
type Step =
  | { do: 'create' | 'again'; n: number }
  | { do: 'confirm' | 'decline' | 'pay' | 'fail'; n: number }
  | { do: 'get' | 'reopen' | 'retry' | 'cancel'; n: number }
  | { do: 'complete'; n: number; total: number }
  | { do: 'console-cancel' | 'sync' | 'look'; n: number }
  | { do: 'pass'; seconds: number }
  | { do: 'reconcile' }
  | { do: 'call-fault'; kind: CallFault; on: string; times: number }
  | { do: 'notification-fault'; kind: NotificationFault }
  | { do: 'kill'; number: number; phase: 'before' | 'after' }

const n = fc.nat(2)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('create' as const, 'again' as const), n }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'confirm' as const,
        'confirm' as const,
        'decline' as const,
        'pay' as const,
        'fail' as const,
      ),
      n,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('get' as const, 'reopen' as const, 'retry' as const, 'cancel' as const),
      n,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('complete' as const),
      n,
      total: fc.constantFrom(0, 1, 500, 9900, 9901),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('console-cancel' as const, 'sync' as const, 'look' as const),
      n,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      seconds: fc.constantFrom(3, 30, 70, 660, 3700),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reconcile' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('call-fault' as const),
      kind: fc.constantFrom(...CALLS),
      on: fc.constantFrom('create', 'query', 'cancel', 'complete', 'sync', '*'),
      times: fc.constantFrom(1, 9),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('notification-fault' as const), kind: fc.constantFrom(...NOTES) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('kill' as const),
      number: fc.integer({ min: 1, max: 6 }),
      phase: fc.constantFrom('before' as const, 'after' as const),
    }),
  },
)

/** How often each step met each state, and how each story ended; printed, so that a gap is seen. */
const met = new Map<string, number>()
const count = (key: string): void => void met.set(key, (met.get(key) ?? 0) + 1)

class Play {
  private readonly wishes: ReturnType<Story['wish']>[] = []
  private readonly ids: string[] = []
  private stopKilling: () => void = () => undefined

  constructor(private readonly story: Story) {}

  /** The orders that this story made, whether or not their answers arrived. */
  private known(): string[] {
    return this.ids.filter((id) => this.story.world.cloudbase.store.get('orders', id))
  }

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
      count(`ended ${this.story.document(id).outcome ?? this.story.document(id).state}`)
    }
  }

  private async play(step: Step): Promise<void> {
    if ('n' in step) return this.onOrder(step)
    switch (step.do) {
      case 'pass':
        return this.story.pass(step.seconds)
      case 'reconcile':
        await this.story.reconcile().catch(() => undefined)
        return
      case 'call-fault':
        count(`fault ${step.kind}`)
        this.story.sandbox.faults.add({ kind: step.kind, on: step.on, times: step.times })
        return
      case 'notification-fault':
        count(`fault ${step.kind}`)
        this.story.sandbox.faults.add({ kind: step.kind })
        return
      case 'kill':
        this.kill(step.number, step.phase)
    }
  }

  private async onOrder(step: Extract<Step, { n: number }>): Promise<void> {
    const { story } = this
    if (step.do === 'create' || step.do === 'again') {
      const wish = step.do === 'again' ? this.wishes[step.n % Math.max(this.wishes.length, 1)] : undefined
      const asked = wish ?? story.wish()
      if (!wish) this.wishes.push(asked)
      await story.ask('orders', 'create', asked, CUSTOMER).catch(() => undefined)
      for (const { _id } of story.documents())
        if (!this.ids.includes(_id) && story.isOf(_id, asked)) this.ids.push(_id)
      return
    }
    const known = this.known()
    const orderId = known[step.n % Math.max(known.length, 1)]
    if (orderId === undefined) return
    const order = story.document(orderId)
    count(`${step.do} at ${order.state}`)
    switch (step.do) {
      case 'confirm':
      case 'decline':
      case 'pay':
      case 'fail': {
        const last = story.atWeChatPay(orderId).at(-1)
        if (!last) return
        try {
          story.sandbox.act(last.out_order_no, step.do)
        } catch (error) {
          if (!(error instanceof ControlFailure)) throw error
        }
        return story.sandbox.whenIdle()
      }
      case 'get':
      case 'reopen':
      case 'retry':
      case 'cancel':
        await story.ask('orders', step.do, { orderId }, CUSTOMER).catch(() => undefined)
        return
      case 'complete':
        await story
          .ask('console', 'complete', story.bill(orderId, step.total), OPERATOR)
          .catch(() => undefined)
        return
      case 'console-cancel':
        await story.ask('console', 'cancel', { orderId, reason: '设备故障' }, OPERATOR).catch(() => undefined)
        return
      case 'sync':
        await story
          .ask(
            'console',
            'sync',
            { orderId, paidAt: story.world.clock.now() - 1000, reason: '付了现金' },
            OPERATOR,
          )
          .catch(() => undefined)
        return
      case 'look':
        await story.ask('console', 'get', { orderId }, OPERATOR).catch(() => undefined)
    }
  }

  /** The function that sends the `number`-th request from now on dies there. */
  private kill(number: number, phase: 'before' | 'after'): void {
    this.stopKilling()
    count(`fault killed ${phase}`)
    let seen = 0
    this.stopKilling = this.story.world.cloudbase.watchOutgoing((event) => {
      if (event.phase !== phase || ++seen !== number) return 'continue'
      this.stopKilling()
      return 'kill'
    })
  }
}

it(`${STORIES} random stories: both sides agree in the end`, async () => {
  const story = await Story.open()
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 24 }), (steps) =>
        new Play(story).run([{ do: 'create', n: 0 }, ...steps]),
      ),
      { numRuns: STORIES, seed: SEED, endOnFailure: true },
    )
  } finally {
    await story.close()
  }
  if (process.env['RANDOM_TABLE'])
    process.stdout.write(
      [...met]
        .sort()
        .map(([key, times]) => `${String(times).padStart(6)}  ${key}`)
        .join('\n') + '\n',
    )
}, 1_800_000)
