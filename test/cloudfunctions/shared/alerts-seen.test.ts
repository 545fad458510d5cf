import { seeAlert } from '../../../cloudfunctions/shared/alerts'
import { FindingStore } from './finding-store'

const alert = (more: object = {}) => ({
  _id: 'a',
  schema: 1,
  version: 1,
  kind: 'bill-unavailable',
  count: 3,
  firstAt: 1,
  lastAt: 2,
  ...more,
})

async function see(count: number, more: object = {}) {
  const store = new FindingStore([])
  await store.insert('alerts', alert(more))
  await seeAlert(store, { id: 'a', count })
  return store.read<{ seen?: number; version: number }>('alerts', 'a')
}

it('an alert is seen as often as the operator was told, and never more often than it was raised', async () => {
  expect(await see(2)).toEqual({ ...alert(), seen: 2, version: 2 })
  expect(await see(3, { seen: 2 })).toMatchObject({ seen: 3, count: 3 })
  expect(await see(9)).toMatchObject({ seen: 3 })
})

it('who was told less than another saw takes nothing back', async () => {
  expect(await see(1, { seen: 2 })).toEqual(alert({ seen: 2 }))
  expect(await see(2, { seen: 2 })).toEqual(alert({ seen: 2 }))
})

it('one that is gone is left alone; one that is raised meanwhile is tried three times', async () => {
  await expect(seeAlert(new FindingStore([]), { id: 'a', count: 1 })).resolves.toBeUndefined()
  for (const [free, tries] of [
    [3, 3],
    [9, 3],
    [1, 1],
  ] as const) {
    let tried = 0
    const store = {
      read: <T>() => Promise.resolve(alert() as T),
      compareAndSet: () => Promise.resolve(++tried >= free),
    }
    await seeAlert(store, { id: 'a', count: 1 })
    expect(tried).toBe(tries)
  }
})
