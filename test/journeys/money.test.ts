import fc from 'fast-check'
import { FunctionError } from '../../simulator/cloudbase'
import { ControlFailure } from '../../simulator/sandbox/failure'
import { refundedOf } from '../../miniprogram/domain/refund'
import { moneyStory, type MoneyStep } from './money-steps'
import { agreeOnRefunds } from './refunds'
import { OFFER, openServiceStory, serviceOrders } from './service-orders'
import { OPERATOR, Story } from './story'

/**
 * Whatever completions, modifications, refunds, lost answers and deaths there are, in whatever order: what was collected minus
 * what was refunded is the same on both sides, and never exceeds what was shown. A failing story replays from its seed:
 * `MONEY_SEED=… MONEY_STORIES=1 npx jest test/journeys/money`.
 */
const STORIES = Number(process.env['MONEY_STORIES'] ?? 12)
const SEED = Number(process.env['MONEY_SEED'] ?? 20261120)

class Money {
  private stop: () => void = () => undefined
  readonly met = new Set<string>()

  constructor(private readonly story: Story) {}

  async run(steps: readonly MoneyStep[]): Promise<void> {
    const { story } = this
    const orderId = await serviceOrders(() => story, OFFER).accepted()
    try {
      for (const step of steps)
        await this.play(orderId, step).catch((error: unknown) => {
          // A function that died, or an act that WeChat Pay no longer offers.
          if (!(error instanceof FunctionError || error instanceof ControlFailure)) throw error
        })
    } finally {
      this.stop()
      story.sandbox.faults.clear()
    }
    await story.settle(6)
    // What was put off for long is asked about within a day.
    for (let look = 0; look < 3; look++) {
      await story.pass(86_400)
      await story.reconcile()
    }
    await story.settle(2)
    this.check(orderId)
  }

  private check(orderId: string): void {
    const { story } = this
    story.agree(orderId)
    agreeOnRefunds(story, orderId)
    const order = story.document(orderId)
    const there = story.sandbox
      .refunds()
      .filter(({ out_refund_no }) => out_refund_no.startsWith(`${orderId}_r`))
    const back = there.reduce((sum, { status, refund }) => (status === 'SUCCESS' ? sum + refund : sum), 0)
    const [attempt] = story.atWeChatPay(orderId)
    const collectedThere = attempt?.state === 'USER_PAID' ? (attempt.total ?? 0) : 0
    const collectedHere = order.outcome === 'paid' ? (order.bill?.total ?? 0) : 0
    const here = collectedHere - refundedOf(order.refunds ?? [])
    expect(here).toBe(collectedThere - back)
    expect(here).toBeGreaterThanOrEqual(0)
    expect(collectedHere).toBeLessThanOrEqual(order.preview.maxCharge)
    this.met.add(order.outcome ?? order.state)
    for (const { state } of order.refunds ?? []) this.met.add(`refund ${state}`)
  }

  private async play(orderId: string, step: MoneyStep): Promise<unknown> {
    const { story } = this
    const number = `${orderId}_1`
    switch (step.do) {
      case 'complete':
        return story.ask('console', 'complete', story.bill(orderId, step.amount), OPERATOR)
      case 'modify':
        return story.ask(
          'console',
          'modify',
          { ...story.bill(orderId, step.amount), reason: '多计费用' },
          OPERATOR,
        )
      case 'refund': {
        const requestKey = `${orderId}-key-${step.key}`
        return story.ask(
          'console',
          'refund',
          { orderId, requestKey, amount: step.amount, reason: '多收' },
          OPERATOR,
        )
      }
      case 'collect':
        return story.ask('console', 'collect', { orderId }, OPERATOR)
      case 'pay':
      case 'fail':
        story.sandbox.act(number, step.do)
        return story.sandbox.whenIdle()
      case 'outcome': {
        const all = story.sandbox
          .refunds()
          .filter(({ out_refund_no }) => out_refund_no.startsWith(`${orderId}_r`))
        const one = all[step.of % Math.max(all.length, 1)]
        if (one) story.sandbox.actOnRefund(one.out_refund_no, step.end)
        return story.sandbox.whenIdle()
      }
      case 'reconcile':
        return story.reconcile()
      case 'pass':
        return story.pass(step.seconds)
      case 'fault':
        story.sandbox.faults.add({ kind: step.kind, on: step.on, times: step.times })
        return
      case 'kill':
        this.kill(step)
        return
    }
  }

  private kill({ number, phase }: Extract<MoneyStep, { do: 'kill' }>): void {
    this.stop()
    let seen = 0
    this.stop = this.story.world.cloudbase.watchOutgoing((event) => {
      if (event.phase !== phase || ++seen !== number) return 'continue'
      this.stop()
      return 'kill'
    })
  }
}

it.each([
  ['service-orders', openServiceStory],
  ['the product of the tests', () => Story.open()],
] as const)(
  'random money over %s: both sides say the same, and never more than was shown',
  async (_, open) => {
    const story = await open()
    story.sandbox.setRefundDelay(null)
    const met = new Set<string>()
    try {
      await fc.assert(
        fc.asyncProperty(moneyStory, async (steps) => {
          const money = new Money(story)
          await money.run(steps)
          for (const what of money.met) met.add(what)
        }),
        { numRuns: STORIES, seed: SEED, endOnFailure: true },
      )
    } finally {
      await story.close()
    }
    if (STORIES >= 12) expect([...met]).toEqual(expect.arrayContaining(['paid', 'refund succeeded']))
    if (process.env['MONEY_TABLE']) process.stdout.write(`${[...met].sort().join(', ')}\n`)
  },
  1_800_000,
)
