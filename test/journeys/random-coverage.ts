import { CoverageTable, type Cells } from './coverage-table'
import { CALLS, NOTES } from './random-steps'

/**
 * What a step can meet. refused: nothing done, and no answer that can be believed. lost: done, and no answer that can be
 * believed. overtaken: the customer acts after WeChat Pay answered and before the function hears it, or before its cancel.
 */
const FAULTS = [
  'none',
  'refused',
  'lost',
  'overtaken',
  'notification',
  'killed before',
  'killed after',
] as const
export type Met = (typeof FAULTS)[number]

const UNDONE: readonly string[] = ['rate-limited', 'system-error', 'bad-gateway']

/** What a fault of the sandbox is to a function. */
export function metBy(kind: string): Met {
  if (UNDONE.includes(kind)) return 'refused'
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
  impossible(state, step, fault) {
    const called = fault === 'refused' || fault === 'lost' || fault === 'overtaken'
    const dies = fault === 'killed before' || fault === 'killed after'
    const byPeople = PEOPLE.some((one) => one === step)
    if (step === 'create' && state !== 'none') return 'a new wish has no order yet'
    if (state === 'none' && step !== 'create' && step !== 'again') return 'there is no order to do it with'
    if ((byPeople || step === 'pass') && called) return 'no function calls WeChat Pay'
    if ((step === 'decline' || step === 'fail' || step === 'pass') && (dies || fault === 'notification'))
      return 'nobody is told, so no function runs'
    if (fault === 'notification' && !byPeople) return 'WeChat Pay tells of what people do'
    return undefined
  },
}

/** What the stories through the built functions went through. */
export class Coverage extends CoverageTable<StepName, Met> {
  constructor() {
    super(cells)
  }
}
