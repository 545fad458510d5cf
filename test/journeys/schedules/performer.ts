/** A request that waits at the other side's door. */
export interface Held {
  to: 'database' | 'pay'
  what: string
  /** What it touches: a collection, or WeChat Pay's orders. */
  on: string
  /** Whether it changes anything there. */
  changes: boolean
}

/** One running call of a function. */
export class Performer {
  /** A call to WeChat Pay left the function and has not arrived. */
  calling = false
  ended = false
  /** Its function dies when it is about to see the next answer. */
  dies = false
  /** What the call came to; of a notification nobody waits for it. */
  answer: Promise<unknown> = Promise.resolve()
  /** Requests that it sent at the same time are let go one after the other. */
  readonly #waiting: { held: Held; go: () => void }[] = []

  constructor(
    readonly name: string,
    readonly notified: boolean,
  ) {}

  /** The request whose turn is next. */
  get held(): Held | undefined {
    return this.#waiting[0]?.held
  }

  hold(held: Held): Promise<void> {
    return new Promise((go) => this.#waiting.push({ held, go }))
  }

  release(): void {
    this.#waiting.shift()?.go()
  }

  /** The call is over: what it may still have under way is nobody's business any more. */
  end(): void {
    this.ended = true
    this.releaseAll()
  }

  releaseAll(): void {
    while (this.#waiting.length > 0) this.release()
  }
}
