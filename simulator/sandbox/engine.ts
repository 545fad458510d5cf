import { Agenda } from './agenda'
import { billOperations } from './bill'
import { certificates } from './certificates'
import { Faults } from './faults'
import { credentialsOf, type Credentials } from './keys'
import { type Keyring } from './keyring'
import { type NotifyUrls } from './notification'
import { Notifications } from './notifications'
import { type Operation, type Protocol } from './protocol'
import { protocolFactories } from './protocols'
import { refundOperations } from './refunds'
import { Refunds } from './refunds/book'
import { serviceDesk } from './service-orders'
import { SignPlans } from './sign-plan'
import { RequestLog, type RequestEntry } from './requests'
import { Settings, type StartSettings } from './settings'
import { type Store } from './store'
import { type Switches } from './switches'
import { type SandboxTime } from './time'
import { Transactions } from './transactions'
import { type World } from './world'

export interface CoreParts {
  readonly store: Store
  readonly time: SandboxTime
  readonly keyring: Keyring
  readonly timeScale: number
  /** What was asked for at the start; the rest is as it was left. */
  readonly start: StartSettings
  readonly log: (entry: RequestEntry) => void
}

/** The state of a sandbox, and what happens in it by itself. */
export class Engine {
  readonly credentials: Credentials
  readonly faults = new Faults()
  readonly world: World
  readonly protocols: readonly Protocol[]
  readonly requestLog: RequestLog
  /** Every call of WeChat Pay's that this sandbox answers. */
  readonly operations: readonly Operation[]
  /** `http://127.0.0.1:<port>`: the base URL of a client, and of the control calls. */
  origin = ''
  protected readonly settings: Settings
  protected readonly told: Notifications
  protected readonly refundBook: Refunds
  protected readonly plans: SignPlans
  private readonly agenda: Agenda
  private readonly stopListening: () => void
  private readonly waiting = new Set<() => void>()

  constructor(protected readonly parts: CoreParts) {
    const { store, time, keyring } = parts
    this.credentials = credentialsOf(keyring.keys, keyring.platformPublicKey)
    this.requestLog = new RequestLog(parts.log)
    this.settings = new Settings(store, parts.start)
    time.clock.offsetMs = Math.max(time.clock.offsetMs, this.settings.values.offsetMs)
    time.skewSeconds = this.settings.values.skewSeconds
    this.told = new Notifications({
      store,
      time,
      keyring,
      faults: this.faults,
      switches: () => this.switches,
      urls: () => this.notifyUrls,
      timeScale: parts.timeScale,
      touch: () => {
        this.touch()
      },
    })
    this.world = {
      store,
      time,
      keyring,
      notifications: this.told,
      transactions: new Transactions(store),
      switches: () => this.switches,
      deductionDelay: () => this.settings.values.deductionDelay,
      refundDelay: () => this.settings.values.refundDelay,
      origin: () => this.origin,
    }
    this.protocols = protocolFactories.map((make) => make(this.world))
    this.plans = new SignPlans(serviceDesk(this.world))
    this.refundBook = new Refunds(this.world)
    this.operations = [
      certificates(this.world),
      ...this.protocols.flatMap((one) => one.operations),
      ...this.plans.operations,
      ...refundOperations(this.world, this.refundBook),
      ...billOperations(this.world, this.refundBook),
    ]
    const timed = [...this.protocols, this.refundBook, this.told]
    this.agenda = new Agenda(time.clock, () => time.business(), timed)
    this.stopListening = time.clock.onAdvance(() => {
      this.settings.save({ offsetMs: time.clock.offsetMs })
      this.touch()
    })
    this.touch()
  }

  get switches(): Switches {
    return this.settings.switches
  }

  get notifyUrls(): NotifyUrls {
    return this.settings.values.notifyUrls
  }

  /** Nothing is being delivered and nothing is due. */
  get idle(): boolean {
    return !this.told.busy && !this.agenda.isDue()
  }

  /** Resolves as soon as nothing is being delivered and nothing is due. */
  async whenIdle(): Promise<void> {
    while (!this.idle) await new Promise<void>((resolve) => this.waiting.add(resolve))
  }

  /** To be called after every change. */
  touch(): void {
    this.agenda.touch()
    if (!this.idle) return
    for (const resolve of this.waiting) resolve()
    this.waiting.clear()
  }

  /** Ends timers and deliveries and closes the journal. */
  stop(): void {
    this.stopListening()
    this.agenda.close()
    this.told.close()
    this.parts.store.close()
  }

  /** A change by a control call. */
  protected change<R>(work: () => R): R {
    const result = this.parts.store.transaction(work)
    this.touch()
    return result
  }
}
