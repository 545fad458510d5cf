import { sdkEnvironment, startCloudBase, type CollectionManifest } from '../../../simulator/cloudbase'
import { withSdk, type SdkDatabase } from './sdk'

const collections: CollectionManifest = {
  orders: {
    indexes: [
      {
        name: 'openid_createdAt',
        fields: [
          { field: 'openid', direction: 1 },
          { field: 'createdAt', direction: -1 },
        ],
      },
      { name: 'nextCheckAt', fields: [{ field: 'nextCheckAt', direction: 1 }] },
      {
        name: 'state_createdAt',
        fields: [
          { field: 'state', direction: 1 },
          { field: 'createdAt', direction: 1 },
        ],
      },
    ],
  },
}
const states = ['CREATED', 'USER_ACCEPTED', 'FINISHED', 'USER_PAID']
const noon = 1_700_000_000_000

/** One open order among 50 is due; settled ones have no nextCheckAt at all, or null. */
const orderNumber = (n: number) => ({
  _id: `order${n}`,
  openid: `o-${n % 40}`,
  state: states[n % 4],
  createdAt: new Date(noon - n * 1_000),
  version: 1,
  ...(n % 50 === 0 ? { nextCheckAt: new Date(noon - 60_000 + n) } : n % 3 === 0 ? { nextCheckAt: null } : {}),
})

const queries: Record<string, (db: SdkDatabase) => Promise<unknown>> = {
  'by _id': (db) => db.collection('orders').doc('order7').get(),
  'compare-and-set on _id and version': (db) =>
    db
      .collection('orders')
      .where({ _id: 'order8', version: 1 })
      .update({ data: { state: 'X' } }),
  'equality, sort and limit': (db) =>
    db.collection('orders').where({ openid: 'o-3' }).orderBy('createdAt', 'desc').limit(20).get(),
  'the same, backwards': (db) =>
    db.collection('orders').where({ openid: 'o-3' }).orderBy('createdAt', 'asc').limit(20).get(),
  'what is due': (db) =>
    db
      .collection('orders')
      .where({ nextCheckAt: db.command.lte(new Date(noon)) })
      .orderBy('nextCheckAt', 'asc')
      .limit(20)
      .get(),
  'one of several states, in order': (db) =>
    db
      .collection('orders')
      .where({ state: db.command.in(['CREATED', 'FINISHED']) })
      .orderBy('createdAt', 'desc')
      .limit(10)
      .get(),
}

async function examinedWith(count: number): Promise<Record<string, [number, unknown]>> {
  const { cloudbase, db, env } = await withSdk({ collections })
  await cloudbase.store.insert(
    'orders',
    Array.from({ length: count }, (_, n) => orderNumber(n)),
    env,
  )
  const figures: Record<string, [number, unknown]> = {}
  for (const [name, run] of Object.entries(queries)) {
    cloudbase.counters.reset()
    const answer = (await run(db)) as { data?: unknown }
    figures[name] = [cloudbase.counters.of(env).examined, answer.data]
  }
  await cloudbase.close()
  return figures
}

it('examines as many documents among 100 000 orders as among 1 000', async () => {
  const small = await examinedWith(1_000)
  const large = await examinedWith(100_000)
  for (const [name, [examined]] of Object.entries(small))
    expect([name, large[name]?.[0]]).toEqual([name, examined])
  expect(small['by _id']?.[0]).toBe(1)
  expect(small['compare-and-set on _id and version']?.[0]).toBe(1)
  expect(small['equality, sort and limit']?.[0]).toBe(20)
  expect(small['what is due']?.[0]).toBe(20)
  expect(small['one of several states, in order']?.[0]).toBe(20)
  expect(small['what is due']?.[1]).toHaveLength(20)
  expect(small['equality, sort and limit']?.[1]).toEqual(large['equality, sort and limit']?.[1])
}, 30_000)

it('examines everything where no index serves', async () => {
  const cloudbase = await startCloudBase({ collections })
  const env = sdkEnvironment(cloudbase)['TCB_ENV'] ?? ''
  await cloudbase.store.insert(
    'orders',
    Array.from({ length: 300 }, (_, n) => orderNumber(n)),
    env,
  )
  await fetch(cloudbase.adminUrl, {
    method: 'POST',
    body: JSON.stringify({
      action: 'database.getDocument',
      envName: env,
      collectionName: 'orders',
      query: '{"version":2}',
    }),
  })
  expect(cloudbase.counters.of(env)).toEqual({ requests: 1, examined: 300 })
  await cloudbase.close()
})
