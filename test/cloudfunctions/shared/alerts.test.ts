import { listAlerts, raiseAlert } from '../../../cloudfunctions/shared/alerts'
import { openStore } from '../../../cloudfunctions/shared/store'
import { openTestCloud, type TestCloud } from './cloud'

const store = openStore()
let cloud: TestCloud
beforeAll(async () => {
  cloud = await openTestCloud()
})
beforeEach(() => {
  cloud.fresh()
})
afterAll(() => cloud.cloud.close())

const foreign = { kind: 'foreign-notification', out_order_no: 'a_1' } as const

it('the same thing about the same order counts up', async () => {
  await raiseAlert(store, foreign, 5)
  await raiseAlert(store, foreign, 7)
  expect(await listAlerts(store, 10)).toEqual([
    {
      _id: 'foreign-notification_a_1',
      schema: 1,
      version: 2,
      kind: 'foreign-notification',
      out_order_no: 'a_1',
      count: 2,
      firstAt: 5,
      lastAt: 7,
    },
  ])
})

it('without an order it counts by itself, and the newest come first', async () => {
  await raiseAlert(store, foreign, 5)
  await raiseAlert(store, { kind: 'unknown-notification' }, 6)
  const all = await listAlerts(store, 10)
  expect(all.map(({ _id }) => _id)).toEqual(['unknown-notification', 'foreign-notification_a_1'])
  expect(all[0]).not.toHaveProperty('out_order_no')
  expect(await listAlerts(store, 1)).toHaveLength(1)
})

it('of one moment loses at most the count', async () => {
  await Promise.all(Array.from({ length: 3 }, () => raiseAlert(store, foreign, 5)))
  expect((await listAlerts(store, 10))[0]?.count).toBe(3)
})

it('is tried three times to be counted, and not when it is gone', async () => {
  let tries = 0
  const busy = {
    ...store,
    insert: () => Promise.resolve('exists' as const),
    read: <T>() => Promise.resolve({ count: 1 } as T),
    compareAndSet: () => Promise.resolve(++tries < 0),
  }
  await raiseAlert(busy, foreign, 5)
  expect(tries).toBe(3)
  await raiseAlert({ ...busy, read: () => Promise.resolve(undefined) }, foreign, 5)
  expect(tries).toBe(3)
})
