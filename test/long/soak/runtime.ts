import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { ActionName, Answer, FunctionName, RequestOf, ResponseOf } from '#domain/contract'
import type { OrderDocument } from '../../../cloudfunctions/shared/orders/document'
import type { RefundDocument } from '../../../cloudfunctions/shared/refunds/document'
import { startChild } from '../child'
import type { Order, Report, WorldSetup } from './world'

/** CloudBase and functions in a process that is killed and started again over the same folder and port. */
export class Runtime {
  private child: ChildProcess | undefined
  private origin = ''
  starts = 0
  /** Faults of the database that happened, and the largest RSS in bytes. */
  faultsMet = 0
  largestRss = 0

  /** @param offsetMs how far business time is ahead of the wall clock right now */
  constructor(
    private readonly setup: Omit<WorldSetup, 'offsetMs' | 'faults'>,
    private readonly offsetMs: () => number,
  ) {}

  get address(): string {
    return this.origin
  }

  async start(faults: boolean): Promise<void> {
    const seed = this.setup.seed + this.starts++
    const child = await startChild('test/long/soak/world.ts', (): WorldSetup => {
      return { ...this.setup, seed, faults, offsetMs: this.offsetMs() }
    })
    const died = once(child, 'exit').then(([code]) => {
      throw new Error(`The world ended with ${String(code)} while it started.`)
    })
    died.catch(() => undefined)
    const [up] = (await Promise.race([once(child, 'message'), died])) as [Report]
    if (!('origin' in up)) throw new Error('The world did not say where it is.')
    this.origin = up.origin
    this.setup.port = up.port
    let met = 0
    child.on('message', (report: Report) => {
      if (!('rss' in report)) return
      this.faultsMet += report.met - met
      met = report.met
      this.largestRss = Math.max(this.largestRss, report.rss)
    })
    this.child = child
    // Time went on while it started.
    this.tellTime()
  }

  /** kill -9, whatever it is doing. */
  async kill(): Promise<void> {
    const { child } = this
    if (!child) return
    this.child = undefined
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }

  tell(order: Order): void {
    if (this.child?.connected) this.child.send(order)
  }

  /** What the business time is by now. */
  tellTime(): void {
    this.tell({ offsetMs: this.offsetMs() })
  }

  /** Calls a function as a person. @throws Error when it died or is not there */
  async ask<F extends FunctionName, A extends ActionName<F>>(
    fn: F,
    action: A,
    request: RequestOf<F, A>,
    openid: string,
  ): Promise<Answer<ResponseOf<F, A>>> {
    const { result, errMsg } = await this.fetch<{ result?: Answer<ResponseOf<F, A>>; errMsg?: string }>(
      `/local/call/${fn}`,
      {
        method: 'POST',
        headers: { 'x-local-openid': openid },
        body: JSON.stringify({ action, ...(request as object) }),
      },
    )
    if (!result) throw new Error(errMsg ?? 'no answer')
    return result
  }

  /** One run of the timer. @throws Error when it died or is not there */
  async reconcile(): Promise<void> {
    await this.fetch('/local/timer/reconcile', { method: 'POST' })
  }

  async orders(): Promise<OrderDocument[]> {
    return this.documents('orders')
  }

  async refunds(): Promise<RefundDocument[]> {
    return this.documents('refunds')
  }

  private async documents<D>(collection: string): Promise<D[]> {
    const { documents } = await this.fetch<{ documents: D[] }>(`/local/documents?collection=${collection}`)
    return documents
  }

  private async fetch<T>(path: string, init: RequestInit = {}): Promise<T> {
    const answer = await fetch(`${this.origin}${path}`, init)
    return (await answer.json()) as T
  }
}
