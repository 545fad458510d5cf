import { differenceAdvice, differenceTitle } from '../../../miniprogram/console/difference-words'
import type { DifferenceKind } from '../../../miniprogram/domain/difference'

const KINDS: DifferenceKind[] = [
  'missing-here',
  'missing-there',
  'amount',
  'refund-missing-here',
  'refund-missing-there',
  'refund-amount',
  'no-bill',
]

it('every kind has its own title and advice; one of tomorrow has words too', () => {
  expect(new Set(KINDS.map(differenceTitle)).size).toBe(KINDS.length)
  expect(new Set(KINDS.map(differenceAdvice)).size).toBe(KINDS.length)
  const unknown = 'of-tomorrow' as DifferenceKind
  expect([differenceTitle(unknown), differenceAdvice(unknown)]).toEqual([
    '账单与本店记录不一致',
    '请在商户平台核对。',
  ])
})
