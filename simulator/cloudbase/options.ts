import { type BusinessClock } from './clock'
import { type CloudBaseEvent, type InvocationSource } from './events'
import { type Faults } from './faults'
import { type Schedule } from './gateway'
import { type CollectionManifest } from './store/database'
import { type DocumentAccess } from './document-access'

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
  /** Environment variables of every function. */
  env?: Readonly<Record<string, string>>
  /** More variables, by function; they win. */
  perFunctionEnv?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** HTTP access service: path → function. The longest fitting prefix wins. */
  routes?: Readonly<Record<string, string>>
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
  close(): Promise<void>
}
