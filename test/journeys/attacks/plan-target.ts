import type { SignView } from '../../../miniprogram/domain/lines/sign-plan'
import type { ConsoleOrderView, ConsolePlanView } from '../../../miniprogram/domain/view'
import { openPlanStory } from '../plans'
import { sessionsOf } from '../sessions'
import { CUSTOMER, type Story, STRANGER } from '../story'
import type { Answered } from './attack'

/** Who asks WeChat Pay notes that, and changes nothing else. */
const LOOKS = ['checkedAt', 'nextCheckAt', 'checks', 'updatedAt', 'version']
const unlooked = (name: string, value: unknown): unknown => (LOOKS.includes(name) ? undefined : value)

/** A plan that the customer signed and whose first session is in use, and that a stranger is still asked to sign. */
export class PlanTarget {
  #before = ''

  private constructor(
    readonly story: Story,
    readonly plan: ConsolePlanView,
    /** Signed by the customer. */
    readonly sign: SignView,
    /** Waits for the stranger. */
    readonly waiting: SignView,
    readonly session: ConsoleOrderView,
  ) {
    this.look()
  }

  static async open(product?: Parameters<typeof openPlanStory>[2]): Promise<PlanTarget> {
    const story = await openPlanStory({}, {}, product)
    const sessions = sessionsOf(() => story)
    const plan = await sessions.create()
    const { sign } = await sessions.sign(plan)
    await sessions.confirm(sign)
    const { sign: waiting } = await sessions.sign(plan, STRANGER)
    await story.pass(60)
    const session = await sessions.used(await sessions.get(sign), 1)
    await story.settle(2)
    return new PlanTarget(story, plan, await sessions.get(sign), waiting, await story.look(session.orderId))
  }

  /** Sends any event, as no page would. */
  ask(fn: string, event: unknown, openid = CUSTOMER, more: { appid?: string } = {}): Promise<Answered> {
    return this.story.world.cloudbase.invoke(fn, event, { openid, ...more }) as Promise<Answered>
  }

  list(name: string): Record<string, unknown>[] {
    return this.story.world.cloudbase.store.list(name)
  }

  /** What no attack may change: everything about plans, signings, orders and money, here and at WeChat Pay. */
  get #state(): string {
    const { sandbox } = this.story
    const here = ['plans', 'signs', 'orders', 'refunds'].map((name) => this.list(name))
    return JSON.stringify([here, sandbox.payscorePlans(), sandbox.signPlans(), sandbox.orders()], unlooked)
  }

  /** What was done so far was meant. */
  look(): void {
    this.#before = this.#state
  }

  expectUntouched(): void {
    expect(JSON.parse(this.#state)).toEqual(JSON.parse(this.#before))
  }
}

/** Opens one for a file, and counts what is tried there; every test is one attack, or a control by its name. */
export function attackPlans(what: string, product?: Parameters<typeof openPlanStory>[2]): () => PlanTarget {
  let target: PlanTarget
  const tried = { attacks: 0, controls: 0 }
  beforeAll(async () => {
    target = await PlanTarget.open(product)
  })
  afterEach(() => {
    tried[expect.getState().currentTestName?.includes('control') ? 'controls' : 'attacks'] += 1
    target.expectUntouched()
  })
  afterAll(async () => {
    await target.story.close()
    process.stdout.write(`${what}: ${tried.attacks} attacks, ${tried.controls} controls\n`)
  })
  return () => target
}
