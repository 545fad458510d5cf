import { account } from '../account'
import { isLaunchSigned } from '../launch-signature'
import { type Protocol } from '../protocol'
import { type World } from '../world'
import { type LaunchView } from './view'

/** A launch that WeChat Pay's mini-program refuses, in the words its page shows. */
export interface LaunchProblem {
  readonly title: string
  readonly hint: string
  readonly code: string
}

export type Launch = LaunchView | LaunchProblem

/** What the mini-program gave as extraData, and `launcher_appid`: the app that opened the page, where known. */
export type LaunchFields = Readonly<Record<string, string>>

const useFields = ['mch_id', 'package', 'timestamp', 'nonce_str', 'sign_type', 'sign']
const detailFields = ['mch_id', 'service_id', 'out_order_no', 'timestamp', 'nonce_str', 'sign_type', 'sign']

export const problem = (title: string, hint: string, code: string): LaunchProblem => ({ title, hint, code })
const unsigned = problem('签名错误', '商家的拉起参数签名有误，请联系商家', 'SIGN_ERROR')

/** The checks of facts 7 before the confirm page opens. Opening spends a single-use package. */
export function launchUse(world: World, protocols: readonly Protocol[], given: LaunchFields): Launch {
  const wants = world.switches().launchAccepts
  const signed = given['sign'] !== undefined
  if (signed && wants !== 'package-only' && !signedWell(world, given, useFields)) return unsigned
  if (!signed && wants === 'signed-set') {
    return problem('参数错误', '商家的拉起参数不完整，请联系商家', 'PARAM_ERROR')
  }
  const value = given['package'] ?? ''
  const seen = protocols.map((one) => one.byPackage(value, false)).find((one) => one !== undefined)
  if (seen === undefined) return problem('订单不存在', '请返回商家重新下单', 'ORDER_NOT_EXIST')
  if (seen === 'expired') return problem('页面已过期', '请返回商家重新发起', 'PACKAGE_EXPIRED')
  if (seen === 'used') return problem('系统繁忙', '未获得权益，请返回商家重新下单', 'PACKAGE_USED')
  if (wrongApp(seen, given)) return problem('无法打开', '小程序与订单所属的小程序不一致', '4108')
  for (const one of protocols) one.byPackage(value, true)
  return seen
}

/** The detail page must be signed; the old variant with query_id alone is let in (facts 7.2: unknown). */
export function launchDetail(world: World, protocols: readonly Protocol[], given: LaunchFields): Launch {
  const { query_id, out_order_no } = given
  if (query_id === undefined && !signedWell(world, given, detailFields)) return unsigned
  const by = query_id === undefined ? { out_order_no: out_order_no ?? '' } : { query_id }
  const seen = protocols.map((one) => one.view(by)).find((one) => one !== undefined)
  if (!seen || (query_id === undefined && seen.service_id !== given['service_id'])) {
    return problem('订单不存在', '请返回商家查看', 'ORDER_NOT_EXIST')
  }
  if (wrongApp(seen, given)) return problem('无法打开', '小程序与订单所属的小程序不一致', '4108')
  return seen
}

function signedWell(world: World, given: LaunchFields, names: readonly string[]): boolean {
  const complete = names.every((name) => given[name])
  if (!complete || given['mch_id'] !== account.mchid || given['sign_type'] !== 'HMAC-SHA256') return false
  if (!/^\d{10}$/.test(given['timestamp'] ?? '') || (given['nonce_str'] ?? '').length > 32) return false
  const fields = Object.fromEntries(names.map((name) => [name, given[name] ?? '']))
  return isLaunchSigned(fields, world.keyring.keys.apiV2Key)
}

function wrongApp(view: LaunchView, given: LaunchFields): boolean {
  const launcher = given['launcher_appid']
  return launcher !== undefined && launcher !== view.appid
}
