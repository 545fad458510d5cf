import { Worker } from 'node:worker_threads'
import { type OutgoingEvent } from '../events'
import { type FunctionDefinition } from './function-config'
import { executionFailed, processExited, timedOut } from './function-error'
import { workerSource, type WorkerCall, type WorkerMessage, type WorkerSetup } from './worker-main'

/** What a worker tells while it works. */
export interface WorkerListener {
  log(callId: string | undefined, level: string, text: string): void
  /** Decides about a request that the function is about to send, or whose answer it is about to see. */
  outgoing(event: Omit<OutgoingEvent, 'kind' | 'function'>): Promise<'continue' | 'kill'>
}

/** What all workers of a runtime are started with. */
export type SharedSetup = Pick<WorkerSetup, 'armed' | 'staleContext' | 'codeCache'>

/** One instance of a function: one call at a time, its own environment, gone after a time-out or a crash. */
export class FunctionWorker {
  readonly #worker: Worker
  readonly #ready: Promise<void>
  readonly #permission = new SharedArrayBuffer(4)
  #settle: ((message: WorkerMessage | Error) => void) | undefined
  #gone = false

  constructor(
    private readonly definition: FunctionDefinition,
    environment: Readonly<Record<string, string>>,
    shared: SharedSetup,
    private readonly listener: WorkerListener,
  ) {
    const setup: WorkerSetup = { entry: definition.entry, permission: this.#permission, ...shared }
    this.#worker = new Worker(workerSource(), {
      eval: true,
      env: environment,
      workerData: setup,
      resourceLimits: { maxOldGenerationSizeMb: definition.memoryMb },
      stdout: true,
      stderr: true,
      execArgv: [],
    })
    this.#ready = new Promise((resolve, reject) => {
      this.#settle = (message) => {
        if (message instanceof Error) reject(message)
        else if (message.kind === 'broken') reject(executionFailed(message.message))
        else resolve()
      }
    })
    // Whoever runs the first call hears it; without a call nobody has to.
    this.#ready.catch(() => undefined)
    this.#worker.on('message', (message: WorkerMessage) => {
      this.#hear(message)
    })
    this.#worker.on('error', (error) => {
      this.#end(executionFailed(`${error.name}: ${error.message}`))
    })
    this.#worker.on('exit', () => {
      this.#end(processExited())
    })
    for (const name of ['stdout', 'stderr'] as const)
      this.#worker[name].on('data', (chunk: Buffer) => {
        listener.log(undefined, name, chunk.toString('utf8').trimEnd())
      })
  }

  get gone(): boolean {
    return this.#gone
  }

  #hear(message: WorkerMessage): void {
    if (message.kind === 'log') this.listener.log(message.callId, message.level, message.text)
    else if (message.kind === 'outgoing') {
      const { kind: _, ...event } = message
      void this.listener.outgoing(event).then((decision) => {
        if (decision === 'kill') this.kill()
        else {
          const permission = new Int32Array(this.#permission)
          Atomics.store(permission, 0, 1)
          Atomics.notify(permission, 0)
        }
      })
    } else {
      this.#settle?.(message)
      if (message.kind === 'broken') this.kill()
    }
  }

  #end(why: Error): void {
    this.#gone = true
    this.#settle?.(why)
    this.#settle = undefined
  }

  /**
   * Runs one call. The time limit starts when the function is loaded.
   * @returns what the function answered, through JSON; null when it answered nothing
   * @throws FunctionError -504002 when it failed or died, -504003 when it took too long (the worker is gone then)
   */
  async run(call: WorkerCall): Promise<unknown> {
    await this.#ready
    const { timeoutSeconds } = this.definition
    let limit: NodeJS.Timeout | undefined
    try {
      const message = await new Promise<WorkerMessage>((resolve, reject) => {
        if (this.#gone) {
          reject(processExited())
          return
        }
        this.#settle = (heard) => {
          if (heard instanceof Error) reject(heard)
          else resolve(heard)
        }
        limit = setTimeout(() => {
          this.#end(timedOut(timeoutSeconds))
          void this.#worker.terminate()
        }, timeoutSeconds * 1_000)
        this.#worker.postMessage(call)
      })
      if (message.kind === 'failure') throw executionFailed(message.message)
      const result = message.kind === 'answer' ? message.result : undefined
      return result === undefined ? null : JSON.parse(result)
    } finally {
      clearTimeout(limit)
    }
  }

  /** Ends the thread at once, in the middle of whatever it does. */
  kill(): void {
    this.#end(processExited())
    void this.#worker.terminate()
  }

  async close(): Promise<void> {
    this.#end(processExited())
    await this.#worker.terminate()
  }
}
