import { type Mode } from '../account'
import { type Fields } from '../fields'
import { present } from '../present'

/** The user of a plan. */
export interface User {
  readonly openid?: string
  readonly sub_openid?: string
}

/**
 * Exactly one of openid and sub_openid, the latter with its app; as a merchant openid (facts 1.10, 1.11).
 * @throws ApiFailure 400 PARAM_ERROR
 */
export function readUser(fields: Fields, mode: Mode, sub_appid: string | undefined): User {
  const openid = fields.optionalText('openid', { max: 128 })
  const sub_openid = mode === 'partner' ? fields.optionalText('sub_openid', { max: 128 }) : undefined
  if ((openid === undefined) === (sub_openid === undefined)) {
    throw fields.error(
      'openid',
      mode === 'merchant' ? 'is required' : 'or sub_openid is required, and not both',
    )
  }
  if (sub_openid !== undefined && sub_appid === undefined) {
    throw fields.error('sub_appid', 'is required with sub_openid')
  }
  return present({ openid, sub_openid })
}

export const isSameUser = (one: User, other: User): boolean =>
  one.openid === other.openid && one.sub_openid === other.sub_openid
