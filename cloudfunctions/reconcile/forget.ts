import type { Moment } from '#domain/period'
import type { Effect, NotificationDocument } from '../shared/notify'
import type { Store } from '../shared/store'

const DAY = 24 * 60 * 60_000

/**
 * How long the record of a notification is kept, by what it did. WeChat Pay repeats one for about a day, and a repeated one
 * changes nothing anyway; what we could not use is kept as evidence for whoever looks into it.
 */
const KEPT: readonly { effects: readonly Effect[]; days: number }[] = [
  { effects: ['applied', 'duplicate', 'noted'], days: 40 },
  { effects: ['foreign', 'unknown'], days: 180 },
]

/** So many at a time, side by side. */
const BATCH = 16

/** So many batches in one run: a run is short, and the next one goes on. */
const BATCHES = 10

/**
 * Removes the records of notifications that are old enough, oldest first, as far as there is time.
 * @returns how many went
 */
export async function forget(
  store: Pick<Store, 'find' | 'remove'>,
  now: Moment,
  hasTime: () => boolean,
): Promise<number> {
  let removed = 0
  for (const { effects, days } of KEPT)
    for (let batch = 0; batch < BATCHES && hasTime(); batch++) {
      const old = await store.find<NotificationDocument>('notifications', {
        where: { effect: { in: effects }, at: { lt: now - days * DAY } },
        orderBy: [['at', 'asc']],
        limit: BATCH,
      })
      const gone = await Promise.all(old.map(({ _id }) => store.remove('notifications', _id)))
      removed += gone.filter(Boolean).length
      if (old.length < BATCH) break
    }
  return removed
}
