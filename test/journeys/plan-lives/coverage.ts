import { PLAN_STEPS, SESSION_STEPS, SIGN_STEPS } from './steps'

/** The states in which each machine can be before a step; `none` before there is anything. */
export const MACHINES = {
  plan: ['none', 'CREATING', 'NOT_CREATED', 'NORMAL', 'STOP'],
  sign: ['none', 'CREATING', 'NOT_CREATED', 'UNSIGNED', 'SIGNED', 'COMPLETE', 'SIGN_PLAN_CANCEL', 'EXPIRE'],
  session: ['none', 'CREATING', 'NOT_CREATED', 'USER_ACCEPTED', 'FINISHED', 'USER_PAID', 'REVOKED'],
} as const
export type Machine = keyof typeof MACHINES

const BY_ITSELF = ['reconcile', 'pass'] as const
const STEPS: Readonly<Record<Machine, readonly string[]>> = {
  plan: [...PLAN_STEPS, 'sign', ...BY_ITSELF],
  sign: [...SIGN_STEPS, ...BY_ITSELF],
  session: [...SESSION_STEPS, 'start', 'check-in', 'cancel-sign', 'end', ...BY_ITSELF],
}

/** State × step of each machine, and in how many of the steps something went wrong. Only what happened counts. */
export class Coverage {
  private readonly counts = new Map<string, { times: number; troubled: number }>()
  private readonly met = new Map<string, number>()
  private readonly ends = new Map<string, number>()
  steps = 0

  step(states: Readonly<Record<Machine, string>>, step: string, met: readonly string[]): void {
    this.steps++
    for (const kind of met) bump(this.met, kind)
    for (const machine of Object.keys(STEPS) as Machine[]) {
      if (!STEPS[machine].includes(step)) continue
      const key = `${machine} ${states[machine]} ${step}`
      const { times, troubled } = this.counts.get(key) ?? { times: 0, troubled: 0 }
      this.counts.set(key, { times: times + 1, troubled: troubled + (met.length > 0 ? 1 : 0) })
    }
  }

  /** What somebody's story came to. */
  end(what: string): void {
    bump(this.ends, what)
  }

  ended(what: string): number {
    return this.ends.get(what) ?? 0
  }

  private cells(): [machine: Machine, state: string, step: string][] {
    return (Object.keys(STEPS) as Machine[]).flatMap((machine) =>
      STEPS[machine].flatMap((step) =>
        MACHINES[machine].map((state): [Machine, string, string] => [machine, state, step]),
      ),
    )
  }

  private of(cell: readonly string[]): { times: number; troubled: number } | undefined {
    return this.counts.get(cell.join(' '))
  }

  /** States that a machine was in and that nobody named. */
  wrong(): string[] {
    const named = new Set(this.cells().map((cell) => cell.join(' ')))
    return [...this.counts.keys()].filter((key) => !named.has(key))
  }

  /** How many cells happened, at all and with something going wrong. */
  filled(): { cells: number; happened: number; troubled: number } {
    const cells = this.cells().map((cell) => this.of(cell))
    return {
      cells: cells.length,
      happened: cells.filter((one) => one !== undefined).length,
      troubled: cells.filter((one) => (one?.troubled ?? 0) > 0).length,
    }
  }

  line(stories: number): string {
    const { cells, happened, troubled } = this.filled()
    return `${stories} lives of plans, ${this.steps} steps; state × step: ${happened} of ${cells} cells, ${troubled} of them with a fault; ended ${told(this.ends)}`
  }

  /** One table for each machine: times, and of these with a fault; then every fault. */
  print(): string {
    return [
      ...(Object.keys(STEPS) as Machine[]).flatMap((machine) => [
        [machine.padEnd(16), ...MACHINES[machine].map((state) => state.padStart(17))].join(''),
        ...STEPS[machine].map((step) => [
          step.padEnd(16),
          ...MACHINES[machine].map((state) => {
            const { times = 0, troubled = 0 } = this.of([machine, state, step]) ?? {}
            return `${times} / ${troubled}`.padStart(17)
          }),
        ].join('')),
      ]),
      `met: ${told(this.met)}`,
    ].join('\n') // prettier-ignore
  }
}

const told = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([what, count]) => `${what} ${count}`)
    .join(', ')

function bump(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
