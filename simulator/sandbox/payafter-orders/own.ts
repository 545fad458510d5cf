import { permittedService, type Service } from '../account'
import { ApiFailure, invalidRequest, noAuth } from '../failure'
import { type Fields } from '../fields'
import { readAppid } from '../parties'
import { type Order } from './order'

/** Reads appid and service_id. @throws ApiFailure 403 NO_AUTH when the merchant may not use them here */
export function permitted(fields: Fields): { appid: string; service_id: string; service: Service } {
  const appid = readAppid(fields)
  const service_id = fields.text('service_id', { max: 32 })
  const service = permittedService(service_id, { protocol: 'payafter-orders', mode: 'merchant' })
  if (!service) throw noAuth('商户暂无权限使用此服务')
  return { appid, service_id, service }
}

/**
 * The order that a request names, if the request's app and service are its own.
 * @throws ApiFailure 404 ORDER_NOT_EXIST, 403 NO_AUTH, 400 INVALID_REQUEST
 */
export function owned(order: Order | undefined, fields: Fields): Order {
  const { appid, service_id } = permitted(fields)
  if (!order) throw new ApiFailure(404, 'ORDER_NOT_EXIST', '订单不存在', '271317510')
  if (order.request.service_id !== service_id) throw invalidRequest('商户暂无权限使用此服务', '268503786')
  if (order.request.appid !== appid) throw invalidRequest('appid 与创建订单时不一致', '4108')
  return order
}
