import type { Launch } from '#domain/view'
import { Failed } from '../failed'
import { protocolOf } from '../protocols'
import { confirmLaunch, detailLaunch } from '../wechatpay/launch'
import type { Desk } from './desk'
import { currentAttempt, type OrderDocument } from './document'
import { canReopen } from './view'

/** What the phone needs to open the confirm page, or `undefined` when there is no package to open. Fresh per launch. */
export function confirmLaunchOf(desk: Desk, order: OrderDocument): Launch | undefined {
  if (!canReopen(order, desk.clock())) return undefined
  const attempt = currentAttempt(order)
  const { mchid, apiV2Key } = desk.launch
  const signing = apiV2Key !== undefined && protocolOf(order.protocol).rules.launch === 'signed-set'
  return confirmLaunch(
    {
      package: attempt.package ?? '',
      ...(attempt.businessType === undefined ? {} : { miniprogram_businesstype: attempt.businessType }),
      ...(attempt.launchAppId === undefined ? {} : { miniprogram_appid: attempt.launchAppId }),
      ...(attempt.launchPath === undefined ? {} : { miniprogram_path: attempt.launchPath }),
    },
    { mchid, ...(signing ? { apiV2Key } : {}), clock: desk.clock, random: desk.random },
  )
}

/** What the phone needs to open WeChat Pay's own order page. @throws Failed LAUNCH_IMPOSSIBLE without an APIv2 key */
export function detailLaunchOf(desk: Desk, order: OrderDocument): Launch {
  const { mchid, apiV2Key } = desk.launch
  if (apiV2Key === undefined) throw new Failed('LAUNCH_IMPOSSIBLE')
  const key = { service_id: order.service_id, out_order_no: currentAttempt(order).out_order_no }
  return detailLaunch(key, { mchid, apiV2Key, clock: desk.clock, random: desk.random })
}
