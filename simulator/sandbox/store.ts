import { openJournal, type Change, type Journal } from './journal'

/** Records by key. Values are never changed in place: put a new one. */
export interface Table<T> {
  get(key: string): T | undefined
  put(key: string, value: T): void
  remove(key: string): void
  values(): T[]
}

/** Tables whose changes are written together or not at all. */
export interface Store {
  table<T>(name: string): Table<T>
  /** Runs `work`; when it throws, every change is taken back, otherwise all are durable before this returns. */
  transaction<R>(work: () => R): R
  /** Removes every record of every table but those named. */
  clear(keep: readonly string[]): void
  close(): void
}

/** @param file the journal's path; memory only when absent */
export function openStore(file?: string): Store {
  const tables = new Map<string, Map<string, unknown>>()
  const records = (name: string): Map<string, unknown> => {
    const found = tables.get(name) ?? new Map<string, unknown>()
    tables.set(name, found)
    return found
  }
  const apply = ([table, key, value]: Change): void => {
    if (value === null) records(table).delete(key)
    else records(table).set(key, value)
  }
  let batches = 0
  const journal: Journal | undefined = file
    ? openJournal(file, (batch) => {
        batches++
        batch.forEach(apply)
      })
    : undefined
  const everything = (): Change[] =>
    [...tables].flatMap(([table, map]) => [...map].map(([key, value]) => [table, key, value] as const))
  if (batches > 1000) journal?.rewrite(everything())

  let open: { done: Change[]; undo: Change[] } | undefined
  const change = (table: string, key: string, value: unknown): void => {
    if (!open) throw new Error(`A change of ${table}/${key} outside a transaction would not be durable.`)
    open.undo.push([table, key, records(table).get(key) ?? null])
    open.done.push([table, key, value])
    apply([table, key, value])
  }

  return {
    table: <T>(name: string): Table<T> => ({
      get: (key) => records(name).get(key) as T | undefined,
      put: (key, value) => {
        change(name, key, value)
      },
      remove: (key) => {
        change(name, key, null)
      },
      values: () => [...records(name).values()] as T[],
    }),
    transaction(work) {
      if (open) return work()
      const current = { done: [] as Change[], undo: [] as Change[] }
      open = current
      try {
        const result = work()
        if (current.done.length > 0) journal?.append(current.done)
        return result
      } catch (error) {
        current.undo.reverse().forEach(apply)
        throw error
      } finally {
        open = undefined
      }
    },
    clear(keep) {
      for (const name of [...tables.keys()]) if (!keep.includes(name)) tables.delete(name)
      journal?.rewrite(everything())
    },
    close: () => journal?.close(),
  }
}
