import fc from 'fast-check'
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
  | { do: 'complete'; n: number; total: number }
  | { do: 'console-cancel' | 'sync' | 'look'; n: number }
  | { do: 'pass'; seconds: number }
  | { do: 'reconcile' }
  | { do: 'call-fault'; kind: CallFault; on: string; times: number }
  | { do: 'notification-fault'; kind: NotificationFault }
  | { do: 'kill'; number: number; phase: 'before' | 'after' }

const n = fc.nat(2)
/** Any step. */
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('create' as const, 'again' as const), n }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'confirm' as const,
        'confirm' as const,
        'decline' as const,
        'pay' as const,
        'fail' as const,
      ),
      n,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('get' as const, 'reopen' as const, 'retry' as const, 'cancel' as const),
      n,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('complete' as const),
      n,
      total: fc.constantFrom(0, 1, 500, 9900, 9901),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('console-cancel' as const, 'sync' as const, 'look' as const),
      n,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      seconds: fc.constantFrom(3, 30, 70, 660, 3700),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reconcile' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('call-fault' as const),
      kind: fc.constantFrom(...CALLS),
      on: fc.constantFrom('create', 'query', 'cancel', 'complete', 'sync', '*'),
      times: fc.constantFrom(1, 9),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('notification-fault' as const), kind: fc.constantFrom(...NOTES) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('kill' as const),
      number: fc.integer({ min: 1, max: 6 }),
      phase: fc.constantFrom('before' as const, 'after' as const),
    }),
  },
)

/** A story: an order is placed, then anything happens. */
export const storySteps: fc.Arbitrary<Step[]> = fc
  .array(step, { minLength: 6, maxLength: 24 })
  .map((steps) => [{ do: 'create', n: 0 }, ...steps])
