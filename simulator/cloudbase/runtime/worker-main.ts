import type * as NodeModule from 'node:module'
import type * as NodeUtil from 'node:util'
import { useCodeCache } from './code-cache'

/** Given to the worker when it starts. */
export interface WorkerSetup {
  /** Absolute path of the function's index.js. */
  entry: string
  /** Leave the variables of the last call in place. */
  staleContext: boolean
  /** [0] is 1 while outgoing requests are asked about; shared by all workers. */
  armed: SharedArrayBuffer
  /** Folder where V8's code for large files is kept; none: always compiled anew. */
  codeCache: string | undefined
  /** [0] becomes 1 when the worker may go on with the request it asked about. */
  permission: SharedArrayBuffer
}

/** One call, sent to the worker. */
export interface WorkerCall {
  callId: string
  event: unknown
  context: Readonly<Record<string, unknown>>
  /** Environment variables of this call alone. */
  variables: Readonly<Record<string, string>>
}

export type WorkerMessage =
  | { kind: 'ready' }
  | { kind: 'broken'; message: string }
  | { kind: 'log'; callId: string | undefined; level: string; text: string }
  | {
      kind: 'outgoing'
      callId: string
      number: number
      phase: 'before' | 'after'
      method: string
      host: string
      path: string
    }
  | { kind: 'answer'; callId: string; result: string | undefined }
  | { kind: 'failure'; callId: string; message: string }

interface Port {
  postMessage(message: WorkerMessage): void
  on(name: 'message', listener: (call: WorkerCall) => void): void
}

/** What is used of node:http's ClientRequest. */
interface OutgoingRequest {
  method: string
  host: string
  path: string
  emit(name: string, ...values: unknown[]): boolean
}

/**
 * The worker's whole program. It reaches a worker as text (`toString`), because a worker needs a file or a text, and the
 * sources are TypeScript: compiled one by one under jest, bundled into one file by scripts/run.mjs. So it uses nothing
 * from outside itself but its arguments: the worker's own `require`, and the cache's program.
 */
/* istanbul ignore next: counters do not exist inside the worker */
export function workerMain(load: (id: string) => unknown, cacheCode: typeof useCodeCache): void {
  const { parentPort, workerData } = load('node:worker_threads') as {
    parentPort: Port
    workerData: WorkerSetup
  }
  const { createRequire } = load('node:module') as typeof NodeModule
  const { format } = load('node:util') as typeof NodeUtil
  const { ClientRequest } = load('node:http') as unknown as {
    ClientRequest: {
      prototype: OutgoingRequest & { end(this: OutgoingRequest, ...values: unknown[]): unknown }
    }
  }
  let callId: string | undefined
  let requests = 0

  for (const level of ['debug', 'log', 'info', 'warn', 'error'] as const)
    // eslint-disable-next-line no-console -- the functions' console, not ours
    console[level] = (...values: unknown[]) => {
      parentPort.postMessage({ kind: 'log', callId, level, text: format(...values) })
    }

  const armed = new Int32Array(workerData.armed)
  const permission = new Int32Array(workerData.permission)
  const numbers = new WeakMap<OutgoingRequest, { callId: string; number: number }>()
  /** Stops this thread until the runtime has decided; a runtime that decides to kill ends the thread right here. */
  const ask = (request: OutgoingRequest, phase: 'before' | 'after') => {
    const known = numbers.get(request)
    if (!known) return
    const { method, host, path } = request
    Atomics.store(permission, 0, 0)
    parentPort.postMessage({ kind: 'outgoing', ...known, phase, method, host, path })
    Atomics.wait(permission, 0, 0)
  }
  const { end, emit } = ClientRequest.prototype
  ClientRequest.prototype.end = function (...values) {
    if (callId !== undefined && Atomics.load(armed, 0) === 1) {
      numbers.set(this, { callId, number: ++requests })
      ask(this, 'before')
    }
    return end.apply(this, values)
  }
  ClientRequest.prototype.emit = function (name, ...values) {
    if (name === 'response' && Atomics.load(armed, 0) === 1) ask(this, 'after')
    return emit.call(this, name, ...values)
  }

  const { codeCache } = workerData
  const keepCode = codeCache === undefined ? () => undefined : cacheCode(load, codeCache)
  let main: (event: unknown, context: unknown) => unknown
  try {
    const loaded = createRequire(workerData.entry)(workerData.entry) as { main?: typeof main }
    if (typeof loaded.main !== 'function') throw new Error('index.js exports no function `main`')
    main = loaded.main
  } catch (error) {
    parentPort.postMessage({ kind: 'broken', message: String((error as Error).stack ?? error) })
    return
  }

  let ofLastCall: string[] = []
  parentPort.on('message', (call) => {
    // process.env takes undefined for the text "undefined", so variables are deleted by name.
    if (!workerData.staleContext) for (const name of ofLastCall) Reflect.deleteProperty(process.env, name)
    Object.assign(process.env, call.variables)
    ofLastCall = Object.keys(call.variables)
    callId = call.callId
    requests = 0
    void (async () => {
      try {
        // The cloud answers JSON; what JSON has no word for is lost here as there.
        const result = JSON.stringify(await main(call.event, call.context)) as string | undefined
        parentPort.postMessage({ kind: 'answer', callId: call.callId, result })
        keepCode()
      } catch (error) {
        const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
        parentPort.postMessage({ kind: 'failure', callId: call.callId, message })
      }
    })()
  })
  parentPort.postMessage({ kind: 'ready' })
}

/** For `new Worker(source, { eval: true })`. */
export const workerSource = (): string => `(${workerMain.toString()})(require, ${useCodeCache.toString()})`
