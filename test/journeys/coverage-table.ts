import { ORDER_STATES } from '#domain/order'

/** A state that an order can be in before a step; `none` before there is one. */
export const STATES = ['none', ...ORDER_STATES] as const

/** What a table of stories has in its cells. */
export interface Cells<Step extends string = string, Fault extends string = string> {
  steps: readonly Step[]
  faults: readonly Fault[]
  /** Why this cannot happen; `undefined` where it can. */
  impossible(state: string, step: Step, fault: Fault): string | undefined
}

/** State × step × fault of random stories, so that a gap is seen. Only what happened counts, not what was asked for. */
export class CoverageTable<Step extends string, Fault extends string> {
  private readonly counts = new Map<string, number>()
  /** Stories that … at least once. */
  private readonly marks = new Map<string, number>()
  stories = 0

  constructor(private readonly cells: Cells<Step, Fault>) {}

  /** A step taken at an order in this state, and what went wrong during it. */
  step(state: string, step: Step, fault: Fault): void {
    bump(this.counts, `${state}|${step}|${fault}`)
  }

  /** A story is over; `marks` are what is worth to be told of it. */
  story(marks: ReadonlySet<string>): void {
    this.stories++
    for (const mark of marks) bump(this.marks, mark)
  }

  /** The share of stories with this mark, from 0 to 1. */
  share(mark: string): number {
    return (this.marks.get(mark) ?? 0) / Math.max(this.stories, 1)
  }

  private times(state: string, step: Step, fault: Fault): number {
    return this.counts.get(`${state}|${step}|${fault}`) ?? 0
  }

  private all(): { state: string; step: Step; fault: Fault; times: number; why: string | undefined }[] {
    const { steps, faults } = this.cells
    return steps.flatMap((step) =>
      STATES.flatMap((state) =>
        faults.map((fault) => ({
          state,
          step,
          fault,
          times: this.times(state, step, fault),
          why: this.cells.impossible(state, step, fault),
        })),
      ),
    )
  }

  /** Cells that could have happened and did not. */
  empty(): string[] {
    return this.all()
      .filter(({ times, why }) => times === 0 && why === undefined)
      .map(nameOf)
  }

  /** Cells that happened although they are said to be impossible. */
  wrong(): string[] {
    return this.all()
      .filter(({ times, why }) => times > 0 && why !== undefined)
      .map((cell) => `${nameOf(cell)}: ${cell.times} times, although ${cell.why ?? ''}`)
  }

  /** State and step down, fault across, `-` where it cannot happen; the reasons; then what stories went through. */
  print(): string {
    const { steps, faults, impossible } = this.cells
    const cell = (state: string, step: Step, fault: Fault): string =>
      impossible(state, step, fault) === undefined ? String(this.times(state, step, fault)) : '-'
    const rows = steps.flatMap((step) =>
      STATES.map((state) => ({
        name: `${step} at ${state}`,
        cells: faults.map((fault) => cell(state, step, fault)),
      })),
    )
    const can = this.all().filter(({ why }) => why === undefined)
    const reasons = new Map<string, number>()
    for (const { why } of this.all()) if (why !== undefined) bump(reasons, why)
    const marks = [...this.marks].sort(([a], [b]) => (a < b ? -1 : 1))
    return [
      `State × step × fault in ${this.stories} stories; - cannot happen.`,
      ' '.repeat(30) + faults.map((fault) => fault.padStart(14)).join(''),
      ...rows
        .filter(({ cells }) => cells.some((text) => text !== '-'))
        .map(({ name, cells }) => name.padEnd(30) + cells.map((text) => text.padStart(14)).join('')),
      `${can.filter(({ times }) => times > 0).length} of ${can.length} cells happened.`,
      ...[...reasons].map(([why, count]) => `${String(count).padStart(5)} cells cannot happen: ${why}.`),
      ...marks.map(
        ([mark, count]) => `  ${mark.padEnd(40)} ${count} (${(100 * this.share(mark)).toFixed(1)} %)`,
      ),
    ].join('\n')
  }
}

const nameOf = ({ state, step, fault }: { state: string; step: string; fault: string }): string =>
  `${step} at ${state}, ${fault}`

function bump(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
