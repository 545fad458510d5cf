import { type DatabaseEvent } from './events'

export interface DatabaseFigures {
  requests: number
  /** Documents the database had to look at. */
  examined: number
}

/** Sums over the database requests of each environment. */
export class Counters {
  readonly #byEnv = new Map<string, DatabaseFigures>()

  count({ env, examined }: DatabaseEvent): void {
    const figures = this.#byEnv.get(env) ?? { requests: 0, examined: 0 }
    this.#byEnv.set(env, { requests: figures.requests + 1, examined: figures.examined + examined })
  }

  of(env: string): DatabaseFigures {
    return { ...(this.#byEnv.get(env) ?? { requests: 0, examined: 0 }) }
  }

  reset(): void {
    this.#byEnv.clear()
  }
}
