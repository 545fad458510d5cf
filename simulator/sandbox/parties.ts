import { account, subMerchants } from './account'
import { noAuth } from './failure'
import { type Fields } from './fields'

/** @throws ApiFailure 403 NO_AUTH unless the app is the merchant's own */
export function readAppid(fields: Fields): string {
  const appid = fields.text('appid', { max: 32 })
  if (appid !== account.appid) throw noAuth('商户号与 appid 未绑定', '271302149')
  return appid
}

/** @throws ApiFailure 403 NO_AUTH unless the sub-merchant is one of this service provider's */
export function readSubMchid(fields: Fields): string {
  const sub_mchid = fields.text('sub_mchid', { max: 32 })
  if (!subMerchants.some((one) => one.subMchid === sub_mchid)) {
    throw noAuth('子商户号与服务商未绑定', '271302144')
  }
  return sub_mchid
}
