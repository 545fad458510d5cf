import type { CloudBaseEvent, HeldRequest, OutgoingEvent, Schedule } from '../../../simulator/cloudbase'
import type { Schedule as PaySchedule } from '../../../simulator/sandbox'
import type { Story } from '../story'
import { Deliveries } from './deliveries'
import type { Move } from './move'
import { Performer } from './performer'

/** Longer than any step takes, pauses before repetitions included: whoever needs more than this hangs. */
const HANGS_MS = 15_000

const READS = ['database.getDocument', 'database.queryDocument', 'database.countDocument']

/** What functions take one after the other where nobody waits for them. */
const NOTIFY = 'notify'

/**
 * Holds every request of the functions that changes or reads what they share, at the local CloudBase and at the sandbox, and
 * lets one go at a time. Requests for what never changes within a story pass: they commute with all others. Between two
 * steps every function stands at its next request or has ended, so the same moves always make the same requests.
 */
export class Stage {
  /** Every request in the order in which it took effect: who, what. */
  readonly trace: string[] = []
  readonly performers: Performer[] = []
  /** Collections whose requests are held. */
  shared: readonly string[] = ['orders']

  readonly #calls = new Map<string, Performer>()
  #deliveries: Deliveries | undefined
  #starting: Performer | undefined
  #story: Story | undefined
  #stop: () => void = () => undefined
  #wake: () => void = () => undefined

  /** For the local CloudBase's options. */
  readonly database: Schedule = { before: (request) => this.#atDatabase(request) }
  readonly #pay: PaySchedule = {
    before: ({ method, path }) => {
      const performer = this.performers.find(({ calling }) => calling)
      if (!performer || !this.#story) return undefined
      performer.calling = false
      const what = `${method} ${path.replace(/[0-9a-f]{24}/, 'order')}`
      return this.#hold(performer, { to: 'pay', on: 'pay', what, changes: method !== 'GET' })
    },
  }

  /** For the local CloudBase's options. */
  hear(event: CloudBaseEvent): void {
    if (event.kind !== 'function') return
    this.#calls.get(event.callId)?.end()
    this.#wake()
  }

  /** From now on everybody waits for their turn. */
  begin(story: Story): void {
    this.trace.length = 0
    this.performers.length = 0
    this.#calls.clear()
    this.#story = story
    this.#deliveries = new Deliveries(story.sandbox)
    story.sandbox.schedule = this.#pay
    this.#stop = story.world.cloudbase.watchOutgoing((event) => this.#onItsWay(event))
  }

  /** From now on nobody waits. */
  end(): void {
    this.#stop()
    this.#story = undefined
    for (const performer of this.performers) performer.releaseAll()
  }

  /** Lets somebody begin: they go as far as their first request. */
  async start(name: string, run: () => Promise<unknown>): Promise<Performer> {
    const performer = new Performer(name, false)
    this.performers.push(performer)
    this.#starting = performer
    performer.answer = run()
    performer.answer.catch(() => undefined)
    await this.#until(() => performer.ended || performer.held !== undefined, `${name} begins`)
    this.#starting = undefined
    return performer
  }

  /** Something that one person does at WeChat Pay, in one step. */
  async act(name: string, run: () => unknown): Promise<void> {
    this.trace.push(`${name}: acts`)
    try {
      run()
    } catch {
      this.trace.push(`${name}: is refused`)
    }
    await this.#until(() => true, name)
  }

  /** Lets a held request go, and its function on to the next one. */
  async move({ actor, fault }: Move): Promise<void> {
    const performer = this.performers.find(({ name }) => name === actor)
    const held = performer?.held
    if (!performer || !held || !this.#story) throw new Error(`${actor} has no request that waits.`)
    const { sandbox } = this.#story
    this.trace.push(`${actor}: ${held.what}${fault === undefined ? '' : ` ${fault}`}`)
    performer.dies = fault === 'dies'
    if (fault === 'lost') sandbox.faults.add({ kind: 'lost-reset' })
    performer.release()
    await this.#until(
      () => performer.ended || (performer.held !== undefined && held !== performer.held),
      `${actor} after ${held.what}`,
    )
  }

  /** Who sends what: the sandbox does not know its callers. Whoever is to die, dies at the answer. */
  #onItsWay({ callId, function: name, phase, path }: OutgoingEvent): 'continue' | 'kill' {
    const performer = this.#calls.get(callId) ?? this.#enter(callId, name)
    if (!performer) return 'continue'
    if (phase === 'after') return performer.dies ? 'kill' : 'continue'
    if (path.startsWith('/v3/')) performer.calling = true
    return 'continue'
  }

  /** A call that was not seen before: a notification, or whoever is just starting. */
  #enter(callId: string, name: string): Performer | undefined {
    const told = name === NOTIFY
    const count = this.performers.filter(({ notified }) => notified).length
    const performer = told ? new Performer(`${NOTIFY}${count + 1}`, true) : this.#starting
    if (!performer) return undefined
    if (told) this.performers.push(performer)
    this.#calls.set(callId, performer)
    return performer
  }

  #atDatabase({
    callId = '',
    action,
    collection = '',
    inTransaction,
  }: HeldRequest): Promise<void> | undefined {
    const performer = this.#calls.get(callId)
    if (!this.#story || !performer || performer.ended) return undefined
    // One step, taken where it begins: whoever stood in the middle of it would keep everybody else out (kill points die there).
    if (inTransaction) return undefined
    if (action === 'database.startTransaction')
      return this.#hold(performer, { to: 'database', on: '*', what: 'transaction', changes: true })
    if (!this.shared.includes(collection)) return undefined
    const what = `${action.replace('database.', '').replace('Document', '')} ${collection}`
    return this.#hold(performer, { to: 'database', on: collection, what, changes: !READS.includes(action) })
  }

  #hold(performer: Performer, request: Parameters<Performer['hold']>[0]): Promise<void> {
    const held = performer.hold(request)
    this.#wake()
    return held
  }

  /** Waits until that holds and every notification on its way has come to a request or to its end. */
  async #until(holds: () => boolean, where: string): Promise<void> {
    const hangsAt = Date.now() + HANGS_MS
    while (!holds() || !this.#deliveries?.stand(this.performers.filter(({ notified }) => notified))) {
      if (Date.now() > hangsAt) throw new Error(`It hangs: ${where}.`)
      await new Promise<void>((resolve) => {
        this.#wake = resolve
        setTimeout(resolve, 2)
      })
    }
  }
}
