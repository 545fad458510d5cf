import type { Product } from '../../simulator/world/product'
import { CoverageTable } from './coverage-table'
import { FAULTS, impossible, type Met } from './impossible'
import { hasOwed } from './products'
import { CALLS, NOTES } from './random-steps'

const UNDONE: readonly string[] = ['rate-limited', 'system-error', 'bad-gateway']

/** What a fault of the sandbox is to a function. */
export function metBy(kind: string): Met {
  if (UNDONE.includes(kind)) return 'undone'
  if (CALLS.some((call) => call === kind)) return 'lost'
  if (NOTES.some((note) => note === kind)) return 'notification'
  throw new RangeError(`Nobody said what ${kind} is to a function.`)
}

const COMMON = [
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
  'refund',
  'refund-end',
  'pass',
  'reconcile',
] as const
const OWED = ['modify', 'collect', 'waive', 'message'] as const
export type StepName = (typeof COMMON | typeof OWED)[number]

/** What the stories through the built functions over one product went through. */
export class Coverage extends CoverageTable<StepName, Met> {
  constructor(product: Product) {
    const has = hasOwed(product)
    super({
      steps: has ? [...COMMON, ...OWED] : COMMON,
      faults: FAULTS,
      impossible(state, step, fault) {
        if (state === 'none' && step !== 'create' && step !== 'again')
          return 'who does something has an order'
        if (has && state === 'EXPIRED') return 'an order that nobody confirms is cancelled by us'
        return impossible(state, step, fault)
      },
    })
  }
}
