import { ApiFailure, invalidRequest, noAuth } from '../failure'
import { permittedService, account, type Service } from '../account'
import { type Fields } from '../fields'
import { type World } from '../world'
import { move, type Order } from './order'

/** An unconfirmed order lives one hour (facts 2.1). */
export const unconfirmedLifeMs = 3_600_000

/** The orders of this protocol, with expiry applied whenever one is looked at. */
export class OrderBook {
  private readonly table
  private readonly queryIds
  private readonly packages

  constructor(private readonly world: World) {
    this.table = world.store.table<Order>('payafter-orders')
    this.queryIds = world.store.table<string>('payafter-query-ids')
    this.packages = world.store.table<string>('payafter-packages')
  }

  all(): Order[] {
    return this.table.values().map((order) => this.settled(order))
  }

  find(out_order_no: string): Order | undefined {
    const order = this.table.get(out_order_no)
    return order && this.settled(order)
  }

  findByQueryId(query_id: string): Order | undefined {
    return this.find(this.queryIds.get(query_id) ?? '')
  }

  findByPackage(value: string): Order | undefined {
    return this.find(this.packages.get(value) ?? '')
  }

  save(order: Order): Order {
    this.table.put(order.out_order_no, order)
    if (!this.queryIds.get(order.query_id)) this.queryIds.put(order.query_id, order.out_order_no)
    for (const { value } of order.packages) {
      if (!this.packages.get(value)) this.packages.put(value, order.out_order_no)
    }
    return order
  }

  /**
   * The order that a request names, if the request's app and service are its own.
   * @throws ApiFailure 404 ORDER_NOT_EXIST, 403 NO_AUTH, 400 INVALID_REQUEST
   */
  owned(order: Order | undefined, fields: Fields): Order {
    const { appid, service_id } = permitted(fields)
    if (!order) throw new ApiFailure(404, 'ORDER_NOT_EXIST', '订单不存在', '271317510')
    if (order.request.service_id !== service_id) throw invalidRequest('商户暂无权限使用此服务', '268503786')
    if (order.request.appid !== appid) throw invalidRequest('appid 与创建订单时不一致', '4108')
    return order
  }

  private settled(order: Order): Order {
    const end = order.createdAt + unconfirmedLifeMs
    return order.state === 'CREATED' && this.world.time.business() >= end ? move(order, 'expire', end) : order
  }
}

/** Reads appid and service_id. @throws ApiFailure 403 NO_AUTH when the merchant may not use them here */
export function permitted(fields: Fields): { appid: string; service_id: string; service: Service } {
  const appid = fields.text('appid', { max: 32 })
  const service_id = fields.text('service_id', { max: 32 })
  if (appid !== account.appid) throw noAuth('商户号与 appid 未绑定', '271302149')
  const service = permittedService(service_id, {
    line: 'payafter',
    protocol: 'payafter-orders',
    mode: 'merchant',
  })
  if (!service) throw noAuth('商户暂无权限使用此服务')
  return { appid, service_id, service }
}
