import { payafterOrders } from './payafter-orders'
import { type ProtocolFactory } from './protocol'
import { serviceOrders } from './service-orders'

/** Every protocol that this sandbox plays. */
export const protocolFactories: readonly ProtocolFactory[] = [payafterOrders, serviceOrders]
