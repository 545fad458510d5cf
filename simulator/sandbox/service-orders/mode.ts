import { permittedService, subMerchants, type Line, type Mode, type Service } from '../account'
import { ApiFailure, invalidRequest, noAuth } from '../failure'
import { type Fields } from '../fields'
import { readAppid, readSubMchid } from '../parties'
import { type Order, type Parties } from './order'

/** Where the calls of a mode stand. */
export const paths: Readonly<Record<Mode, string>> = {
  merchant: '/v3/payscore/serviceorder',
  partner: '/v3/payscore/partner/serviceorder',
}

/** A verified service with the parties that a request names. */
export interface Asked {
  readonly service: Service
  readonly service_id: string
  /** Absent in the calls that do not name it. */
  readonly appid?: string
  readonly sub_mchid?: string
}

/** @throws ApiFailure 403 NO_AUTH unless the merchant may use the service in this mode (and on this line) */
export function permitted(fields: Fields, mode: Mode, line?: Line): Pick<Asked, 'service' | 'service_id'> {
  const service_id = fields.text('service_id', { max: 32 })
  const wanted = { protocol: 'service-orders', mode, ...(line && { line }) } as const
  const service = permittedService(service_id, wanted)
  if (!service) throw noAuth('商户暂无权限使用此服务')
  return { service, service_id }
}

/** Who is meant by create: the app always, the sub-merchant's own app only where it is bound to it. */
export function readParties(fields: Fields, mode: Mode, line: Line): Parties & { readonly service: Service } {
  const { service, service_id } = permitted(fields, mode, line)
  const appid = readAppid(fields)
  if (mode === 'merchant') return { mode, appid, service_id, service }
  const sub_mchid = readSubMchid(fields)
  const sub_appid = fields.optionalText('sub_appid', { max: 32 })
  const bound = subMerchants.find((one) => one.subMchid === sub_mchid)?.subAppid
  if (sub_appid !== undefined && sub_appid !== bound) {
    throw noAuth('子商户号与 sub_appid 未绑定', '271302149')
  }
  return { mode, appid, service_id, service, sub_mchid, ...(sub_appid !== undefined && { sub_appid }) }
}

/**
 * The order that a later call names, if service, app and sub-merchant are its own (facts 1.7.2: as a merchant with
 * appid, as a service provider with sub_mchid).
 * @param withAppid the messages of a merchant name no app
 * @throws ApiFailure 404 ORDER_NOT_EXIST, 403 NO_AUTH, 400 INVALID_REQUEST
 */
export function owned(
  order: Order | undefined,
  fields: Fields,
  mode: Mode,
  withAppid = true,
): { readonly order: Order; readonly service: Service } {
  const { service, service_id } = permitted(fields, mode)
  const appid = mode === 'merchant' && withAppid ? readAppid(fields) : undefined
  const sub_mchid = mode === 'partner' ? readSubMchid(fields) : undefined
  if (order?.request.mode !== mode || order.request.sub_mchid !== sub_mchid) {
    throw new ApiFailure(404, 'ORDER_NOT_EXIST', '订单不存在', '271317510')
  }
  if (order.request.service_id !== service_id) throw invalidRequest('商户暂无权限使用此服务', '268503786')
  if (appid !== undefined && order.request.appid !== appid) {
    throw invalidRequest('appid 与创建订单时不一致', '4108')
  }
  return { order, service }
}
