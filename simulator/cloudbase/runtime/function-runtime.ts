import { randomUUID } from 'node:crypto'
import { type BusinessClock } from '../clock'
import { type CloudBaseEvent, type FunctionEvent, type InvocationSource, type OutgoingEvent } from '../events'
import { type CallContext } from '../options'
import { callVariables } from './call-variables'
import { type FunctionDefinition } from './function-config'
import { FunctionError, functionNotFound } from './function-error'
import { FunctionPool } from './function-pool'

/** Decides about one outgoing request of a function; see `CloudBase.watchOutgoing`. */
export type OutgoingWatcher = (event: OutgoingEvent) => 'continue' | 'kill' | Promise<'continue' | 'kill'>

export interface RuntimeParts {
  definitions: readonly FunctionDefinition[]
  environmentOf(name: string): Readonly<Record<string, string>>
  clock: BusinessClock
  appid: string
  envId: string
  staleContext: boolean
  codeCache: string | undefined
  emit(event: CloudBaseEvent): void
}

interface ActiveCall {
  function: string
  databaseCalls: number
  examined: number
}

/** Runs functions as the cloud does: instances with one call at a time, identity in the environment, time limits. */
export class FunctionRuntime {
  readonly #pools = new Map<string, FunctionPool>()
  readonly #active = new Map<string, ActiveCall>()
  readonly #armed = new SharedArrayBuffer(4)
  readonly #waiting: (() => void)[] = []
  readonly #watchers = new Set<OutgoingWatcher>()

  constructor(private readonly parts: RuntimeParts) {
    const shared = { armed: this.#armed, staleContext: parts.staleContext, codeCache: parts.codeCache }
    for (const definition of parts.definitions)
      this.#pools.set(
        definition.name,
        new FunctionPool(definition, () => parts.environmentOf(definition.name), shared, {
          log: (callId, level, text) => {
            parts.emit({ kind: 'log', function: definition.name, ...(callId ? { callId } : {}), level, text })
          },
          outgoing: (event) => this.#decide({ kind: 'outgoing', function: definition.name, ...event }),
        }),
      )
  }

  get names(): string[] {
    return [...this.#pools.keys()]
  }

  /** The running call that a session token of the SDK belongs to. */
  callOf(token: string): { callId: string; function: string } | undefined {
    const call = this.#active.get(token)
    return call && { callId: token, function: call.function }
  }

  /** Adds a request of the SDK to the figures of the call that sent it. */
  countDatabaseCall(callId: string, examined: number): void {
    const call = this.#active.get(callId)
    if (!call) return
    call.databaseCalls++
    call.examined += examined
  }

  /** @throws FunctionError -501000 unknown function, -504002 failed or died, -504003 took too long */
  async invoke(name: string, event: unknown, person: CallContext = {}): Promise<unknown> {
    const pool = this.#pools.get(name)
    if (!pool) throw functionNotFound(name)
    const callId = randomUUID()
    const source = person.source ?? (person.openid === undefined ? 'scf' : 'wx_client')
    const appid = person.appid ?? this.parts.appid
    const call: ActiveCall = { function: name, databaseCalls: 0, examined: 0 }
    this.#active.set(callId, call)
    const started = performance.now()
    const record: Omit<FunctionEvent, 'durationMs'> = {
      kind: 'function',
      callId,
      function: name,
      source,
      at: this.parts.clock.now(),
      cold: !pool.warm,
      databaseCalls: 0,
      examined: 0,
      event,
    }
    try {
      record.result = await pool.run({
        callId,
        event: received(throughJson(event), source, appid, person.openid),
        context: this.#contextOf(pool.definition, callId),
        variables: callVariables(callId, source, { ...person, appid }, this.parts.clock.offsetMs),
      })
      return record.result
    } catch (error) {
      if (error instanceof FunctionError) record.error = { errCode: error.errCode, errMsg: error.errMsg }
      throw error
    } finally {
      this.#active.delete(callId)
      const { databaseCalls, examined } = call
      this.parts.emit({ ...record, databaseCalls, examined, durationMs: performance.now() - started })
      if (this.#active.size === 0) for (const wake of this.#waiting.splice(0)) wake()
    }
  }

  #contextOf(definition: FunctionDefinition, callId: string): Record<string, unknown> {
    return {
      request_id: callId,
      function_name: definition.name,
      function_version: '$LATEST',
      namespace: this.parts.envId,
      memory_limit_in_mb: definition.memoryMb,
      time_limit_in_ms: definition.timeoutSeconds * 1_000,
    }
  }

  /** Asks the watcher about every outgoing request of every function until the answer is called. */
  watchOutgoing(watcher: OutgoingWatcher): () => void {
    this.#watchers.add(watcher)
    Atomics.store(new Int32Array(this.#armed), 0, 1)
    return () => {
      this.#watchers.delete(watcher)
      if (this.#watchers.size === 0) Atomics.store(new Int32Array(this.#armed), 0, 0)
    }
  }

  async #decide(event: OutgoingEvent): Promise<'continue' | 'kill'> {
    this.parts.emit(event)
    for (const watcher of this.#watchers) if ((await watcher(event)) === 'kill') return 'kill'
    return 'continue'
  }

  killCall(callId: string): void {
    const call = this.#active.get(callId)
    if (call) this.#pools.get(call.function)?.kill(callId)
  }

  /** Ends every running call of a function. @returns how many there were */
  kill(name: string): number {
    const pool = this.#pools.get(name)
    return pool ? pool.running.filter((callId) => pool.kill(callId)).length : 0
  }

  /** Settles when no function runs. */
  async whenIdle(): Promise<void> {
    while (this.#active.size > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  async close(): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.close()))
  }
}

const throughJson = (event: unknown): unknown => JSON.parse(JSON.stringify(event ?? {}))

/** The event as the function sees it: a mini-program call gets the caller's `userInfo`, which nobody can send along. */
function received(event: unknown, source: InvocationSource, appid: string, openid?: string): unknown {
  if (source !== 'wx_client' || typeof event !== 'object' || event === null) return event
  return { ...event, userInfo: { appId: appid, openId: openid } }
}
