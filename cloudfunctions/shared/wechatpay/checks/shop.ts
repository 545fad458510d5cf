import type { Fields } from './fields'

/** Whom a service provider calls for, and who the customer is in the shop's own app. */
export interface ForShop {
  sub_mchid?: unknown
  sub_appid?: unknown
  sub_openid?: unknown
}

/** What only a service provider says, and only together. */
export function checkShop(fields: Fields, { sub_mchid, sub_appid, sub_openid }: ForShop): void {
  if (sub_mchid === undefined && sub_appid !== undefined)
    fields.add('sub_appid', 'belongs to a shop: give its sub_mchid too')
  if (sub_appid === undefined && sub_openid !== undefined)
    fields.add('sub_openid', "belongs to the shop's app: give its sub_appid too")
}
