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
  held: Held | undefined
  /** A call to WeChat Pay left the function and has not arrived. */
  calling = false
  ended = false
  /** Its function dies when it is about to see the next answer. */
  dies = false
  /** What the call came to; of a notification nobody waits for it. */
  answer: Promise<unknown> = Promise.resolve()
  #release: () => void = () => undefined

  constructor(
    readonly name: string,
    readonly notified: boolean,
  ) {}

  hold(held: Held): Promise<void> {
    this.held = held
    return new Promise((resolve) => (this.#release = resolve))
  }

  release(): void {
    this.held = undefined
    this.#release()
  }

  /** The call is over: what it may still have under way is nobody's business any more. */
  end(): void {
    this.ended = true
    this.release()
  }
}
