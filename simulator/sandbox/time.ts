import { type WorldClock } from '../clock'

/** The sandbox's two times, in milliseconds since the epoch, both shifted by the skew. */
export interface SandboxTime {
  /** What rules, expiry and schedules use: moves on command. */
  business(): number
  /** What signatures carry and are checked against: the wall clock. */
  signature(): number
  /** How far this WeChat Pay's clock is off, in seconds. */
  skewSeconds: number
  readonly clock: WorldClock
}

export function sandboxTime(clock: WorldClock): SandboxTime {
  const time: SandboxTime = {
    clock,
    skewSeconds: 0,
    business: () => clock.now() + time.skewSeconds * 1000,
    signature: () => clock.now() - clock.offsetMs + time.skewSeconds * 1000,
  }
  return time
}
