import type { ShopDocument } from '../../../cloudfunctions/shared/shops'
import { HOTEL } from './payafter'

/** The shops of a service provider's demo offers, in the order that offers name them by. */
const SHOPS = [{ name: '小满生活服务（湖滨店）', phone: '400-820-1717' }, HOTEL] as const

/** A sub-merchant as the credentials name it. */
export interface SubMerchant {
  readonly subMchid: string
  readonly subAppid?: string
}

/** The first two sub-merchants as shops with names that customers can read. */
export const demoShops = (subMerchants: readonly SubMerchant[]): ShopDocument[] =>
  subMerchants.slice(0, SHOPS.length).map(({ subMchid, subAppid }, at) => ({
    _id: subMchid,
    schema: 1,
    version: 1,
    ...(subAppid === undefined ? {} : { sub_appid: subAppid }),
    ...(SHOPS[at] ?? SHOPS[0]),
    enabled: true,
  }))
