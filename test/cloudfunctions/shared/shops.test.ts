import { findShops, isShopsApp, readShop, shopViews } from '../../../cloudfunctions/shared/shops'
import { FindingStore } from './finding-store'

const shop = (_id: string, more: object = {}) => ({
  _id,
  schema: 1 as const,
  version: 1,
  name: `店 ${_id}`,
  phone: '400',
  enabled: true,
  ...more,
})

async function aStore(): Promise<FindingStore> {
  const store = new FindingStore([])
  for (const one of [
    shop('2', { sub_appid: 'wx2' }),
    shop('1'),
    shop('3', { enabled: false, sub_appid: 'wx3' }),
  ])
    await store.insert('shops', one)
  return store
}

it('one shop, all of them by number, or the ones of a list; unknown ones are missing', async () => {
  const store = await aStore()
  expect(await readShop(store, '1')).toEqual(shop('1'))
  expect(await readShop(store, '9')).toBeUndefined()
  const ids = async (list?: string[]) => (await findShops(store, list)).map(({ _id }) => _id)
  expect(await ids()).toEqual(['1', '2', '3'])
  expect(await ids(['3', '1', '9'])).toEqual(['1', '3'])
  const before = store.asked.length
  expect(await ids([])).toEqual([])
  // The database would take an empty list for no condition.
  expect(store.asked).toHaveLength(before)
})

it('a mini-program is a shop’s own also while the shop takes no new orders; none is nobody’s', async () => {
  const store = await aStore()
  expect(await Promise.all(['wx2', 'wx3', 'wx9', ''].map((one) => isShopsApp(store, one)))).toEqual([
    true,
    true,
    false,
    false,
  ])
  await store.insert('shops', shop('4', { sub_appid: '' }))
  expect(await isShopsApp(store, '')).toBe(false)
})

it('pages see number and name, and nothing where there are no shops', () => {
  expect(shopViews([shop('1')])).toEqual({ shops: [{ sub_mchid: '1', name: '店 1' }] })
  expect(shopViews([])).toEqual({})
})
