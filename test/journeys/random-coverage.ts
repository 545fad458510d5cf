import { CoverageTable, type Cells } from './coverage-table'
import { FAULTS, impossible, type Met } from './impossible'
import { CALLS, NOTES } from './random-steps'

const UNDONE: readonly string[] = ['rate-limited', 'system-error', 'bad-gateway']

/** What a fault of the sandbox is to a function. */
export function metBy(kind: string): Met {
  if (UNDONE.includes(kind)) return 'undone'
  if (CALLS.some((call) => call === kind)) return 'lost'
  if (NOTES.some((note) => note === kind)) return 'notification'
  throw new RangeError(`Nobody said what ${kind} is to a function.`)
}

const PEOPLE = ['confirm', 'decline', 'pay', 'fail'] as const
const STEPS = [
  'create',
  'again',
  ...PEOPLE,
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
export type StepName = (typeof STEPS)[number]

const cells: Cells<StepName, Met> = {
  steps: STEPS,
  faults: FAULTS,
  impossible,
}

/** What the stories through the built functions went through. */
export class Coverage extends CoverageTable<StepName, Met> {
  constructor() {
    super(cells)
  }
}
