import type { Clock } from '#domain/period'

/** Environment variables by name, as `process.env` has them. */
export type Env = Readonly<Record<string, string | undefined>>

/** The machine's clock. Time limits of a call are measured with it, never with a moved clock. */
export const systemClock: Clock = () => Date.now()

/**
 * The clock that orders live by: the machine's, and in the sandbox moved by `SANDBOX_CLOCK_OFFSET_MS`, so that a test can
 * let hours pass. The offset counts only beside `WECHATPAY_SANDBOX=1`; both are read at each call.
 */
export function businessClock(env: Env = process.env): Clock {
  return () => {
    const offset = env['WECHATPAY_SANDBOX'] === '1' ? Number(env['SANDBOX_CLOCK_OFFSET_MS'] ?? 0) : 0
    return systemClock() + (Number.isFinite(offset) ? Math.trunc(offset) : 0)
  }
}
