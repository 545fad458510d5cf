import { type BusinessClock } from './clock'
import { type CloudBaseEvent, type InvocationSource } from './events'
import { type FaultRule, type Faults } from './faults'
import { type Schedule } from './gateway'
import { type CollectionManifest } from './store/database'
import { type Counters } from './counters'
import { type DocumentAccess } from './document-access'
import { type History } from './history'
import { type OutgoingWatcher } from './runtime/function-runtime'

/** Environment variables by name. */
export type Variables = Readonly<Record<string, string>>

export interface CloudBaseOptions {
  /** 0 or absent: a free one. */
  port?: number
  /** Folder for the databases; in memory alone when absent. */
  dir?: string
  /** Folder of built functions (dist/cloudfunctions); without it there is the database alone. */
  functionRoot?: string
  /** Content of cloudfunctions/collections.json. Holds for every environment. */
  collections?: CollectionManifest
  /** The manifest's collections exist from the start; default true. False: addCollection creates them, with their indexes. */
  createDeclared?: boolean
  /** A collection that nobody created comes into being when used; default false: -502005, as on the cloud. */
  createMissing?: boolean
  /** Environment variables of every function; as a function they can name this CloudBase's own origin. */
  env?: Variables | ((origin: string) => Variables)
  /** More variables, by function; they win. */
  perFunctionEnv?:
    | Readonly<Record<string, Variables>>
    | ((origin: string) => Readonly<Record<string, Variables>>)
  /** HTTP access service: path → function. The longest fitting prefix wins. */
  routes?: Readonly<Record<string, string>>
  /** Folder of pictures that `GET /storage/…` answers with, as cloud storage does under its own address. */
  storage?: string
  /** The mini-program that `wx.cloud.callFunction` comes from. */
  appid?: string
  /** The environment that functions run in; default `local`. */
  envId?: string
  clock?: BusinessClock
  /** Fire the timers of the functions' config.json; default false. */
  timers?: boolean
  /** A transaction's longest life in milliseconds; default 30 000. */
  transactionTtlMs?: number
  /** Leaves a function's WX variables of the last call in place, as a warm instance of the cloud may. */
  staleContext?: boolean
  /** Folder that keeps V8's code of large files, so that a cold start takes half the time; nothing is kept when absent. */
  codeCache?: string
  /** Faults waiting from the start; more by `CloudBase.faults`. */
  faults?: readonly FaultRule[]
  /** Holds database requests; see Schedule. */
  schedule?: Schedule
  onEvent?(event: CloudBaseEvent): void
}

export interface CallContext {
  openid?: string
  appid?: string
  unionid?: string
  /** Default `wx_client` when there is an openid, else `scf`. */
  source?: InvocationSource
}

export interface CloudBase {
  readonly origin: string
  readonly port: number
  /** What TCB_CONTEXT_CNFG names. */
  readonly adminUrl: string
  /** Documents of any environment, for the panel and for tests. */
  readonly store: DocumentAccess
  readonly faults: Faults
  /** Sums of `examined` and of requests by environment, since the start or `reset`. */
  readonly counters: Counters
  /** The latest function calls and what functions wrote, oldest first. */
  readonly history: History

  /**
   * Calls a function as the mini-program (`openid` given), a timer, the HTTP access service or another function would.
   * @throws FunctionError -501000 unknown, -504002 failed or died, -504003 took too long
   */
  invoke(name: string, event: unknown, context?: CallContext): Promise<unknown>
  /** Fires the first timer of a function's config.json now (a plain Timer event when it has none). */
  fireTimer(name: string): Promise<unknown>
  /** Ends all running calls of a function abruptly, as `kill -9` would. @returns how many there were */
  kill(name: string): number
  /**
   * Asks the watcher before each request that any function sends (database or elsewhere) and before it sees the answer;
   * the function stands still meanwhile, and dies on `kill`. Its own time limit keeps running.
   * @returns takes the watcher away
   */
  watchOutgoing(watcher: OutgoingWatcher): () => void
  /** Settles when no function runs. */
  whenIdle(): Promise<void>
  /** Ends every open transaction as if its time were over: those that functions left open when they died. */
  endTransactions(): void
  close(): Promise<void>
}
