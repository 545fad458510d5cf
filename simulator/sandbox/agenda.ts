import { type WorldClock } from '../clock'

/** Something that happens by itself when business time comes. */
export interface Timed {
  /** Business milliseconds of the next thing to do; undefined when there is none. */
  nextDue(): number | undefined
  /** Does what is due at `now`, each thing once. */
  runDue(now: number): void
}

/** Runs timed things when the clock reaches them, by itself or because it was moved. */
export class Agenda {
  private timer: NodeJS.Timeout | undefined
  private running = false
  private closed = false
  private readonly stopListening: () => void

  constructor(
    clock: WorldClock,
    private readonly now: () => number,
    private readonly sources: readonly Timed[],
  ) {
    this.stopListening = clock.onAdvance(() => {
      this.touch()
    })
  }

  /** To be called after every change: runs what is due and sets the timer for what is next. */
  touch(): void {
    if (this.running || this.closed) return
    this.running = true
    try {
      while (this.isDue()) for (const source of this.sources) source.runDue(this.now())
    } finally {
      this.running = false
    }
    clearTimeout(this.timer)
    const next = this.next()
    if (next === undefined) return
    const wait = Math.min(Math.max(next - this.now(), 1), 60_000)
    this.timer = setTimeout(() => {
      this.touch()
    }, wait)
    this.timer.unref()
  }

  isDue(): boolean {
    return (this.next() ?? Infinity) <= this.now()
  }

  close(): void {
    this.closed = true
    clearTimeout(this.timer)
    this.stopListening()
  }

  private next(): number | undefined {
    const times = this.sources.flatMap((source) => source.nextDue() ?? [])
    return times.length > 0 ? Math.min(...times) : undefined
  }
}
