import type { Moment } from '#domain/period'
import type { Store } from './store'

interface LeaseDocument {
  _id: string
  schema: 1
  version: number
  /** Who holds it: one run of a function. Empty when it was given back. */
  owner: string
  until: Moment
}

/** The right to do something alone, for a while. */
export interface Lease {
  /** Holds it for the same time again from `now`. @returns `false` when it was lost: stop at once */
  renew(now: Moment): Promise<boolean>
  /** Gives it back early; harmless when it was lost. */
  release(): Promise<void>
}

const holds = (document: LeaseDocument, owner: string, until: Moment): LeaseDocument => ({
  ...document,
  owner,
  until,
})

/** A moved clock that was set back must not leave a lease that nobody can take: nothing is leased for longer than this. */
const LONGEST = 60 * 60 * 1000

function leaseOf(store: Store, taken: LeaseDocument, ms: number): Lease {
  let current = taken
  async function change(owner: string, until: Moment): Promise<boolean> {
    const next = holds(current, owner, until)
    if (!(await store.compareAndSet('leases', current, next))) return false
    current = { ...next, version: current.version + 1 }
    return true
  }
  return {
    renew: (now) => change(taken.owner, now + ms),
    async release() {
      await change('', 0)
    },
  }
}

/**
 * Takes the lease `name` for `ms` milliseconds, at most an hour. The platform may start a timer twice or while the last run
 * is still going (facts: cloudbase 7.2); only one of them gets it.
 * @param owner unique to this run, for example the request id
 * @returns `undefined` when somebody else holds it
 */
export async function takeLease(
  store: Store,
  name: string,
  { owner, now, ms }: { owner: string; now: Moment; ms: number },
): Promise<Lease | undefined> {
  const before = await store.read<LeaseDocument>('leases', name)
  if (!before) {
    const first: LeaseDocument = { _id: name, schema: 1, version: 1, owner, until: now + ms }
    return (await store.insert('leases', first)) === 'inserted' ? leaseOf(store, first, ms) : undefined
  }
  if (before.until > now && before.until <= now + LONGEST) return undefined
  const after = { ...holds(before, owner, now + ms), version: before.version + 1 }
  return (await store.compareAndSet('leases', before, after)) ? leaseOf(store, after, ms) : undefined
}
