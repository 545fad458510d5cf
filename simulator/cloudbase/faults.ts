/** Which requests of the SDK a fault is for. Everything given must fit; nothing given fits every request. */
export interface FaultTarget {
  /** As on the wire, for example `database.modifyDocument`. */
  action?: string
  collection?: string
  function?: string
  env?: string
}

/**
 * - `conflict`: the transaction conflict; `duplicate`: E11000; neither is executed.
 * - `status`: HTTP status instead of an answer, not executed.
 * - `slow`: executed and answered after `delayMs`.
 * - `drop-before`, `drop-after`: the connection breaks, before or after the request took effect.
 * - `kill-before`, `kill-after`: the function that sent it dies, before or after the request took effect.
 */
export type Fault =
  | { kind: 'conflict' | 'duplicate' | 'drop-before' | 'drop-after' | 'kill-before' | 'kill-after' }
  | { kind: 'status'; status: number }
  | { kind: 'slow'; delayMs: number }

export interface FaultRule extends FaultTarget {
  fault: Fault
  /** Fitting requests that pass first. */
  skip?: number
  /** Requests that are hit; 1 when absent. */
  times?: number
}

const fits = (rule: FaultTarget, request: FaultTarget) =>
  (['action', 'collection', 'function', 'env'] as const).every(
    (key) => rule[key] === undefined || rule[key] === request[key],
  )

/** The faults waiting to happen, first come first served. */
export class Faults {
  #rules: { rule: FaultRule; skip: number; times: number }[] = []

  add(rule: FaultRule): void {
    this.#rules.push({ rule, skip: rule.skip ?? 0, times: rule.times ?? 1 })
  }

  clear(): void {
    this.#rules = []
  }

  /** Faults that were asked for and have not happened. */
  get waiting(): number {
    return this.#rules.reduce((sum, { times }) => sum + times, 0)
  }

  /** The fault for this request, used up by asking. */
  next(request: FaultTarget): Fault | undefined {
    for (const entry of this.#rules) {
      if (!fits(entry.rule, request)) continue
      if (entry.skip > 0) {
        entry.skip--
        continue
      }
      if (--entry.times <= 0) this.#rules = this.#rules.filter((other) => other !== entry)
      return entry.rule.fault
    }
    return undefined
  }
}
