/** A query or update operator of the SDK. */
export interface SdkCommand {
  and(other: SdkCommand): SdkCommand
}

/** A query of the SDK; every call makes a new one. */
export interface SdkQuery {
  where(condition: Record<string, unknown>): SdkQuery
  orderBy(field: string, direction: 'asc' | 'desc'): SdkQuery
  limit(count: number): SdkQuery
  get(): Promise<{ data: unknown[] }>
  update(options: { data: Record<string, unknown> }): Promise<{ stats: { updated: number } }>
  remove(): Promise<{ stats: { removed: number } }>
}

/** The part of wx-server-sdk's database that the store uses; the SDK's own types miss half of it. */
export interface SdkDatabase {
  command: {
    in(values: readonly unknown[]): SdkCommand
    lt(value: unknown): SdkCommand
    lte(value: unknown): SdkCommand
    gt(value: unknown): SdkCommand
    gte(value: unknown): SdkCommand
    set(value: unknown): SdkCommand
    remove(): SdkCommand
  }
  collection(name: string): SdkQuery & {
    add(options: { data: object }): Promise<{ _id: string }>
    doc(id: string): { get(): Promise<{ data: unknown }> }
  }
  createCollection(name: string): Promise<unknown>
  startTransaction(): Promise<SdkTransaction>
}

/**
 * A transaction of the SDK, for single documents only: its `where().update()` would run outside of it (facts: cloudbase 2.6),
 * so it is not named here.
 */
export interface SdkTransaction {
  collection(name: string): {
    add(options: { data: object }): Promise<{ _id: string }>
    doc(id: string): {
      get(): Promise<{ data: unknown }>
      update(options: { data: Record<string, unknown> }): Promise<{ stats: { updated: number } }>
    }
  }
  commit(): Promise<unknown>
  rollback(): Promise<unknown>
}

interface Sdk {
  DYNAMIC_CURRENT_ENV: unknown
  init(options: { env: unknown }): void
  database(options: { throwOnNotFound: boolean }): SdkDatabase
}

let database: SdkDatabase | undefined

/**
 * `require`, not `import()`: for the bundled SDK the module loader of `import()` adds 85 ms to 120 ms of a cold
 * start. The build points the name at ./sdk.js.
 */
function load(): SdkDatabase {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- measured, see above
  const sdk = require('wx-server-sdk') as Sdk
  sdk.init({ env: sdk.DYNAMIC_CURRENT_ENV })
  return sdk.database({ throwOnNotFound: false })
}

/**
 * The database, loading wx-server-sdk at the first call: most of a cold start, which a call that is refused before it needs
 * data never pays.
 */
export function openDatabase(): SdkDatabase {
  database ??= load()
  return database
}
