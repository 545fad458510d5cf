import { type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { databaseActions } from './actions/database'
import { type ActionContext, type WireAnswer, type WireRequest } from './actions/wire'
import { type BusinessClock } from './clock'
import { CloudError, duplicateKey, invalidParam, transactionConflict } from './errors'
import { type CloudBaseEvent, type DatabaseEvent } from './events'
import { type Fault, type Faults } from './faults'
import { type Database } from './store/database'

/** A request of the SDK that a test may hold, before it is executed or before it is answered. */
export interface HeldRequest {
  env: string
  action: string
  collection?: string
  /** It is a part of a transaction that was started before. */
  inTransaction?: true
  function?: string
  callId?: string
}

/** Called at both ends of every request; the request goes on when the promise settles. */
export interface Schedule {
  before?(request: HeldRequest): Promise<void> | void
  after?(request: HeldRequest): Promise<void> | void
}

/** The function call a session token belongs to. */
export interface CallingFunction {
  callId: string
  function: string
}

export interface GatewayParts {
  clock: BusinessClock
  faults: Faults
  schedule?: Schedule
  database(env: string): Database
  callOf(sessionToken: string): CallingFunction | undefined
  kill(callId: string): void
  /** Function → function: the answer's JSON. */
  callFunction(name: string, event: unknown): Promise<unknown>
  emit(event: CloudBaseEvent): void
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')

function parse(body: Buffer): WireRequest {
  try {
    const request: unknown = JSON.parse(body.toString('utf8'))
    if (typeof request === 'object' && request !== null) return request
  } catch {
    // Multipart (openapi, cloudPay) and damaged bodies end here.
  }
  throw invalidParam(
    'The local CloudBase understands JSON requests only; openapi and cloudPay are not built.',
  )
}

/** Answers the SDK's single endpoint: always HTTP 200 with `{requestId, data}` or `{requestId, code, message}`. */
export class Gateway {
  #requests = 0

  constructor(private readonly parts: GatewayParts) {}

  async handle(body: Buffer, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = `local-${++this.#requests}`
    let answer: Record<string, unknown>
    try {
      const outcome = await this.#perform(parse(body))
      if (outcome === 'broken') {
        request.socket.destroy()
        return
      }
      if (typeof outcome === 'number') {
        response.writeHead(outcome, { 'content-type': 'text/plain' }).end()
        return
      }
      answer = { requestId, ...outcome.top, ...(outcome.top ? {} : { data: outcome.data ?? {} }) }
    } catch (error) {
      answer = {
        requestId,
        code: error instanceof CloudError ? error.code : 'SYS_ERR',
        message: error instanceof Error ? error.message : String(error),
      }
    }
    // The SDK leaves between two of its own requests: whoever died meanwhile gets nothing.
    if (response.destroyed) return
    const bytes = Buffer.from(JSON.stringify(answer))
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length }).end(bytes)
  }

  async #perform(wire: WireRequest): Promise<WireAnswer | 'broken' | number> {
    const { faults, schedule, kill } = this.parts
    const env = text(wire.envName)
    const token = text(wire.sessionToken)
    const call = this.parts.callOf(token)
    const held: HeldRequest = {
      env,
      action: text(wire.action),
      ...(typeof wire.collectionName === 'string' ? { collection: wire.collectionName } : {}),
      ...(wire.transactionId === undefined ? {} : { inTransaction: true }),
      ...call,
    }
    await schedule?.before?.(held)
    const fault = faults.next(held)
    if (fault?.kind === 'status') return fault.status
    if (fault?.kind === 'drop-before') return 'broken'
    if (fault?.kind === 'kill-before') {
      if (call) kill(call.callId)
      return 'broken'
    }
    const answer = await this.#execute(wire, held, call?.callId ?? token, fault)
    await schedule?.after?.(held)
    if (fault?.kind === 'slow') await delay(fault.delayMs)
    if (fault?.kind === 'kill-after' && call) kill(call.callId)
    if (fault?.kind === 'drop-after' || fault?.kind === 'kill-after') return 'broken'
    return answer
  }

  async #execute(wire: WireRequest, held: HeldRequest, client: string, fault?: Fault): Promise<WireAnswer> {
    const started = performance.now()
    let answer: WireAnswer = {}
    let error: string | undefined
    try {
      if (fault?.kind === 'conflict') throw transactionConflict('injected')
      if (fault?.kind === 'duplicate') throw duplicateKey(held.collection ?? '', 'injected')
      answer = await this.#dispatch(wire, held, client)
      return answer
    } catch (thrown) {
      error = thrown instanceof CloudError ? thrown.code : 'SYS_ERR'
      throw thrown
    } finally {
      const event: DatabaseEvent = {
        kind: 'database',
        at: this.parts.clock.now(),
        ...held,
        ...(typeof wire.query === 'string' ? { query: wire.query } : {}),
        inTransaction: wire.transactionId !== undefined,
        examined: answer.examined ?? 0,
        answered: answer.answered ?? 0,
        durationMs: performance.now() - started,
        ...(error === undefined ? {} : { error }),
      }
      if (held.action.startsWith('database.')) this.parts.emit(event)
    }
  }

  async #dispatch(wire: WireRequest, { action, env }: HeldRequest, client: string): Promise<WireAnswer> {
    if (action === 'functions.invokeFunction') {
      const data = text(wire.request_data)
      const result = await this.parts.callFunction(text(wire.function_name), data ? JSON.parse(data) : {})
      return { data: { response_data: JSON.stringify(result) } }
    }
    const perform = databaseActions[action]
    if (!perform) throw invalidParam(`The local CloudBase does not know the action ${action}.`)
    const context: ActionContext = {
      database: this.parts.database(env),
      client,
      now: this.parts.clock.now(),
      warn: (message) => {
        this.parts.emit({ kind: 'warning', message })
      },
    }
    return perform(context, wire)
  }
}
