/**
 * Business time, shared with the sandbox: what the clock on the wall says plus what was advanced by command.
 * Structural, so that the sandbox's clock fits without an import.
 */
export interface BusinessClock {
  /** Milliseconds that business time is ahead of the machine's. */
  readonly offsetMs: number
  /** Business time, milliseconds since 1970 UTC. */
  now(): number
  /** Calls the listener after every jump; the answer takes the listener away. */
  onAdvance(listener: () => void): () => void
}

/** The machine's own time, for a local CloudBase without a movable clock. */
export const machineClock: BusinessClock = {
  offsetMs: 0,
  now: () => Date.now(),
  onAdvance: () => () => undefined,
}
