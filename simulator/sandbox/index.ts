import { type Server } from 'node:http'
import { type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { worldClock, type WorldClock } from '../clock'
import { Api } from './api'
import { controlCalls } from './control/calls'
import { SandboxCore } from './core'
import { type CoreParts } from './engine'
import { lockFolder } from './folder-lock'
import { keyringOf } from './keyring'
import { generateKeys, loadKeys, type SandboxKeys } from './keys'
import { type NotifyKind } from './notification'
import { pages } from './pages'
import { type RequestEntry } from './requests'
import { type Schedule } from './schedule'
import { server } from './server'
import { parseNotifyUrls } from './settings'
import { openStore } from './store'
import { parseSwitches, type Switches } from './switches'
import { sandboxTime } from './time'

export { type Credentials, type SandboxKeys, generateKeys } from './keys'
export { worldClock, type WorldClock } from '../clock'
export { type Fault, type FaultInput, type FaultKind, callFaults, notificationFaults } from './faults'
export { type Notification, type NotifyKind, type NotifyUrls } from './notification'
export { type OrderSummary, type UserAction } from './protocol'
export { type Refund, type RefundAction, type RefundStatus } from './refunds/refund'
export { type SignAction } from './sign-plan'
export { type PlanSummary, type SessionSummary, type SignSummary } from './sign-plan/summary'
export { type RequestEntry } from './requests'
export { type HeldCall, type Schedule } from './schedule'
export { type Switches, switchList, defaultSwitches } from './switches'

export interface SandboxOptions {
  /** 0 = a free one (the default). */
  readonly port?: number
  /** Folder of the durable state and the generated keys; memory only when absent. */
  readonly dir?: string
  /** Where notifications go: one address for all, or one per kind. This machine only. */
  readonly notifyUrls?: Partial<Record<NotifyKind, string>> | string
  /** Business time, shared with the rest of the local world. */
  readonly clock?: WorldClock
  readonly switches?: Partial<Switches>
  /** How many times faster than WeChat Pay notifications are repeated: 60 makes a minute a second. */
  readonly timeScale?: number
  /** Both sides' keys; generated when absent. */
  readonly keys?: SandboxKeys
  /** Business seconds from completion to the automatic deduction, 3 when absent; null = never by itself. */
  readonly deductionDelaySeconds?: number | null
  /** Business seconds from a refund's request to its success, 3 when absent; null = never by itself. */
  readonly refundDelaySeconds?: number | null
  /** Address of a style sheet with a Chinese web font for the pages, on the origin that serves them. */
  readonly fontStylesheet?: string
  /** Told about every signed request. */
  readonly log?: (entry: RequestEntry) => void
}

/** A running sandbox. Its methods do what the control calls do. */
export class Sandbox extends SandboxCore {
  port = 0
  /** Holds calls of the API; nothing is held unless a test says so. */
  schedule: Schedule = {}
  private readonly http: Server

  constructor(
    parts: CoreParts,
    fontStylesheet: string | undefined,
    private readonly unlock: () => void,
  ) {
    super(parts)
    const api = new Api(
      this.world,
      this.operations,
      this.faults,
      this.requestLog,
      () => {
        this.touch()
      },
      () => this.schedule,
    )
    this.http = server(api, controlCalls(this), pages(this.world, this.protocols, this.plans, fontStylesheet))
  }

  get clock(): WorldClock {
    return this.world.time.clock
  }

  async listen(port: number): Promise<this> {
    await new Promise<void>((resolve, reject) => {
      this.http.once('error', (error: NodeJS.ErrnoException) => {
        const busy = error.code === 'EADDRINUSE'
        reject(
          busy
            ? new Error(`Port ${port} is in use. Give the sandbox another one; 0 takes a free one.`, {
                cause: error,
              })
            : error,
        )
      })
      this.http.listen(port, '127.0.0.1', resolve)
    })
    this.port = (this.http.address() as AddressInfo).port
    this.origin = `http://127.0.0.1:${this.port}`
    return this
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.http.close(() => {
        resolve()
      })
      this.http.closeAllConnections()
    })
    this.stop()
    this.unlock()
  }
}

/** Starts the fake WeChat Pay on 127.0.0.1. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { dir, notifyUrls = {}, deductionDelaySeconds, refundDelaySeconds } = options
  const unlock = dir === undefined ? () => undefined : lockFolder(dir)
  try {
    const keys = options.keys ?? (dir === undefined ? generateKeys() : loadKeys(dir))
    const parts: CoreParts = {
      store: openStore(dir === undefined ? undefined : join(dir, 'journal.log')),
      time: sandboxTime(options.clock ?? worldClock()),
      keyring: keyringOf(keys),
      timeScale: options.timeScale ?? 1,
      start: {
        switches: parseSwitches(options.switches ?? {}),
        notifyUrls: parseNotifyUrls(typeof notifyUrls === 'string' ? { url: notifyUrls } : notifyUrls),
        ...(deductionDelaySeconds !== undefined && { deductionDelay: deductionDelaySeconds }),
        ...(refundDelaySeconds !== undefined && { refundDelay: refundDelaySeconds }),
      },
      log: options.log ?? (() => undefined),
    }
    return await new Sandbox(parts, options.fontStylesheet, unlock).listen(options.port ?? 0)
  } catch (error) {
    unlock()
    throw error
  }
}
