import { createHash } from 'node:crypto'
import type { OrderDocument } from '../../../../cloudfunctions/shared/orders/document'
import { newestOrders } from '../../../../cloudfunctions/shared/orders/limits'
import { ownOrder } from '../../../../cloudfunctions/shared/orders/own-order'
import { pageOfOrders } from '../../../../cloudfunctions/shared/orders/paging'
import type { ActionContext } from '../../../../cloudfunctions/shared/handler'
import { openStore } from '../../../../cloudfunctions/shared/store'
import { openTestCloud, type TestCloud } from '../cloud'
import { anOrder, T0 } from './fixtures'

const store = openStore()
const idOf = (n: number) => createHash('sha256').update(String(n)).digest('hex').slice(0, 24)
let cloud: TestCloud

/** Orders of one person, `ages` before T0, and one of another person. */
const place = async (ages: readonly number[]): Promise<void> => {
  cloud.fresh()
  const orders = ages.map((age, n) => ({ ...anOrder({ createdAt: T0 - age }), _id: idOf(n) }))
  const other = { ...anOrder({ openid: 'o2', createdAt: T0 }), _id: idOf(1000) }
  await Promise.all([...orders, other].map((one) => store.insert('orders', one)))
}
const pages = async (): Promise<OrderDocument[][]> => {
  const all: OrderDocument[][] = []
  let cursor: string | undefined
  do {
    const page = await pageOfOrders(store, { openid: 'o1' }, cursor)
    all.push(page.items)
    cursor = page.cursor
  } while (cursor !== undefined && all.length < 10)
  return all
}

beforeAll(async () => {
  cloud = await openTestCloud()
})
afterAll(() => cloud.cloud.close())

it('a person’s orders come newest first, twenty at a time', async () => {
  await place(Array.from({ length: 41 }, (_, n) => n))
  const all = await pages()
  expect(all.map(({ length }) => length)).toEqual([20, 20, 1])
  expect(all.flat().map(({ createdAt }) => T0 - createdAt)).toEqual(Array.from({ length: 41 }, (_, n) => n))
})

it('twenty orders are one page, and none are none', async () => {
  await place(Array.from({ length: 20 }, (_, n) => n))
  expect((await pages()).map(({ length }) => length)).toEqual([20])
  expect(await pageOfOrders(store, { openid: 'nobody' }, undefined)).toEqual({ items: [] })
})

it('orders of one millisecond are neither skipped nor shown twice', async () => {
  await place([0, 1, ...Array.from({ length: 45 }, () => 2), 3])
  const all = await pages()
  expect(all.map(({ length }) => length)).toEqual([20, 20, 8])
  expect(new Set(all.flat().map(({ _id }) => _id)).size).toBe(48)
})

it.each(['', 'x', '1', ':', '1:zz', `1:${'a'.repeat(23)}`, `1234567890123456:`, ` 1:`, '1: '])(
  'the cursor %j is none of ours',
  async (cursor) => {
    await expect(pageOfOrders(store, {}, cursor)).rejects.toMatchObject({ code: 'INVALID_REQUEST' })
  },
)

it('of a customer with many orders the twenty newest are counted', async () => {
  await place(Array.from({ length: 25 }, (_, n) => n))
  const newest = await newestOrders(store, 'o1')
  expect(newest.map(({ createdAt }) => T0 - createdAt)).toEqual(Array.from({ length: 20 }, (_, n) => n))
})

it('another person’s order is as good as none', async () => {
  await place([0])
  const as = (openid: string) => ({ store, caller: { openid, appid: 'wx1' } }) as unknown as ActionContext
  expect(await ownOrder(as('o1'), idOf(0))).toMatchObject({ _id: idOf(0) })
  for (const [openid, id] of [
    ['o1', idOf(1000)],
    ['o1', idOf(5)],
  ] as const)
    await expect(ownOrder(as(openid), id)).rejects.toMatchObject({ code: 'ORDER_NOT_FOUND' })
})
