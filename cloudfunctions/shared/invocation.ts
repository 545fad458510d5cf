import { randomBytes } from 'node:crypto'

/** For the answer's way back, and for the last write. */
const RESERVE_MS = 1000
/** What functions are deployed with, where the platform does not say. */
const DEFAULT_LIMIT_MS = 20_000

/** What CloudBase says of one call beside the event. */
export interface Invocation {
  /** The platform's id of the call, which its console shows too; else a random one. */
  requestId: string
  /** How long the call may still work before the answer must be on its way, in milliseconds. */
  budgetMs: number
}

/** Reads the second parameter of `main`. */
export function readInvocation(context: unknown): Invocation {
  const { request_id: id, time_limit_in_ms: limit } = (context ?? {}) as Record<string, unknown>
  return {
    requestId: typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? id : randomBytes(8).toString('hex'),
    budgetMs: Math.max(0, (typeof limit === 'number' && limit > 0 ? limit : DEFAULT_LIMIT_MS) - RESERVE_MS),
  }
}
