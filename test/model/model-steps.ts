import fc from 'fast-check'
import type { CallFault } from './lossy'

export const PEOPLE = ['confirm', 'pay'] as const
export const CUSTOMER = ['again', 'get', 'reopen', 'retry', 'cancel'] as const
export const OPERATOR = ['complete', 'console-cancel', 'sync', 'look'] as const
export const CALL_FAULTS: readonly CallFault[] = [
  'undone',
  'not-sent',
  'busy',
  'lost',
  'unheard',
  'late',
  'overtaken',
]
export const NOTE_FAULTS = ['notification lost', 'notification doubled', 'notification late'] as const
export type NoteFault = (typeof NOTE_FAULTS)[number]

export const isNoteFault = (met: string): met is NoteFault => NOTE_FAULTS.some((one) => one === met)

/** What somebody or something does to the story's order. */
export type Act =
  | { do: 'create' | (typeof PEOPLE)[number] | (typeof CUSTOMER)[number] }
  | { do: 'complete'; total: number }
  | { do: Exclude<(typeof OPERATOR)[number], 'complete'> | 'reconcile' | 'old-notification' }
  | { do: 'pass'; seconds: number }

/** What goes wrong meanwhile. */
export type Fault =
  | { met: CallFault }
  | { met: NoteFault }
  | { met: 'killed'; at: number; phase: 'before' | 'after' }

export interface Step {
  act: Act
  faults: Fault[]
}

/** A story of one order; some of WeChat Pay's ways are not known, so each story has its own. */
export interface Tale {
  cancelsAccepted: boolean
  steps: Step[]
}

const one = <const W extends string>(...of: readonly W[]): fc.Arbitrary<W> => fc.constantFrom(...of)

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: one('confirm', 'confirm', 'pay') }) },
  { weight: 9, arbitrary: fc.record({ do: one(...CUSTOMER, 'get') }) },
  { weight: 2, arbitrary: fc.record({ do: one('complete'), total: fc.constantFrom(0, 1, 500, 9900, 9901) }) },
  {
    weight: 7,
    arbitrary: fc.record({ do: one('console-cancel', 'sync', 'look', 'look', 'old-notification') }),
  },
  { weight: 5, arbitrary: fc.record({ do: one('reconcile') }) },
  { weight: 2, arbitrary: fc.record({ do: one('pass'), seconds: fc.constantFrom(3, 30, 70, 660, 3700) }) },
)

const fault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ met: one(...CALL_FAULTS) }) },
  { weight: 2, arbitrary: fc.record({ met: one(...NOTE_FAULTS) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      met: one('killed'),
      at: fc.constantFrom(1, 1, 2, 2, 3, 4, 5, 6),
      phase: one('before', 'after'),
    }),
  },
)

const faults: fc.Arbitrary<Fault[]> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Fault[]>([]) },
  { weight: 4, arbitrary: fc.tuple(fault) },
  { weight: 1, arbitrary: fc.tuple(fault, fault) },
)

const calm = (...acts: Act[]): Step[] => acts.map((one) => ({ act: one, faults: [] }))
const placed: Act = { do: 'create' }
const looked: Act = { do: 'look' }
const confirmed: Act[] = [placed, { do: 'confirm' }]
const completed: Act[] = [...confirmed, looked, { do: 'complete', total: 500 }]
const expired: Act[] = [placed, { do: 'pass', seconds: 3700 }, { do: 'reconcile' }]
const undone: Step = { act: placed, faults: [{ met: 'undone' }] }
const lost: Step = { act: placed, faults: [{ met: 'lost' }] }
const waited: Act[] = [{ do: 'pass', seconds: 70 }, { do: 'reconcile' }]
const unheard: Step = { act: { do: 'complete', total: 500 }, faults: [{ met: 'unheard' }] }
const dies = (act: Act, at: number, phase: 'before' | 'after'): Step => ({
  act,
  faults: [{ met: 'killed', at, phase }],
})

/** A way into a state, as often as its weight says. */
const way = (weight: number, ...steps: Step[]) => ({ weight, arbitrary: fc.constant(steps) })

/** Ways into each state, so that stories go on from all of them. */
const beginning: fc.Arbitrary<Step[]> = fc.oneof(
  way(1, ...calm(placed)),
  way(2, ...calm(placed, { do: 'pass', seconds: 70 })),
  way(1, ...calm(...confirmed)),
  way(2, ...calm(...completed)),
  way(1, ...calm(...confirmed, looked, { do: 'complete', total: 0 })),
  way(2, ...calm(...completed, { do: 'pay' })),
  way(3, ...calm(placed, { do: 'cancel' })),
  way(1, ...calm(...expired)),
  way(1, undone),
  way(1, lost),
  way(1, lost, ...calm({ do: 'pass', seconds: 70 })),
  way(1, ...calm(...confirmed, looked), unheard),
  way(1, ...calm(...confirmed, looked), unheard, ...calm({ do: 'pass', seconds: 70 })),
  way(1, undone, ...calm(...waited, ...waited)),
  way(1, { act: placed, faults: [{ met: 'late' }] }, ...calm(...waited)),
  // It died before anything was stored, and between a cancel and the attempt that was to come after it.
  way(2, dies(placed, 3, 'before')),
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: 6, max: 12 })
      .map((at) => [...calm(placed), dies({ do: 'retry' }, at, 'after'), ...calm(...waited)]),
  },
  { weight: 1, arbitrary: faults.map((met): Step[] => [{ act: placed, faults: met }]) },
)

/** A story: the order comes to some state, then anything happens. */
export const tale: fc.Arbitrary<Tale> = fc.record({
  cancelsAccepted: fc.boolean(),
  steps: fc
    .tuple(beginning, fc.array(fc.record({ act, faults }), { minLength: 2, maxLength: 10 }))
    .map(([first, rest]) => [...first, ...rest]),
})
