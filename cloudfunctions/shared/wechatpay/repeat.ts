import type { PreparedCall } from './call'
import type { PayApiError } from './errors/pay-api-error'

/** Attempts of one `send`, the first included. */
const MAX_ATTEMPTS = 3
const FIRST_PAUSE_MS = 200
/** After 429: one more attempt, and not soon. Whoever runs a batch stops it at the second (design 4.10). */
const BUSY_PAUSE_MS = 1000

/** Whether there was no whole answer. */
function isNetworkFailure({ code }: PayApiError): boolean {
  return code === 'CLIENT_NOT_CONNECTED' || code === 'CLIENT_TIMEOUT' || code === 'CLIENT_CONNECTION_LOST'
}

/** Whether the same bytes may go out again: nothing left, or sending twice acts once. */
function mayRepeat(call: PreparedCall, error: PayApiError): boolean {
  return error.outcome === 'notSent' || call.safeToRepeat
}

/** The backup domain is for network failures only, never for an answer (facts: 4.5). */
export function maySwitchDomain(call: PreparedCall, error: PayApiError): boolean {
  return isNetworkFailure(error) && mayRepeat(call, error)
}

/**
 * How long to wait before the same bytes go out again, in ms with 50 % jitter; `undefined` = not again.
 * Repeated are network failures, 5xx, and 429 once; never any other answer.
 * @param attempt the number of the attempt that failed, from 1
 * @param switching the next attempt goes to another domain, at once
 */
export function nextPause(
  call: PreparedCall,
  error: PayApiError,
  attempt: number,
  switching: boolean,
  random: (bytes: number) => Buffer,
): number | undefined {
  if (attempt >= MAX_ATTEMPTS || !mayRepeat(call, error)) return undefined
  const busy = error.status === 429
  if (busy ? attempt > 1 : !isNetworkFailure(error) && error.status < 500) return undefined
  if (switching) return 0
  const pause = busy ? BUSY_PAUSE_MS : FIRST_PAUSE_MS * 2 ** (attempt - 1)
  return Math.round(pause * (0.5 + (random(1)[0] ?? 0) / 510))
}
