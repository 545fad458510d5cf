import { randomBytes } from 'node:crypto'
import { type GenericSchema, getDotPath, safeParse } from 'valibot'
import type { ActionName, Answer, RequestOf, ResponseOf } from '#domain/contract'
import { type Failure, type FailureCode, sentenceOf } from '#domain/failure'
import type { Clock, Moment } from '#domain/period'
import { businessClock, type Env, systemClock } from './clock'
import { type Config, readConfig } from './config'
import { callerOf } from './context'
import { Failed } from './failed'
import { readInvocation } from './invocation'
import { createLog, type Log } from './log'
import { failureOfPay } from './pay-failure'
import { isShopsApp } from './shops'
import { openStore, type Store, StoreConflict } from './store'
import { PayError } from './wechatpay/errors'

/** The functions that people call. */
export type CalledFunction = 'orders' | 'console'

/** What an action works with; everything from outside comes through here. */
export interface ActionContext {
  /** Who calls and from which mini-program, as the platform vouches for it; never from the event. */
  readonly caller: { readonly openid: string; readonly appid: string }
  /** Finds the log lines of this call. */
  readonly requestId: string
  readonly clock: Clock
  /** Cryptographically random bytes. */
  readonly random: (bytes: number) => Buffer
  readonly store: Store
  /** Read when first looked at. @throws ConfigError, answered CONFIG */
  readonly config: Config
  readonly log: Log
  /** By `clock`: when the answer must be on its way, before the platform ends the call. */
  readonly deadline: Moment
}

/** One action: what it accepts, and what it does. Optional fields of the contract are `v.exactOptional`. */
export interface Action<F extends CalledFunction, A extends ActionName<F>> {
  schema: GenericSchema<unknown, RequestOf<F, A>>
  run(request: RequestOf<F, A>, context: ActionContext): Promise<ResponseOf<F, A>>
}

/** Every action of the contract's function; one that is missing does not compile. */
export type Actions<F extends CalledFunction> = { readonly [A in ActionName<F>]: Action<F, A> }

/** Replacements for tests and embedding; a deployed function uses none. */
export interface HandlerOptions {
  env?: Env
  clock?: Clock
  random?: (bytes: number) => Buffer
  store?: Store
  write?: (line: string) => void
}

/** An event is a few hundred bytes; the largest honest one is a completion with a hundred fee lines. */
const LARGEST_EVENT = 32 * 1024
const sizeOf = (event: unknown): number => {
  try {
    return Buffer.byteLength(JSON.stringify(event) ?? '')
  } catch {
    return Infinity
  }
}

function codeOf(error: unknown): FailureCode {
  if (error instanceof Failed) return error.code
  if (error instanceof PayError) return failureOfPay(error)
  return error instanceof StoreConflict ? 'STATE_CHANGED' : 'INTERNAL'
}

/**
 * The `main` of a function that people call: identity, size, action, request, then the action itself; every failure
 * becomes the documented envelope and one log line. Never throws.
 */
export function createHandler<F extends CalledFunction>(
  name: F,
  actions: Actions<F>,
  options: HandlerOptions = {},
): (event: unknown, context?: unknown) => Promise<Answer<unknown>> {
  const env = options.env ?? process.env
  const clock = options.clock ?? businessClock(env)
  const random = options.random ?? randomBytes
  const store = options.store ?? openStore()
  const known: Readonly<Record<string, Action<CalledFunction, never>>> = { ...actions } as never

  function actionOf(event: unknown): { action: string; found: Action<CalledFunction, never> } {
    const { action } = (event ?? {}) as { action?: unknown }
    const found = typeof action === 'string' && Object.hasOwn(known, action) ? known[action] : undefined
    if (!found) throw new Failed('UNKNOWN_ACTION')
    return { action: action as string, found }
  }

  return async (event, rawContext) => {
    const { requestId, budgetMs } = readInvocation(rawContext)
    const startedAt = systemClock()
    const log = createLog({ function: name, requestId, ...(options.write && { write: options.write }) })
    const said: { action?: string; who?: string } = {}

    async function act(): Promise<unknown> {
      const caller = await callerOf(event, env)
      if (caller.kind !== 'user' && caller.kind !== 'guest') throw new Failed('NO_IDENTITY')
      if (caller.kind === 'guest' && !(await isShopsApp(store, caller.appid))) throw new Failed('NO_IDENTITY')
      said.who = caller.openid
      if (sizeOf(event) > LARGEST_EVENT)
        throw new Failed('INVALID_REQUEST', {
          details: { problems: [{ path: '', problem: 'is too large' }] },
        })
      const { action, found } = actionOf(event)
      said.action = action
      const parsed = safeParse(found.schema, event)
      if (!parsed.success) {
        const problems = parsed.issues.map((issue) => ({
          path: getDotPath(issue) ?? '',
          problem: 'is missing or wrong',
        }))
        log('refused', { action, paths: problems.map(({ path }) => path) })
        throw new Failed('INVALID_REQUEST', { details: { problems } })
      }
      return found.run(parsed.output, {
        caller: { openid: caller.openid, appid: caller.appid },
        requestId,
        clock,
        random,
        store,
        get config() {
          return readConfig(name, env)
        },
        log,
        deadline: clock() + budgetMs,
      })
    }

    try {
      const data = await act()
      log('answered', { ...said, code: 'OK', ms: systemClock() - startedAt })
      return { ok: true, data }
    } catch (error) {
      const code = codeOf(error)
      const failed = error instanceof Failed ? error : undefined
      const failure: Failure = { code, message: failed?.message ?? sentenceOf(code), requestId }
      if (failed?.details !== undefined) failure.details = failed.details
      const expected = failed && failed.cause === undefined
      log('answered', { ...said, code, ms: systemClock() - startedAt, ...(expected ? {} : { error }) })
      return { ok: false, failure }
    }
  }
}
