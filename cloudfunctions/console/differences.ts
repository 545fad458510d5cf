import type { RequestOf, ResponseOf } from '#domain/contract'
import { readBillProgress } from '../shared/bill-progress'
import { differenceView, listDifferences, type DifferenceDocument } from '../shared/differences'
import { Failed } from '../shared/failed'
import { given } from '../shared/given'
import { type OperatorContext, whoseOrders, worksOn } from '../shared/operators'

/** What bills and orders do not say alike, of the shops that the operator works on. */
export async function differences(
  _: RequestOf<'console', 'differences'>,
  { store, operator }: OperatorContext,
): Promise<ResponseOf<'console', 'differences'>> {
  const whose = whoseOrders(operator, undefined)
  const [found, progress] = await Promise.all([
    whose ? listDifferences(store, whose) : [],
    readBillProgress(store),
  ])
  return { differences: found.map(differenceView), ...given('comparedTo', progress?.last) }
}

/** A person says why. Another shop's difference and none at all give the same answer. */
export async function settleDifference(
  { id, note }: RequestOf<'console', 'settleDifference'>,
  { store, operator, clock, log }: OperatorContext,
): Promise<ResponseOf<'console', 'settleDifference'>> {
  const known = await store.read<DifferenceDocument>('differences', id)
  if (!known || known.state === 'suspected' || !worksOn(operator, known.sub_mchid))
    throw new Failed('ORDER_NOT_FOUND', { sentence: '没有找到这条差异' })
  if (known.state === 'settled') return { difference: differenceView(known) }
  const settled: DifferenceDocument = { ...known, state: 'settled', note, settledAt: clock() }
  if (!(await store.compareAndSet('differences', known, settled))) throw new Failed('STATE_CHANGED')
  log('difference-settled', { who: operator.openid })
  return { difference: differenceView(settled) }
}
