import fc from 'fast-check'
import type { CallFault } from '../../simulator/sandbox/faults'

/** What happens to one order's money. Amounts in fen; a refund is a share of what was shown as the highest charge. */
export type MoneyStep =
  | { do: 'complete' | 'modify' | 'refund'; amount: number; key: number }
  | { do: 'pay' | 'fail' | 'collect' | 'reconcile' }
  | { do: 'outcome'; of: number; end: 'succeed' | 'close' | 'abnormal' }
  | { do: 'pass'; seconds: number }
  | { do: 'fault'; kind: CallFault; on: string; times: number }
  | { do: 'kill'; number: number; phase: 'before' | 'after' }

const amount = fc.constantFrom(1, 100, 300, 500, 899, 900, 5000, 9900, 9901)
const one = <const W extends string>(...of: readonly W[]): fc.Arbitrary<W> => fc.constantFrom(...of)

const work: fc.Arbitrary<MoneyStep> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: one('complete', 'modify'), amount, key: fc.nat(2) }) },
  { weight: 5, arbitrary: fc.record({ do: one('refund'), amount, key: fc.nat(2) }) },
  { weight: 3, arbitrary: fc.record({ do: one('pay', 'pay', 'fail', 'collect', 'reconcile') }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: one('outcome'),
      of: fc.nat(3),
      end: one('succeed', 'succeed', 'close', 'abnormal'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: one('pass'), seconds: fc.constantFrom(3, 70, 660, 4000) }) },
)

const trouble: fc.Arbitrary<MoneyStep> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: one('fault'),
      kind: fc.constantFrom<CallFault>(
        'lost-reset',
        'reset',
        'system-error',
        'wrong-signature',
        'lost-bad-gateway',
      ),
      on: fc.constantFrom('refund', 'refund', 'query-refund', 'complete', 'modify', 'query', '*'),
      times: fc.constantFrom(1, 9),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: one('kill'),
      number: fc.integer({ min: 1, max: 8 }),
      phase: one('before', 'after'),
    }),
  },
)

/** A story of one confirmed order: it may be completed, lowered, paid, refunded, in any order that people try. */
export const moneyStory: fc.Arbitrary<MoneyStep[]> = fc
  .tuple(
    fc.constantFrom<MoneyStep[]>(
      [],
      [{ do: 'complete', amount: 900, key: 0 }],
      [{ do: 'complete', amount: 900, key: 0 }, { do: 'pay' }],
      [{ do: 'complete', amount: 900, key: 0 }, { do: 'pay' }, { do: 'refund', amount: 300, key: 0 }],
    ),
    fc.array(
      fc.oneof({ weight: 3, arbitrary: fc.tuple(work) }, { weight: 2, arbitrary: fc.tuple(trouble, work) }),
      { minLength: 4, maxLength: 14 },
    ),
  )
  .map(([first, rest]) => [...first, ...rest.flat()])
