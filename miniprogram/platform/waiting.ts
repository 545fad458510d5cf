/** When to ask, in milliseconds after the start: most results are there at once, some need a few seconds. */
export const WAITING_PLAN: readonly number[] = [0, 1000, 2000, 4000, 8000]

/** `setTimeout` and `clearTimeout`, injected so that tests need no sleep. */
export interface Timers {
  set: (work: () => void, ms: number) => unknown
  clear: (timer: unknown) => void
}

export interface WaitingOptions {
  timers: Timers
  /** Asks once. `true`: the result is known, stop asking. Must not reject. */
  ask: () => Promise<boolean>
  /** All questions were asked and the result is still not known. */
  onGiveUp: () => void
  plan?: readonly number[]
}

/** A series of questions. */
export interface Waiting {
  /** Starts from the beginning; a running series is replaced. */
  start(): void
  /** Stops at once; an answer under way is ignored. Call when the page is hidden or unloaded. */
  stop(): void
}

/**
 * Asks at the times of the plan until the result is known. A question that takes longer than the next one's time is
 * waited for: two are never under way at once.
 */
export function createWaiting({ timers, ask, onGiveUp, plan = WAITING_PLAN }: WaitingOptions): Waiting {
  let series = 0
  let timer: unknown
  const stop = () => {
    series++
    timers.clear(timer)
  }
  const next = (mine: number, index: number) => {
    const at = plan[index]
    if (at === undefined) {
      onGiveUp()
      return
    }
    const before = index === 0 ? 0 : (plan[index - 1] ?? 0)
    timer = timers.set(() => {
      void ask().then((known) => {
        if (mine === series && !known) next(mine, index + 1)
      })
    }, at - before)
  }
  return {
    start() {
      stop()
      next(series, 0)
    },
    stop,
  }
}
