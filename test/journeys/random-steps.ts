import fc from 'fast-check'
import { hasOwed } from './products'
import type { Product } from '../../simulator/world/product'
import type { CallFault, NotificationFault } from '../../simulator/sandbox/faults'

/** Misbehaviours of WeChat Pay's calls that a story may meet. */
export const CALLS: CallFault[] = [
  'rate-limited',
  'system-error',
  'bad-gateway',
  'lost-bad-gateway',
  'wrong-signature',
  'unsigned',
  'signtest',
  'stale',
]
/** … and of its notifications. */
export const NOTES: NotificationFault[] = [
  'notification-doubled',
  'notification-late',
  'notification-reordered',
  'notification-lost',
  'notification-wrong-signature',
  'notification-foreign-order',
]

/** Something that somebody or something does to order number `n` of the story (modulo how many there are). */
export type Step =
  | { do: 'create' | 'again'; n: number }
  | { do: 'confirm' | 'decline' | 'pay' | 'fail'; n: number }
  | { do: 'get' | 'reopen' | 'retry' | 'cancel'; n: number }
  | { do: 'complete' | 'modify'; n: number; total: number }
  | { do: 'console-cancel' | 'sync' | 'look' | 'collect' | 'waive' | 'message'; n: number }
  | { do: 'refund'; n: number; amount: number; intention: number }
  | { do: 'refund-end'; n: number; of: number; end: 'succeed' | 'close' | 'abnormal' }
  | { do: 'pass'; seconds: number }
  | { do: 'reconcile' }
  | { do: 'call-fault'; kind: CallFault; on: string; times: number }
  | { do: 'notification-fault'; kind: NotificationFault }
  | { do: 'kill'; number: number; phase: 'before' | 'after' }
  | { do: 'meanwhile'; act: 'confirm' | 'pay'; when: 'asked' | 'cancelling' }

const n = fc.nat(2)
const one = <const W extends string>(...of: readonly W[]): fc.Arbitrary<W> => fc.constantFrom(...of)
type Weighted = fc.WeightedArbitrary<Step>

/** What people and time do, whatever is sold. */
const common: readonly Weighted[] = [
  { weight: 2, arbitrary: fc.record({ do: one('create', 'again'), n }) },
  { weight: 5, arbitrary: fc.record({ do: one('confirm', 'confirm', 'pay', 'decline', 'fail'), n }) },
  { weight: 4, arbitrary: fc.record({ do: one('get', 'reopen', 'retry', 'cancel'), n }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: one('complete'), n, total: fc.constantFrom(0, 1, 500, 9900, 9901) }),
  },
  { weight: 3, arbitrary: fc.record({ do: one('console-cancel', 'sync', 'look'), n }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: one('pass'), seconds: fc.constantFrom(3, 30, 70, 660, 3700) }),
  },
  { weight: 2, arbitrary: fc.record({ do: one('reconcile') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: one('refund'),
      n,
      amount: fc.constantFrom(1, 200, 300, 500, 501),
      intention: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: one('refund-end'),
      n,
      of: fc.nat(2),
      end: one('succeed', 'succeed', 'close', 'abnormal'),
    }),
  },
]

/** What can be done about a bill that is owed, where the protocol has it. */
const owed: readonly Weighted[] = [
  { weight: 3, arbitrary: fc.record({ do: one('modify'), n, total: fc.constantFrom(0, 1, 400, 500) }) },
  { weight: 4, arbitrary: fc.record({ do: one('collect', 'waive', 'message'), n }) },
]

/** Calls of WeChat Pay's that can go wrong; `*` is all of them. */
const ON = ['create', 'query', 'cancel', 'complete', 'sync', 'refund', 'query-refund', '*']
const ON_OWED = ['modify', 'pay', 'send-prepaidmessage']

/** What goes wrong with one of the next requests or notifications. */
const faults = (on: readonly string[]): fc.Arbitrary<Step> =>
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        do: one('call-fault'),
        kind: fc.constantFrom(...CALLS),
        on: fc.constantFrom(...on),
        times: fc.constantFrom(1, 9),
      }),
    },
    { weight: 4, arbitrary: fc.record({ do: one('notification-fault'), kind: fc.constantFrom(...NOTES) }) },
    {
      weight: 4,
      arbitrary: fc.record({
        do: one('meanwhile'),
        act: one('confirm', 'confirm', 'pay'),
        when: one('asked', 'asked', 'cancelling'),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: one('kill'),
        number: fc.constantFrom(1, 1, 2, 2, 3, 3, 4, 5, 6),
        phase: one('before', 'after'),
      }),
    },
  )

const placed: Step = { do: 'create', n: 0 }
const confirmed: Step[] = [placed, { do: 'confirm', n: 0 }]
const completed: Step[] = [...confirmed, { do: 'complete', n: 0, total: 500 }]
const paid: Step[] = [...completed, { do: 'pay', n: 0 }]
/** The function dies before or after it sends the create: its fourth request, or the fifth of a service provider, who reads the shop. */
const dying = (number: number, phase: 'before' | 'after'): Step[] => [{ do: 'kill', number, phase }, placed]
const unsent = (number: number): Step[] => dying(number, 'before')
/** Completed, and nobody here knows. */
const unheard: Step[] = [
  ...confirmed,
  { do: 'call-fault', kind: 'lost-bad-gateway', on: 'complete', times: 1 },
  { do: 'complete', n: 0, total: 500 },
]
/** The old attempt is ended, and the new one was not made. */
const between: Step[] = [placed, { do: 'kill', number: 11, phase: 'before' }, { do: 'retry', n: 0 }]
const minute: Step = { do: 'pass', seconds: 70 }
const waited: Step[] = [minute, { do: 'reconcile' }]

/** Ways into each state, so that stories go on from all of them. */
const BEGINNINGS: readonly Step[][] = [
  [placed],
  confirmed,
  completed,
  paid,
  [...paid, ...waited, { do: 'refund', n: 0, amount: 300, intention: 1 }],
  [placed, { do: 'cancel', n: 0 }],
  [placed, { do: 'cancel', n: 0 }, minute],
  [placed, { do: 'meanwhile', act: 'confirm', when: 'cancelling' }, { do: 'cancel', n: 0 }],
  [placed, { do: 'pass', seconds: 3700 }, { do: 'reconcile' }],
  // Nothing was stored either, and the wish comes again.
  unsent(2),
  unsent(4),
  unsent(5),
  [...unsent(5), minute],
  dying(4, 'after'),
  dying(5, 'after'),
  unheard,
  between,
  [...unsent(4), ...waited, ...waited],
  [...unsent(5), ...waited, ...waited],
]
const OWED_BEGINNINGS: readonly Step[][] = [
  completed,
  [...completed, { do: 'modify', n: 0, total: 400 }],
  [...completed, { do: 'waive', n: 0 }],
]

/** Every step once, so that none is rarer than another where a story aims. */
const each = (has: boolean): readonly fc.Arbitrary<Step>[] => [
  fc.record({ do: one('again', 'get', 'reopen', 'retry', 'cancel', 'look', 'sync', 'console-cancel'), n }),
  fc.record({ do: one('complete'), n, total: fc.constantFrom(0, 500) }),
  fc.record({ do: one('refund'), n, amount: fc.constant(200), intention: fc.constant(1) }),
  fc.record({ do: one('reconcile') }),
  ...(has
    ? [
        fc.record({ do: one('modify'), n, total: fc.constantFrom(0, 400) }),
        fc.record({ do: one('collect', 'waive', 'message'), n }),
      ]
    : []),
]

/**
 * What a story aims at, first of all: one step at the state that it begins in meets one fault. Seconds pass before, because who
 * asks twice within one is not asked for; what happens by itself meets faults often enough.
 */
function aimed(has: boolean): fc.Arbitrary<Step[]> {
  const fault = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: one('call-fault'),
        kind: fc.constantFrom(...CALLS),
        on: fc.constant('*'),
        times: fc.constant(1),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: one('meanwhile'),
        act: one('confirm', 'pay'),
        when: one('asked', 'cancelling'),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: one('kill'),
        number: fc.integer({ min: 1, max: 4 }),
        phase: one('before', 'after'),
      }),
    },
  )
  const step = fc.oneof(...each(has).map((arbitrary, at) => ({ arbitrary, weight: at === 0 ? 8 : 1 })))
  return fc.tuple(fc.constantFrom<Step>({ do: 'pass', seconds: 3 }, minute), fault, step)
}

/** A story over a product: an order comes to some state, something goes wrong there, then anything happens. */
export function storiesOf(product: Product): fc.Arbitrary<Step[]> {
  const has = hasOwed(product)
  const step = fc.oneof(...common, ...(has ? owed : []))
  const fault = faults(has ? [...ON, ...ON_OWED] : ON)
  return fc
    .tuple(
      fc.constantFrom(...BEGINNINGS, ...(has ? OWED_BEGINNINGS : [])),
      aimed(has),
      fc.array(
        fc.oneof({ weight: 3, arbitrary: fc.tuple(step) }, { weight: 2, arbitrary: fc.tuple(fault, step) }),
        { minLength: 2, maxLength: 10 },
      ),
    )
    .map(([first, aim, rest]) => [...first, ...aim, ...rest.flat()])
}
