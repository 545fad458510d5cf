import { Agenda } from './agenda'
import { ControlFailure } from './failure'
import { Faults } from './faults'
import { credentialsOf, type Credentials } from './keys'
import { type Keyring } from './keyring'
import { notifyKinds, type Notification, type NotifyKind, type NotifyUrls } from './notification'
import { Notifications } from './notifications'
import { type OrderSummary, type Protocol, type UserAction } from './protocol'
import { protocolFactories } from './protocols'
import { RequestLog, type RequestEntry } from './requests'
import { type Store } from './store'
import { parseNotifyUrls, Settings, type StartSettings } from './settings'
import { parseSwitches, type Switches } from './switches'
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

/** The sandbox without its HTTP server: state, and what control calls do to it. */
export class SandboxCore {
  readonly credentials: Credentials
  readonly faults = new Faults()
  readonly world: World
  readonly protocols: readonly Protocol[]
  readonly requestLog: RequestLog
  private readonly settings: Settings
  private readonly told: Notifications
  private readonly agenda: Agenda
  private readonly stopListening: () => void
  private readonly waiting = new Set<() => void>()

  constructor(private readonly parts: CoreParts) {
    const { store, time, keyring } = parts
    this.credentials = credentialsOf(keyring.keys)
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
    }
    this.protocols = protocolFactories.map((make) => make(this.world))
    this.agenda = new Agenda(time.clock, () => time.business(), [...this.protocols, this.told])
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

  orders(): OrderSummary[] {
    return this.protocols.flatMap((one) => one.orders())
  }

  order(out_order_no: string): OrderSummary {
    const found = this.protocolOf(out_order_no).find(out_order_no)
    if (!found) throw noOrder(out_order_no)
    return found
  }

  act(out_order_no: string, action: UserAction, openid?: string): OrderSummary {
    const protocol = this.protocolOf(out_order_no)
    return this.change(() => protocol.act(out_order_no, action, openid))
  }

  /** A deduction begins and takes so many business seconds; then it succeeds, or fails where `fail` said so. */
  deduct(out_order_no: string, seconds: unknown = 180): OrderSummary {
    if (!(typeof seconds === 'number' && seconds > 0)) {
      throw new ControlFailure(400, 'seconds is a number above 0.')
    }
    const protocol = this.protocolOf(out_order_no)
    return this.change(() => protocol.deduct(out_order_no, seconds))
  }

  notifications(): Notification[] {
    return this.told.list()
  }

  resend(id: string): Notification {
    return this.change(() => this.told.resend(id))
  }

  /** Makes up a notification, validly encrypted and signed. */
  notify(given: Readonly<Record<string, unknown>>): object {
    const { event, kind = 'pay', resource } = given
    if (
      typeof event !== 'string' ||
      !notifyKinds.includes(kind as NotifyKind) ||
      typeof resource !== 'object' ||
      resource === null
    ) {
      throw new ControlFailure(
        400,
        `A notification needs event (text), kind (${notifyKinds.join(', ')}), resource (object).`,
      )
    }
    this.change(() => {
      this.told.enqueue({
        event,
        kind: kind as NotifyKind,
        summary: '沙箱',
        resource: resource as Record<string, unknown>,
        at: this.parts.time.business(),
      })
    })
    return {}
  }

  requests(): readonly RequestEntry[] {
    return this.requestLog.list()
  }

  setSwitches(given: Readonly<Record<string, unknown>>): Switches {
    const switches = { ...this.settings.values.switches, ...parseSwitches(given) }
    this.settings.save({ switches })
    return this.switches
  }

  /** @throws ControlFailure 400 when an address is not on this machine */
  setNotifyUrls(given: Readonly<Record<string, unknown>>): NotifyUrls {
    this.settings.save({ notifyUrls: { ...this.notifyUrls, ...parseNotifyUrls(given) } })
    return this.notifyUrls
  }

  setDeductionDelay(seconds: unknown): object {
    if (seconds !== null && !(typeof seconds === 'number' && seconds >= 0)) {
      throw new ControlFailure(400, 'delaySeconds is a number from 0, or null for never.')
    }
    this.settings.save({ deductionDelay: seconds })
    return { delaySeconds: seconds }
  }

  setAvailable(openid: string, available: boolean): object {
    const table = this.parts.store.table<boolean>('unavailable-users')
    this.change(() => {
      if (available) table.remove(openid)
      else table.put(openid, true)
    })
    return { openid, available }
  }

  clockState(): object {
    const { time } = this.parts
    return {
      business: new Date(time.business()).toISOString(),
      signature: new Date(time.signature()).toISOString(),
      offsetSeconds: time.clock.offsetMs / 1000,
      skewSeconds: time.skewSeconds,
    }
  }

  setClock(given: Readonly<Record<string, unknown>>): object {
    const { advanceSeconds = 0, skewSeconds } = given
    if (typeof advanceSeconds !== 'number' || !(advanceSeconds >= 0)) {
      throw new ControlFailure(400, 'advanceSeconds is a number from 0.')
    }
    if (skewSeconds !== undefined && !Number.isFinite(skewSeconds)) {
      throw new ControlFailure(400, 'skewSeconds is a number.')
    }
    const { time } = this.parts
    if (typeof skewSeconds === 'number') {
      time.skewSeconds = skewSeconds
      this.settings.save({ skewSeconds })
    }
    if (advanceSeconds > 0) time.clock.advance(advanceSeconds)
    this.touch()
    return this.clockState()
  }

  /** Forgets what happened; keys, clock and addresses stay. */
  reset(): void {
    this.faults.clear()
    this.requestLog.clear()
    this.parts.store.clear(['settings'])
    this.settings.reset()
    this.touch()
  }

  /** Ends timers and deliveries and closes the journal. */
  stop(): void {
    this.stopListening()
    this.agenda.close()
    this.told.close()
    this.parts.store.close()
  }

  private protocolOf(out_order_no: string): Protocol {
    const found = this.protocols.find((one) => one.find(out_order_no))
    if (!found) throw noOrder(out_order_no)
    return found
  }

  private change<R>(work: () => R): R {
    const result = this.parts.store.transaction(work)
    this.touch()
    return result
  }
}

const noOrder = (number: string): ControlFailure => new ControlFailure(404, `There is no order ${number}.`)
