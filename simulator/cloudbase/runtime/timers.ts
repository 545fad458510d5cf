import { Cron } from 'croner'
import { type BusinessClock } from '../clock'
import { type FunctionDefinition, type TimerTrigger } from './function-config'

interface Timer {
  function: string
  trigger: TimerTrigger
  /** Business time of the next run, milliseconds; undefined when the pattern never comes again. */
  next: number | undefined
}

/** The event of a timer. */
export const timerEvent = (trigger: TimerTrigger, at: number) => ({
  Type: 'Timer',
  TriggerName: trigger.name,
  Time: new Date(at).toISOString(),
  Message: '',
})

/**
 * The next time a seven-field pattern matches, in UTC+8; day and weekday together mean either.
 * @param after milliseconds; the answer is later than that
 */
export function nextRun(pattern: string, after: number): number | undefined {
  const cron = new Cron(pattern, { timezone: 'Asia/Shanghai', mode: '7-part', paused: true })
  return cron.nextRun(new Date(after))?.getTime()
}

/** Fires what config.json asks for, in business time. A jump of the clock fires once each what it skipped. */
export class Timers {
  readonly #timers: Timer[]
  readonly #clock: BusinessClock
  readonly #stop: () => void

  constructor(
    definitions: readonly FunctionDefinition[],
    clock: BusinessClock,
    private readonly fire: (name: string, event: unknown) => void,
  ) {
    this.#clock = clock
    this.#timers = definitions.flatMap((definition) =>
      definition.triggers.map((trigger) => ({
        function: definition.name,
        trigger,
        next: nextRun(trigger.config, clock.now()),
      })),
    )
    const tick = () => {
      this.#fireDue()
    }
    const interval = this.#timers.length > 0 ? setInterval(tick, 1_000) : undefined
    interval?.unref()
    const leave = clock.onAdvance(tick)
    this.#stop = () => {
      clearInterval(interval)
      leave()
    }
  }

  #fireDue(): void {
    const now = this.#clock.now()
    for (const timer of this.#timers) {
      if (timer.next === undefined || timer.next > now) continue
      timer.next = nextRun(timer.trigger.config, now)
      this.fire(timer.function, timerEvent(timer.trigger, now))
    }
  }

  close(): void {
    this.#stop()
  }
}
