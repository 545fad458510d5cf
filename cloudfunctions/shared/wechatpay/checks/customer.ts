import type { Fields } from './fields'

/** Who the customer is: by the openid of our own app, or by that of the shop's; exactly one of them (facts 1.10, 1.11). */
export function checkCustomer(
  fields: Fields,
  { openid, sub_openid }: { openid?: unknown; sub_openid?: unknown },
): void {
  if (openid === undefined && sub_openid === undefined) fields.add('openid', 'is missing')
  if (openid !== undefined && sub_openid !== undefined)
    fields.add('sub_openid', 'and openid: give exactly one of them')
  fields.optionalText('openid', openid, 128)
  fields.optionalText('sub_openid', sub_openid, 128)
}
