import {
  orderFor,
  ordersByNumber,
  ordersFor,
  whoseOrders,
  worksOn,
} from '../../../../cloudfunctions/shared/operators/orders'
import type { Operator } from '../../../../cloudfunctions/shared/operators/roster'
import { openStore } from '../../../../cloudfunctions/shared/store'
import { openTestCloud, type TestCloud } from '../cloud'
import { anOrder } from '../orders/fixtures'

const operator = (shops?: string[]): Operator => ({
  id: 'i',
  openid: 'o',
  name: 'n',
  since: 0,
  ...(shops ? { shops } : {}),
})
const id = (n: number) => `${n}`.padStart(24, '0')
const order = (n: number, sub_mchid?: string, more: object = {}) => ({
  ...anOrder({ createdAt: n }),
  _id: id(n),
  ...(sub_mchid ? { sub_mchid } : {}),
  ...more,
})
const store = openStore()
let test: TestCloud
beforeAll(async () => {
  test = await openTestCloud()
  test.fresh()
  for (const one of [order(1), order(2, 'shop-a'), order(3, 'shop-b', { filter: 'ended' })])
    await store.insert('orders', one)
})
afterAll(() => test.cloud.close())

const missing = expect.objectContaining({ code: 'ORDER_NOT_FOUND' }) as Error

it('an operator without shops works on every order, one of shops on theirs alone', () => {
  expect([worksOn({}, undefined), worksOn({}, 'shop-a')]).toEqual([true, true])
  const shops = ['shop-a']
  expect([undefined, 'shop-a', 'shop-b'].map((one) => worksOn({ shops }, one))).toEqual([false, true, false])
})

it('whose orders are asked for is said by the operator, whatever is named', () => {
  expect(whoseOrders(operator(), undefined)).toEqual({})
  expect(whoseOrders(operator(), 'shop-b')).toEqual({ sub_mchid: 'shop-b' })
  expect(whoseOrders(operator(['shop-a']), undefined)).toEqual({ sub_mchid: { in: ['shop-a'] } })
  expect(whoseOrders(operator(['shop-a']), 'shop-a')).toEqual({ sub_mchid: 'shop-a' })
  expect(whoseOrders(operator(['shop-a']), 'shop-b')).toBeUndefined()
  expect(whoseOrders(operator([]), undefined)).toBeUndefined()
})

it('another shop’s order and none at all are the same', async () => {
  const found = async (n: number, shops?: string[]) =>
    (await orderFor({ operator: operator(shops), store }, id(n)))._id
  expect(await found(1)).toBe(id(1))
  expect(await found(2, ['shop-a'])).toBe(id(2))
  for (const [n, shops] of [
    [9, undefined],
    [1, ['shop-a']],
    [3, ['shop-a']],
    [2, []],
  ] as const)
    await expect(found(n, shops ? [...shops] : undefined)).rejects.toThrow(missing)
})

it('a page has the operator’s orders of a kind and of a shop', async () => {
  const page = async (shops: string[] | undefined, asked: Parameters<typeof ordersFor>[1]) =>
    (await ordersFor({ operator: operator(shops), store }, asked)).items.map(({ _id }) => Number(_id))
  expect(await page(undefined, {})).toEqual([3, 2, 1])
  expect(await page(undefined, { filter: 'all' })).toEqual([3, 2, 1])
  expect(await page(undefined, { filter: 'ended' })).toEqual([3])
  expect(await page(undefined, { shop: 'shop-a' })).toEqual([2])
  expect(await page(['shop-a', 'shop-b'], {})).toEqual([3, 2])
  expect(await page(['shop-a', 'shop-b'], { filter: 'open' })).toEqual([2])
  expect(await page(['shop-a'], { shop: 'shop-b' })).toEqual([])
  expect(await page([], {})).toEqual([])
})

it('by the beginning of a number only the operator’s orders are found', async () => {
  const found = async (start: string, shops?: string[], shop?: string) =>
    (await ordersByNumber({ operator: operator(shops), store }, start, shop)).map(({ _id }) => Number(_id))
  expect((await found('0'.repeat(20))).sort()).toEqual([1, 2, 3])
  expect(await found(id(2))).toEqual([2])
  expect(await found('1')).toEqual([])
  expect(await found('0', ['shop-a'])).toEqual([2])
  expect(await found('0', undefined, 'shop-b')).toEqual([3])
  expect(await found('0', ['shop-a'], 'shop-b')).toEqual([])
})
