import { randomBytes } from 'node:crypto'
import { refreshCertificates } from '../shared/certificates'
import { businessClock, systemClock } from '../shared/clock'
import { readConfig } from '../shared/config'
import { callerOf } from '../shared/context'
import { takeLease } from '../shared/leases'
import { createLog } from '../shared/log'
import { openDesk } from '../shared/orders/open-desk'
import { openPay } from '../shared/pay'
import { openStore } from '../shared/store'
import { compareBills, type Compared } from './bill'
import { forget } from './forget'
import { receiveDue } from './receive'
import { sweep, type Swept } from './sweep'

/** Kept back of the time limit: for the calls that are under way when the budget ends, and the last writes. */
const RESERVE_MS = 10_000
const DEFAULT_LIMIT_MS = 60_000

interface Invocation {
  request_id?: string
  time_limit_in_ms?: number
}

/** What a run came to; `skipped`: somebody else is at it, or this was not the timer. */
type Answer =
  | { ok: true; swept: Swept; certificates: number; forgotten: number; bill: Compared }
  | { ok: false; skipped: 'not-the-timer' | 'another-run' }

/**
 * The timer's function: brings every order to the truth without anybody's help, so that the loss of every notification
 * costs nothing but time (design 4.9, 4.10). Callable by the platform's timer alone.
 */
export async function main(
  event: unknown,
  { request_id, time_limit_in_ms }: Invocation = {},
): Promise<Answer> {
  const requestId = request_id ?? randomBytes(8).toString('hex')
  const log = createLog({ function: 'reconcile', requestId })
  const caller = await callerOf(event)
  if (caller.kind !== 'timer') {
    log('refused', { reason: `called-by-${caller.kind}` })
    return { ok: false, skipped: 'not-the-timer' }
  }
  const ends = systemClock() + (time_limit_in_ms ?? DEFAULT_LIMIT_MS) - RESERVE_MS
  const clock = businessClock()
  const store = openStore()
  const lease = await takeLease(store, 'reconcile', { owner: requestId, now: clock(), ms: DEFAULT_LIMIT_MS })
  if (!lease) return { ok: false, skipped: 'another-run' }
  try {
    const config = readConfig('reconcile')
    const ctx = {
      config,
      store,
      clock,
      random: randomBytes,
      log,
      requestId,
      deadline: clock() + ends - systemClock(),
    }
    const { client } = await openPay(ctx)
    const certificates = await refreshCertificates(store, client, config, clock).catch((error: unknown) => {
      log('certificates not fetched', { error })
      return 0
    })
    const hasTime = () => systemClock() < ends
    const desk = await openDesk(ctx)
    const received = await receiveDue(desk, hasTime).catch((error: unknown) => {
      log('goods not billed', { error })
      return 0
    })
    const swept = await sweep(desk, hasTime)
    if (received > 0) log('received', { count: received })
    log('swept', { count: swept.checked, reason: swept.rest ? 'to-be-continued' : 'nothing-due' })
    // Only a run that has nothing else to do; what fails here is tried again by the next one.
    const forgotten = swept.rest
      ? 0
      : await forget(store, clock(), hasTime).catch((error: unknown) => {
          log('records not removed', { error })
          return 0
        })
    const bill: Compared = swept.rest
      ? 'no-time'
      : await compareBills({ ...desk, store, pay: client }, hasTime).catch((error: unknown) => {
          log('bill not compared', { error })
          return 'failed'
        })
    return { ok: true, swept, certificates, forgotten, bill }
  } finally {
    await lease.release()
  }
}
