import { join } from 'node:path'
import { Database, type DatabaseOptions } from './store/database'

/** One database per environment id, opened when first asked for. */
export class Databases {
  readonly #open = new Map<string, Database>()

  constructor(
    private readonly options: Omit<DatabaseOptions, 'journalPath'>,
    private readonly dir: string | undefined,
  ) {}

  get(env: string): Database {
    const known = this.#open.get(env)
    if (known) return known
    const opened = new Database({
      ...this.options,
      ...(this.dir === undefined ? {} : { journalPath: join(this.dir, `${encodeURIComponent(env)}.log`) }),
    })
    this.#open.set(env, opened)
    return opened
  }

  endTransactions(): void {
    for (const database of this.#open.values()) database.endTransactions()
  }

  close(): void {
    for (const database of this.#open.values()) database.close()
  }
}
