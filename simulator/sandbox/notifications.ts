import { randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { toRfc3339 } from './beijing-time'
import { deliver, loopbackUrl, type Deliverable } from './delivery'
import { seal } from './encryption'
import { ControlFailure } from './failure'
import { type Fault, type Faults } from './faults'
import { type Keyring } from './keyring'
import { type Notification, type NotifyKind, type NotifyUrls } from './notification'
import { type SignatureFlaw } from './platform-signature'
import { retryWait, type Schedule } from './retry-schedule'
import { type Store, type Table } from './store'
import { type Switches } from './switches'
import { type SandboxTime } from './time'
import { type Timed } from './agenda'

/** What a protocol tells: the event and the object that gets encrypted. */
export interface Event {
  readonly event: string
  readonly kind: NotifyKind
  readonly summary: string
  readonly resource: Readonly<Record<string, unknown>>
  /** `payscore` where absent. */
  readonly originalType?: 'payscore' | 'refund'
  /** The order that it is about, where the resource does not say. */
  readonly out_order_no?: string
  /** The address that its order or refund named. */
  readonly url?: string
  readonly schedule?: Schedule
  /** Business ms when it happened. */
  readonly at: number
}

export interface NotificationParts {
  readonly store: Store
  readonly time: SandboxTime
  readonly keyring: Keyring
  readonly faults: Faults
  readonly switches: () => Switches
  readonly urls: () => NotifyUrls
  readonly timeScale: number
  /** Called when something changed outside a request: an attempt ended. */
  readonly touch: () => void
}

const flaws: Readonly<Record<string, SignatureFlaw>> = {
  'notification-wrong-signature': 'wrong',
  'notification-signtest': 'signtest',
  'notification-stale': 'stale',
}

/** What a notification about somebody else has instead of the real one. */
const foreignFields: Readonly<Record<string, readonly string[]>> = {
  'notification-foreign-merchant': ['mchid', 'sp_mchid'],
  'notification-foreign-sub-merchant': ['sub_mchid'],
  'notification-foreign-order': ['out_order_no', 'out_refund_no', 'merchant_sign_plan_no', 'sign_plan_id'],
}

/** The due time of what waits for a command or another notification. */
const never = Number.MAX_SAFE_INTEGER

/** Makes, delivers and repeats notifications until the merchant's HTTP status says they arrived. */
export class Notifications implements Timed {
  private readonly all: Table<Notification>
  private readonly pending: Table<{ readonly id: string; readonly dueAt: number }>
  private readonly inFlight = new Map<string, number>()
  private readonly aborter = new AbortController()

  constructor(private readonly parts: NotificationParts) {
    // Each delivery under way listens to it, and a clock that jumps starts very many at once.
    setMaxListeners(Infinity, this.aborter.signal)
    this.all = parts.store.table('notifications')
    this.pending = parts.store.table('pending-notifications')
  }

  list(): Notification[] {
    return this.all.values()
  }

  find(id: string): Notification | undefined {
    return this.all.get(id)
  }

  get busy(): boolean {
    return this.inFlight.size > 0
  }

  /** Within the transaction of the change that it tells about. */
  enqueue(event: Event): void {
    const named = event.resource['out_order_no']
    const number = event.out_order_no ?? (typeof named === 'string' ? named : undefined)
    const fault = this.parts.faults.takeForNotification([event.event, event.kind, number])
    this.add(event, number, fault)
    const foreign = foreignFields[fault?.kind ?? '']?.filter((name) => name in event.resource) ?? []
    if (foreign.length > 0) {
      const others = Object.fromEntries(foreign.map((name) => [name, '1999999999']))
      this.add({ ...event, resource: { ...event.resource, ...others } }, number, undefined)
    }
  }

  /** Delivers at once, whatever became of it. @throws ControlFailure 404 */
  resend(id: string): Notification {
    const found = this.all.get(id)
    if (!found) throw new ControlFailure(404, `There is no notification ${id}.`)
    return this.parts.store.transaction(() =>
      this.save({ ...found, status: 'pending', dueAt: this.parts.time.business() }),
    )
  }

  nextDue(): number | undefined {
    const times = this.pending.values().flatMap(({ id, dueAt }) => (this.inFlight.has(id) ? [] : [dueAt]))
    return times.length > 0 ? Math.min(...times) : undefined
  }

  runDue(now: number): void {
    for (const { id, dueAt } of this.pending.values()) {
      if (dueAt <= now && !this.inFlight.has(id)) this.start(id)
    }
  }

  close(): void {
    this.aborter.abort()
  }

  private add(event: Event, number: string | undefined, fault: Fault | undefined): void {
    const body = JSON.stringify({
      id: randomUUID(),
      create_time: toRfc3339(event.at),
      resource_type: 'encrypt-resource',
      event_type: event.event,
      summary: event.summary,
      resource: {
        original_type: event.originalType ?? 'payscore',
        ...seal(
          this.parts.keyring.keys.apiV3Key,
          JSON.stringify(event.resource),
          event.originalType ?? 'payscore',
        ),
      },
    })
    const held = fault?.kind === 'notification-held' || fault?.kind === 'notification-reordered'
    this.save({
      id: (JSON.parse(body) as { id: string }).id,
      event: event.event,
      kind: event.kind,
      out_order_no: number,
      body,
      ...(event.url !== undefined && { url: event.url }),
      ...(event.schedule && { schedule: event.schedule }),
      status: held ? 'held' : fault?.kind === 'notification-lost' ? 'lost' : 'pending',
      dueAt: event.at + (fault?.kind === 'notification-late' ? fault.seconds * 1000 : 0),
      createdAt: event.at,
      fault: fault?.kind,
      deliveries: [],
    })
  }

  private save(notification: Notification): Notification {
    this.all.put(notification.id, notification)
    const { id, status, dueAt } = notification
    if (status === 'pending') this.pending.put(id, { id, dueAt })
    else if (status === 'held') this.pending.put(id, { id, dueAt: never })
    else if (this.pending.get(notification.id)) this.pending.remove(notification.id)
    return notification
  }

  private start(id: string): void {
    const notification = this.all.get(id)
    // Notifications stay on this machine: an order may name an address elsewhere, nothing is sent there.
    const url = notification && loopbackUrl(notification.url ?? this.parts.urls()[notification.kind] ?? '')
    if (!notification || url === undefined) {
      this.parts.store.transaction(() => {
        if (notification) this.save({ ...notification, status: 'unaddressed' })
        else this.pending.remove(id)
      })
      return
    }
    const copies =
      notification.fault === 'notification-doubled' && notification.deliveries.length === 0 ? 2 : 1
    this.inFlight.set(id, copies)
    for (let copy = 0; copy < copies; copy++) {
      void deliver(this.deliverable(notification, url)).then((outcome) => {
        this.end(id, notification, outcome)
      })
    }
  }

  private deliverable(notification: Notification, url: string): Deliverable {
    const { time, keyring } = this.parts
    const switches = this.parts.switches()
    const first = notification.deliveries[0]
    const age = first ? time.business() - first.at : 0
    const flaw = first ? undefined : flaws[notification.fault ?? '']
    return {
      url,
      body: notification.body,
      signer: switches.platformKey === 'certificate' ? keyring.certificate : keyring.publicKey,
      // A signature kept from the first delivery is as old as business time says, however fast the clock was moved.
      signedAt: time.signature() - (switches.retriedNotification === 'same-signature' ? age : 0),
      flaw,
      abort: this.aborter.signal,
    }
  }

  private end(
    id: string,
    sent: Notification,
    outcome: { status?: number; error?: string; durationMs: number },
  ): void {
    const left = (this.inFlight.get(id) ?? 1) - 1
    if (left > 0) this.inFlight.set(id, left)
    else this.inFlight.delete(id)
    const current = this.all.get(id)
    if (this.aborter.signal.aborted) return
    if (!current) {
      // Forgotten by a reset while it was on its way.
      this.parts.touch()
      return
    }
    const arrived = outcome.status !== undefined && outcome.status >= 200 && outcome.status < 300
    const deliveries = [...current.deliveries, { at: this.parts.time.business(), ...outcome }]
    // Counted from the time the delivery was due, so that a clock moved by a day brings all of the day's repetitions.
    const wait = retryWait(deliveries.length, this.parts.timeScale, current.schedule)
    this.parts.store.transaction(() => {
      if (arrived || current.status === 'delivered')
        this.save({ ...current, deliveries, status: 'delivered' })
      else if (wait === undefined) this.save({ ...current, deliveries, status: 'given-up' })
      else if (left > 0) this.save({ ...current, deliveries })
      else this.save({ ...current, deliveries, status: 'pending', dueAt: sent.dueAt + wait })
      this.releaseReordered(sent)
    })
    this.parts.touch()
  }

  private releaseReordered(after: Notification): void {
    for (const { id, dueAt } of this.pending.values()) {
      const one = dueAt === never ? this.all.get(id) : undefined
      if (one?.fault !== 'notification-reordered') continue
      if (one.id === after.id || one.out_order_no !== after.out_order_no) continue
      this.save({ ...one, status: 'pending', dueAt: this.parts.time.business() })
    }
  }
}
