import { type FunctionDefinition } from './function-config'
import { FunctionWorker, type SharedSetup, type WorkerListener } from './function-worker'
import { type WorkerCall } from './worker-main'

/** The warm and busy instances of one function. As many as calls run at the same time, as on the cloud. */
export class FunctionPool {
  readonly #idle: FunctionWorker[] = []
  readonly #busy = new Map<string, FunctionWorker>()

  constructor(
    readonly definition: FunctionDefinition,
    private readonly environment: () => Readonly<Record<string, string>>,
    private readonly shared: SharedSetup,
    private readonly listener: WorkerListener,
  ) {}

  /** Whether the next call finds a warm instance. */
  get warm(): boolean {
    return this.#idle.some((worker) => !worker.gone)
  }

  /** @throws FunctionError as FunctionWorker.run */
  async run(call: WorkerCall): Promise<unknown> {
    let worker = this.#idle.pop()
    while (worker?.gone) worker = this.#idle.pop()
    worker ??= new FunctionWorker(this.definition, this.environment(), this.shared, this.listener)
    this.#busy.set(call.callId, worker)
    try {
      return await worker.run(call)
    } finally {
      this.#busy.delete(call.callId)
      if (!worker.gone) this.#idle.push(worker)
    }
  }

  /** Ends the instance that runs this call. @returns false when none does */
  kill(callId: string): boolean {
    const worker = this.#busy.get(callId)
    worker?.kill()
    return worker !== undefined
  }

  get running(): string[] {
    return [...this.#busy.keys()]
  }

  async close(): Promise<void> {
    await Promise.all([...this.#idle, ...this.#busy.values()].map((worker) => worker.close()))
  }
}
