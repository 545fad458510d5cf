import { CoverageTable, type Cells } from '../journeys/coverage-table'
import { FAULTS, impossible, type Met } from '../journeys/impossible'
import { isNoteFault, type Act } from './model-steps'

const STEPS = [
  'create',
  'again',
  'confirm',
  'pay',
  'get',
  'reopen',
  'retry',
  'cancel',
  'complete',
  'console-cancel',
  'sync',
  'look',
  'old-notification',
  'reconcile',
  'pass',
] as const satisfies readonly Act['do'][]
type StepName = (typeof STEPS)[number]

const columnOf = (met: string): Met => {
  if (met === 'undone' || met === 'not-sent' || met === 'busy') return 'undone'
  if (met === 'lost' || met === 'unheard' || met === 'late') return 'lost'
  if (isNoteFault(met)) return 'notification'
  const same = FAULTS.find((fault) => fault === met)
  if (same === undefined) throw new RangeError(`The table has no column for ${met}.`)
  return same
}

/** The column of a step that met all of these: a death, else that the customer was faster, else the first. */
export function strongest(met: readonly string[]): Met {
  const columns = met.map(columnOf)
  return (
    columns.find((one) => one.startsWith('killed')) ??
    columns.find((one) => one === 'overtaken') ??
    columns[0] ??
    'none'
  )
}

const cells: Cells<StepName, Met> = { steps: STEPS, faults: FAULTS, impossible }

/** What the stories through the pure model went through. */
export class ModelTable extends CoverageTable<StepName, Met> {
  constructor() {
    super(cells)
  }
}
