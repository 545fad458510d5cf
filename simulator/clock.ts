/**
 * The business time of the local world, shared by the sandbox and the local CloudBase: the wall clock plus an
 * offset that only ever grows on command. Signatures do not use it, so that a stranger's ±300 s check still passes
 * after a day was skipped.
 */
export interface WorldClock {
  /** Milliseconds that business time runs ahead of the wall clock. Writing it tells nobody: for restoring only. */
  offsetMs: number
  /** Business time in milliseconds since the epoch. */
  now(): number
  /** Moves business time forward and tells the listeners. @throws RangeError when `seconds` is negative */
  advance(seconds: number): void
  /** @returns a function that removes the listener */
  onAdvance(listener: () => void): () => void
}

/** @param wall the wall clock in milliseconds; injected by tests */
export function worldClock(wall: () => number = Date.now): WorldClock {
  const listeners = new Set<() => void>()
  const clock: WorldClock = {
    offsetMs: 0,
    now: () => wall() + clock.offsetMs,
    advance(seconds) {
      if (!Number.isFinite(seconds) || seconds < 0) {
        throw new RangeError(
          `Business time moves forward only: advance(${seconds}) is not a number of seconds.`,
        )
      }
      clock.offsetMs += Math.round(seconds * 1000)
      for (const listener of [...listeners]) listener()
    },
    onAdvance(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return clock
}
