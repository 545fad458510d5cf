import { ControlFailure } from './failure'
import { loopbackUrl } from './delivery'
import { notifyKinds, type NotifyUrls } from './notification'
import { type Store, type Table } from './store'
import { defaultSwitches, type Switches } from './switches'

export interface SettingValues {
  readonly switches: Partial<Switches>
  readonly notifyUrls: NotifyUrls
  /** Business seconds from completion to the automatic deduction; null = never by itself. */
  readonly deductionDelay: number | null
  /** Business seconds from a refund's request to its success; null = never by itself. */
  readonly refundDelay: number | null
  /** The world clock's offset, so that a restarted sandbox does not fall back in time. */
  readonly offsetMs: number
  readonly skewSeconds: number
}

/** Settings that the start of a sandbox names. */
export type StartSettings = Partial<
  Pick<SettingValues, 'switches' | 'notifyUrls' | 'deductionDelay' | 'refundDelay'>
>

const initial: SettingValues = {
  switches: {},
  notifyUrls: {},
  deductionDelay: 3,
  refundDelay: 3,
  offsetMs: 0,
  skewSeconds: 0,
}

/** What control calls can set; durable like the orders. */
export class Settings {
  private readonly table: Table<SettingValues>
  private together: { of: SettingValues['switches'] | undefined; switches: Switches } | undefined

  constructor(
    private readonly store: Store,
    private readonly start: StartSettings,
  ) {
    this.table = store.table('settings')
    const { switches, notifyUrls } = this.values
    this.save({
      ...start,
      switches: { ...switches, ...start.switches },
      notifyUrls: { ...notifyUrls, ...start.notifyUrls },
    })
  }

  get values(): SettingValues {
    return { ...initial, ...this.table.get('settings') }
  }

  /** Every switch. Asked for many times in each request, so it is put together once for each set of stored values. */
  get switches(): Switches {
    const stored = this.table.get('settings')?.switches
    if (!this.together || this.together.of !== stored)
      this.together = { of: stored, switches: Object.freeze({ ...defaultSwitches, ...stored }) }
    return this.together.switches
  }

  save(some: Partial<SettingValues>): void {
    this.store.transaction(() => {
      this.table.put('settings', { ...this.values, ...some })
    })
  }

  /** Back to the start values; clock and addresses stay. */
  reset(): void {
    const {
      switches = {},
      deductionDelay = initial.deductionDelay,
      refundDelay = initial.refundDelay,
    } = this.start
    this.save({ switches, deductionDelay, refundDelay })
  }
}

/** @throws ControlFailure 400 when an address is not http on this machine */
export function parseNotifyUrls(given: Readonly<Record<string, unknown>>): NotifyUrls {
  const wanted = notifyKinds.flatMap((kind) => {
    const url = given[kind] ?? given['url']
    if (url === undefined) return []
    if (typeof url !== 'string' || loopbackUrl(url) === undefined) {
      throw new ControlFailure(
        400,
        `The ${kind} address must be http on 127.0.0.1 or localhost: notifications stay on this machine.`,
      )
    }
    return [[kind, url] as const]
  })
  return Object.fromEntries(wanted)
}
