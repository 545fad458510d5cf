import type { DifferenceKind, DifferenceView } from '#domain/difference'
import type { Fen } from '#domain/money'
import type { Moment } from '#domain/period'
import { given } from './given'
import type { Condition, Store } from './store'

/** Something that a day's bill and our orders do not say alike. One per thing: found again, it is the same. */
export interface DifferenceDocument {
  _id: string
  schema: 1
  version: number
  kind: DifferenceKind
  /**
   * `suspected`: what we know is not in its day's bill, and the next day's is still to come: money that moves around midnight
   * is in one of both. Only `open` ones are told to anybody.
   */
  state: 'suspected' | 'open' | 'settled'
  /** The bill's day, `yyyyMMdd` in Beijing. */
  day: string
  orderId?: string
  out_order_no?: string
  out_refund_no?: string
  transactionId?: string
  sub_mchid?: string
  here?: Fen
  there?: Fen
  at: Moment
  settledAt?: Moment
  note?: string
}

/** What a difference is about: everything but its own life. */
export type Difference = Omit<DifferenceDocument, '_id' | 'schema' | 'version' | 'at' | 'settledAt' | 'note'>

/** A document of the same thing as before is left as it is: somebody may have settled it. */
export async function recordDifference(
  store: Pick<Store, 'insert'>,
  difference: Difference,
  at: Moment,
): Promise<boolean> {
  const { kind, transactionId, out_refund_no, day } = difference
  const _id = `${kind}_${out_refund_no ?? transactionId ?? day}`.replace(/[^\w|*@-]/g, '-')
  const document: DifferenceDocument = { _id, schema: 1, version: 1, ...difference, at }
  return (await store.insert('differences', document)) === 'inserted'
}

/** More open ones than anybody works through in a day; the newest are shown. */
const MOST_OPEN = 200
const MOST_SETTLED = 20

/** Open differences, newest first, then the ones that were settled last. @param whose which shops' they are */
export async function listDifferences(
  store: Pick<Store, 'find'>,
  whose: Condition,
): Promise<DifferenceDocument[]> {
  const ask = (state: DifferenceDocument['state'], limit: number) =>
    store.find<DifferenceDocument>('differences', {
      where: { ...whose, state },
      orderBy: [['at', 'desc']],
      limit,
    })
  const [open, settled] = await Promise.all([ask('open', MOST_OPEN), ask('settled', MOST_SETTLED)])
  return [...open, ...settled]
}

/** A difference for the console. */
export const differenceView = (document: DifferenceDocument): DifferenceView => {
  const { _id, kind, state, day, orderId, out_order_no, out_refund_no, transactionId } = document
  const { here, there, at, settledAt, note } = document
  return {
    id: _id,
    kind,
    state: state === 'settled' ? 'settled' : 'open',
    day,
    ...given('orderId', orderId),
    ...given('out_order_no', out_order_no),
    ...given('out_refund_no', out_refund_no),
    ...given('transactionId', transactionId),
    ...given('here', here),
    ...given('there', there),
    at,
    ...given('settledAt', settledAt),
    ...given('note', note),
  }
}
