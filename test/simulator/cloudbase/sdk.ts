import {
  sdkEnvironment,
  startCloudBase,
  type CloudBase,
  type CloudBaseOptions,
} from '../../../simulator/cloudbase'

/** wx-server-sdk's own d.ts answers `Promise | void | string`; this is the part the tests use, as it really is. */
export interface SdkCollection {
  doc(id: string): {
    get(): Promise<{ data: Record<string, unknown> }>
    set(options: { data: unknown }): Promise<{ _id: string; stats: { updated: number; created: number } }>
    update(options: { data: unknown }): Promise<{ stats: { updated: number } }>
    remove(): Promise<{ stats: { removed: number } }>
  }
  add(options: { data: unknown }): Promise<{ _id: string }>
  where(condition: unknown): SdkQuery
  aggregate(): SdkAggregate
  get: SdkQuery['get']
  orderBy: SdkQuery['orderBy']
  limit: SdkQuery['limit']
  count: SdkQuery['count']
}

export interface SdkQuery {
  orderBy(field: string, direction: 'asc' | 'desc'): SdkQuery
  limit(count: number): SdkQuery
  skip(count: number): SdkQuery
  field(projection: Record<string, boolean>): SdkQuery
  get(): Promise<{ data: Record<string, unknown>[] }>
  count(): Promise<{ total: number }>
  update(options: { data: unknown; multi?: boolean }): Promise<{ stats: { updated: number } }>
  remove(options?: { multi?: boolean }): Promise<{ stats: { removed: number } }>
}

interface SdkAggregate {
  match(condition: unknown): SdkAggregate
  group(stage: unknown): SdkAggregate
  sort(stage: unknown): SdkAggregate
  limit(count: number): SdkAggregate
  end(): Promise<{ list: Record<string, unknown>[] }>
}

export interface SdkTransaction {
  collection(name: string): SdkCollection
  commit(): Promise<unknown>
  rollback(reason?: unknown): Promise<unknown>
}

export interface SdkDatabase {
  collection(name: string): SdkCollection
  createCollection(name: string): Promise<unknown>
  startTransaction(): Promise<SdkTransaction>
  runTransaction<T>(work: (transaction: SdkTransaction) => Promise<T>, times?: number): Promise<T>
  serverDate(options?: { offset: number }): unknown
  RegExp(options: { regexp: string; options?: string }): unknown
  // The command builder is as dynamic as MongoDB's operators.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  command: any
}

/** Starts a local CloudBase and turns this process into one of its functions: the real SDK, its own database. */
export async function withSdk(
  options: CloudBaseOptions = {},
): Promise<{ cloudbase: CloudBase; db: SdkDatabase; env: string }> {
  const cloudbase = await startCloudBase(options)
  const variables = sdkEnvironment(cloudbase)
  Object.assign(process.env, variables)
  const sdk = await import('wx-server-sdk')
  const cloud = ('default' in sdk ? sdk.default : sdk) as unknown as {
    init(options: unknown): void
    DYNAMIC_CURRENT_ENV: symbol
    database(): SdkDatabase
  }
  cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
  return { cloudbase, db: cloud.database(), env: variables['TCB_ENV'] ?? '' }
}
