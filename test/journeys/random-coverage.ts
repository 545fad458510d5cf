import { ORDER_STATES } from '#domain/order'
import { CALLS, NOTES } from './random-steps'

/** What a step can meet: nothing, one of the sandbox's misbehaviours, or the death of the function. */
const FAULTS = ['none', ...CALLS, ...NOTES, 'killed before', 'killed after'] as const
const STEPS = [
  'create',
  'again',
  'confirm',
  'decline',
  'pay',
  'fail',
  'get',
  'reopen',
  'retry',
  'cancel',
  'complete',
  'console-cancel',
  'sync',
  'look',
  'pass',
  'reconcile',
] as const

/** A state that an order can be in before a step; `none` before there is one. */
const STATES = ['none', ...ORDER_STATES] as const

/** What random stories went through, so that a gap is seen. Only what happened counts, not what was asked for. */
export class Coverage {
  private readonly cells = new Map<string, number>()
  /** Stories that … at least once. */
  private readonly marks = new Map<string, number>()
  stories = 0

  /** A step taken at an order in this state, and what went wrong during it. */
  step(state: string, step: string, faults: readonly string[]): void {
    for (const fault of faults.length === 0 ? ['none'] : faults) bump(this.cells, `${state}|${step}|${fault}`)
  }

  /** A story is over; `marks` are what is worth to be told of it. */
  story(marks: ReadonlySet<string>): void {
    this.stories++
    for (const mark of marks) bump(this.marks, mark)
  }

  /** State and step down, fault across; then what stories went through. */
  table(): string {
    const times = (state: string, step: string, fault: string) =>
      this.cells.get(`${state}|${step}|${fault}`) ?? 0
    const rows = STEPS.flatMap((step) => STATES.map((state) => ({ step, state })))
    const met = rows.filter((row) => FAULTS.some((fault) => times(row.state, row.step, fault) > 0))
    const lines = met.map(
      ({ step, state }) =>
        `${`${step} at ${state}`.padEnd(30)}${FAULTS.map((fault) => String(times(state, step, fault)).padStart(6)).join('')}`,
    )
    const legend = FAULTS.map((fault, column) => `${column + 1} ${fault}`).join(', ')
    const head = ' '.repeat(30) + FAULTS.map((_, column) => `(${column + 1})`.padStart(6)).join('')
    const share = (count: number) => `${((100 * count) / Math.max(this.stories, 1)).toFixed(1)} %`
    return [
      `State × step × fault, as it happened. ${legend}.`,
      head,
      ...lines,
      `${met.length} of ${rows.length} pairs of state and step happened; ${this.cells.size} cells are filled.`,
      `Of ${this.stories} stories:`,
      ...[...this.marks].sort().map(([mark, count]) => `  ${mark.padEnd(40)} ${count} (${share(count)})`),
    ].join('\n')
  }
}

function bump(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
