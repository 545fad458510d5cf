import type { Moment } from '#domain/period'
import type { AlertKind } from '#domain/view'
import type { Store } from './store'

/** One line of the alert list: the same thing about the same order counts up. */
export interface AlertDocument {
  _id: string
  schema: 1
  version: number
  kind: AlertKind
  out_order_no?: string
  count: number
  /** How many of them an operator saw; absent = none. */
  seen?: number
  firstAt: Moment
  lastAt: Moment
}

/** Counting is not worth more tries than this; the alert itself is there after the first. */
const TRIES = 3

/** Raises an alert, or counts one more. */
export async function raiseAlert(
  store: Store,
  { kind, out_order_no }: { kind: AlertKind; out_order_no?: string },
  at: Moment,
): Promise<void> {
  const first: AlertDocument = {
    _id: out_order_no === undefined ? kind : `${kind}_${out_order_no}`,
    schema: 1,
    version: 1,
    kind,
    ...(out_order_no === undefined ? {} : { out_order_no }),
    count: 1,
    firstAt: at,
    lastAt: at,
  }
  if ((await store.insert('alerts', first)) === 'inserted') return
  for (let n = 0; n < TRIES; n++) {
    const before = await store.read<AlertDocument>('alerts', first._id)
    if (!before) return
    if (await store.compareAndSet('alerts', before, { ...before, count: before.count + 1, lastAt: at }))
      return
  }
}

/** An operator saw an alert as often as they were told; one that comes again is shown again. */
export async function seeAlert(
  store: Pick<Store, 'read' | 'compareAndSet'>,
  { id, count }: { id: string; count: number },
): Promise<void> {
  for (let n = 0; n < TRIES; n++) {
    const before = await store.read<AlertDocument>('alerts', id)
    if (!before || (before.seen ?? 0) >= count) return
    const seen = Math.min(count, before.count)
    if (await store.compareAndSet('alerts', before, { ...before, seen })) return
  }
}

/** The newest alerts first. */
export function listAlerts(store: Store, limit: number): Promise<AlertDocument[]> {
  return store.find<AlertDocument>('alerts', { where: {}, orderBy: [['lastAt', 'desc']], limit })
}
