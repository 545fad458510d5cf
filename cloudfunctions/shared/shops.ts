import type { ShopView } from '#domain/contract'
import type { Store } from './store'

/** A sub-merchant that we, as its service provider, place orders for. */
export interface ShopDocument {
  /** Its `sub_mchid`. */
  _id: string
  schema: 1
  version: number
  /** Its own mini-program, where it has one; orders placed there are confirmed there (facts: payscore 7.4, 4108). */
  sub_appid?: string
  /** As on its business licence; on every order. */
  name: string
  /** Whom its customers call; on every order. */
  phone: string
  /** A disabled one takes no new orders; the ones it has live on. */
  enabled: boolean
}

/** More than a service provider offers in one mini-program. */
const MOST = 1000

type Finding = Pick<Store, 'read' | 'find'>

export const readShop = (store: Pick<Store, 'read'>, sub_mchid: string): Promise<ShopDocument | undefined> =>
  store.read<ShopDocument>('shops', sub_mchid)

/** Every shop, or the ones of a list; the unknown ones are missing. */
export const findShops = (store: Pick<Store, 'find'>, ids?: readonly string[]): Promise<ShopDocument[]> =>
  ids?.length === 0
    ? Promise.resolve([])
    : store.find<ShopDocument>('shops', {
        where: ids === undefined ? {} : { _id: { in: ids } },
        orderBy: [['_id', 'asc']],
        limit: MOST,
      })

/**
 * Whether a mini-program is a shop's own. A disabled shop's still is: its customers see the orders that they have.
 */
export async function isShopsApp(store: Pick<Finding, 'find'>, appid: string): Promise<boolean> {
  if (appid === '') return false
  const [found] = await store.find<ShopDocument>('shops', { where: { sub_appid: appid }, limit: 1 })
  return found !== undefined
}

/** The shops as pages name them; absent where there are none. */
export const shopViews = (shops: readonly ShopDocument[]): { shops?: ShopView[] } =>
  shops.length === 0 ? {} : { shops: shops.map(({ _id, name }) => ({ sub_mchid: _id, name })) }
