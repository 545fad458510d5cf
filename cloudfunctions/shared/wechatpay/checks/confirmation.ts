import type { Fields } from './fields'

/** Who the customer is, if nobody has to confirm: an openid, or one that the shop's own app knows. */
interface Confirmation {
  need_user_confirm: unknown
  openid?: unknown
  sub_openid?: unknown
}

/** An openid is needed without the customer's confirmation, and forbidden with it (facts 1.1, 9-20). */
export function checkConfirmation(
  fields: Fields,
  { need_user_confirm: confirm, openid, sub_openid }: Confirmation,
): void {
  if (fields.flag('need_user_confirm', confirm)) {
    const forbidden = 'must be left out when need_user_confirm is true'
    if (confirm && openid !== undefined) fields.add('openid', forbidden)
    if (confirm && sub_openid !== undefined) fields.add('sub_openid', forbidden)
    if (!confirm && openid === undefined && sub_openid === undefined)
      fields.add('openid', 'is missing; need_user_confirm=false requires it')
    if (!confirm && openid !== undefined && sub_openid !== undefined)
      fields.add('sub_openid', 'and openid: give exactly one of them')
  }
  fields.optionalText('openid', openid, 128)
  fields.optionalText('sub_openid', sub_openid, 128)
}
