import { payafterOrders } from './payafter-orders'
import { type ProtocolFactory } from './protocol'

/** Every protocol that this sandbox plays. */
export const protocolFactories: readonly ProtocolFactory[] = [payafterOrders]
