import { forget } from '../../../cloudfunctions/reconcile/forget'
import type { Effect } from '../../../cloudfunctions/shared/notify'
import { FindingStore } from '../shared/finding-store'
import { T0 } from '../shared/orders/fixtures'

const DAY = 24 * 3_600_000
const always = () => true

async function aStore(...records: [effect: Effect, days: number][]): Promise<FindingStore> {
  const store = new FindingStore([])
  for (const [n, [effect, days]] of records.entries())
    await store.insert('notifications', { _id: `${effect}-${days}-${n}`, effect, at: T0 - days * DAY })
  return store
}
const left = async (store: FindingStore) =>
  (await store.find<{ _id: string }>('notifications')).map(({ _id }) => _id.replace(/-\d+$/, ''))

it('what did something is kept for 40 days, what nobody could use for 180', async () => {
  const records = (['applied', 'duplicate', 'noted', 'foreign', 'unknown'] as const).flatMap((effect) =>
    [40, 41, 180, 181].map((days): [Effect, number] => [effect, days]),
  )
  const store = await aStore(...records)
  expect(await forget(store, T0, always)).toBe(11)
  const young = ['applied-40', 'duplicate-40', 'noted-40']
  const evidence = ['foreign', 'unknown'].flatMap((effect) =>
    [40, 41, 180].map((days) => `${effect}-${days}`),
  )
  expect((await left(store)).sort()).toEqual([...young, ...evidence].sort())
})

it('goes on while there is time, oldest first and sixteen at a time, and no further in one run than 160 of a kind', async () => {
  const store = await aStore(...Array.from({ length: 200 }, (_, n): [Effect, number] => ['applied', 300 - n]))
  expect(await forget(store, T0, () => false)).toBe(0)
  let asked = 0
  expect(await forget(store, T0, () => asked++ < 1)).toBe(16)
  expect(await left(store)).not.toContain('applied-285')
  expect(await left(store)).toContain('applied-284')
  expect(await forget(store, T0, always)).toBe(160)
  expect(await forget(store, T0, always)).toBe(24)
  expect(await forget(store, T0, always)).toBe(0)
})

it('counts what it removed itself', async () => {
  const store = await aStore(['applied', 50], ['applied', 51])
  const { remove } = store
  store.remove = async (...args) => !(await remove.apply(store, args)) || args[1].includes('50')
  expect(await forget(store, T0, always)).toBe(1)
})
