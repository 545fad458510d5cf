import type { Protocol } from '../../../miniprogram/domain/offer'
import { SERVICE_ORDERS } from '../../../simulator/world/product'
import { productOfTests } from '../products'
import { serviceProduct } from '../service-orders'
import { OPERATOR, Story } from '../story'
import { endingOf, isSettled, wrongWith } from './ending'
import { movesOf, type Decision, type Option } from './enumerate'
import { writeScript, type Move, type Script } from './move'
import type { Part, Plot, Scene } from './plot'
import { Stage } from './stage'

/** No schedule of so few people is longer: whoever needs more turns goes round in circles. */
const LONGEST = 200

/** Runs of the timer, a minute and a half apart, after which everything must have come to rest. */
const SETTLES_WITHIN = 14

/** Longer than everything takes to come to rest. */
const LATE_SECONDS = 3000

/** One played schedule. */
export interface Played {
  decisions: readonly Decision[]
  /** The whole schedule; `readScript` reads it. */
  text: string
  trace: readonly string[]
  /** What does not hold in the end; empty when all does. */
  wrong: readonly string[]
}

/** A world in which schedules are played one after the other, each with an order of its own. */
export class Theatre {
  private constructor(
    private readonly stage: Stage,
    private readonly story: Story,
  ) {}

  /** @param protocol of the plots that are played; the product of the tests when absent */
  static async open(protocol?: Protocol): Promise<Theatre> {
    const stage = new Stage()
    const story = await Story.open(
      {},
      {
        schedule: stage.database,
        onEvent: (event) => {
          stage.hear(event)
        },
      },
      { product: protocol === SERVICE_ORDERS.protocol ? serviceProduct() : productOfTests() },
    )
    // A bill that becomes due in one telling and not in the other would be other requests (bill.test.ts compares bills).
    const never = { _id: 'trade-bill', schema: 1, version: 1, day: '20991231', askAt: Date.UTC(2100, 0) }
    await story.world.cloudbase.store.put('bills', [never])
    // The first operator of a deployment is written at the first call.
    await story.call('console', 'list', {}, OPERATOR)
    return new Theatre(stage, story)
  }

  close(): Promise<void> {
    return this.story.close()
  }

  /**
   * Plays one schedule: the given moves, then everybody in turn as long as they can go on.
   * @throws Error when somebody hangs, or a move does not fit
   */
  async play(plot: Plot, { notifications, moves }: Omit<Script, 'story'>): Promise<Played> {
    const { story, stage } = this
    await this.clear()
    const scene: Scene = { story, wish: story.wish(), ...(await plot.prepare(story)) }
    if (notifications !== 'normal')
      // One that is overtaken needs another one that is not.
      story.sandbox.faults.add({
        kind: `notification-${notifications}`,
        seconds: LATE_SECONDS,
        times: notifications === 'reordered' ? 1 : 9,
      })
    stage.shared = ['orders', ...(plot.shared ?? [])]
    stage.begin(story)
    const decisions: Decision[] = []
    const answers = new Map<string, unknown>()
    try {
      await this.perform(plot, scene, moves, decisions)
      for (const { name, answer } of stage.performers) answers.set(name, await answer.catch(() => undefined))
    } finally {
      stage.end()
      story.world.cloudbase.faults.clear()
    }
    const wrong = await this.comesToRest(plot, scene, answers)
    if (notifications === 'late' && wrong.length === 0) {
      // Until now it was lost; now it comes.
      await story.pass(LATE_SECONDS)
      wrong.push(...(await this.comesToRest(plot, scene, answers)))
    }
    const text = writeScript({ story: plot.name, notifications, moves: movesOf(decisions) })
    return { decisions, text, trace: [...stage.trace], wrong }
  }

  private async perform(
    plot: Plot,
    scene: Scene,
    moves: readonly Move[],
    decisions: Decision[],
  ): Promise<void> {
    const waiting = [...plot.parts]
    for (let last: string | undefined; ;) {
      await this.enter(waiting, scene)
      const options = this.options(waiting, scene, last)
      if (options.length === 0) return
      if (decisions.length >= LONGEST)
        throw new Error(`It does not end: ${this.stage.trace.slice(-20).join(', ')}`)
      const given = moves[decisions.length]
      const index = given
        ? options.findIndex(({ move }) => isSameMove(move, given))
        : options.findIndex(isNext)
      const option = options[index]
      if (!option) throw new Error(`The move ${JSON.stringify(given)} does not fit here.`)
      decisions.push({ options, taken: index })
      const { move } = option
      const part = waiting.find(({ name, kind }) => name === move.actor && kind === 'act')
      if (part) {
        waiting.splice(waiting.indexOf(part), 1)
        await this.stage.act(part.name, () => part.run(scene))
      } else await this.stage.move(move)
      last = move.actor
    }
  }

  /** Whoever calls a function and can begin, begins: they come as far as their first request. */
  private async enter(waiting: Part[], scene: Scene): Promise<void> {
    for (const part of waiting.filter(({ kind }) => kind === 'call')) {
      if (part.when?.(scene) === false) continue
      waiting.splice(waiting.indexOf(part), 1)
      await this.stage.start(part.name, async () => part.run(scene))
    }
  }

  private options(waiting: readonly Part[], scene: Scene, last: string | undefined): Option[] {
    const acts = waiting.filter(({ kind, when }) => kind === 'act' && when?.(scene) !== false)
    const steps: Omit<Option, 'preempts'>[] = acts.map(({ name, touches = 'pay' }) => ({
      move: { actor: name },
      touches: { on: touches, changes: true },
    }))
    for (const { name: actor, held } of this.stage.performers) {
      if (!held) continue
      const { to, on, changes } = held
      const touches = { on, changes }
      steps.push({ move: { actor }, touches })
      if (changes) steps.push({ move: { actor, fault: 'dies' }, touches })
      if (changes && to === 'pay') steps.push({ move: { actor, fault: 'lost' }, touches })
    }
    const goesOn = steps.some(({ move }) => move.actor === last)
    return steps.map((step) => ({ ...step, preempts: goesOn && step.move.actor !== last }))
  }

  /** Time passes and the timer runs until nothing is left to do. @returns what does not hold then */
  private async comesToRest(
    plot: Plot,
    scene: Scene,
    answers: ReadonlyMap<string, unknown>,
  ): Promise<string[]> {
    for (let run = 1; run <= SETTLES_WITHIN; run++) {
      await this.story.settle(1)
      if (isSettled(this.story)) break
    }
    return wrongWith(plot, scene, endingOf(scene, answers))
  }

  private async clear(): Promise<void> {
    this.story.sandbox.reset()
    this.story.sandbox.setRefundDelay(null)
    for (const collection of ['orders', 'refunds', 'notifications', 'alerts', 'plans', 'signs'])
      await this.story.world.cloudbase.store.clear(collection)
  }
}

const isSameMove = (a: Move, b: Move): boolean => a.actor === b.actor && a.fault === b.fault

/** Who moved last goes on; else whoever comes first. */
const isNext = ({ move, preempts }: Option): boolean => !preempts && move.fault === undefined
