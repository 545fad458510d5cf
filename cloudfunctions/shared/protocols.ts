import type { Protocol } from '#domain/offer'
import type { PrepareFirst, ProtocolCalls, ProtocolRules, ToldOrder } from './protocol'
import { payafterOrders } from './wechatpay/payafter-orders/adapter'
import { prepareFirst as createPayafterOrder } from './wechatpay/payafter-orders/create-input'
import { PAYAFTER_RULES } from './wechatpay/payafter-orders/rules'
import { readResource as readPayafterOrder } from './wechatpay/payafter-orders/told-order'
import { serviceOrders } from './wechatpay/service-orders/adapter'
import { prepareFirst as createServiceOrder } from './wechatpay/service-orders/create-input'
import { SERVICE_RULES } from './wechatpay/service-orders/rules'
import { readResource as readServiceOrder } from './wechatpay/service-orders/told-order'

/** Every protocol by the name that an offer gives it. */
const PROTOCOLS: Readonly<Record<Protocol, ProtocolCalls>> = {
  'payafter-orders': payafterOrders,
  'service-orders': serviceOrders,
}

const CREATES: Readonly<Record<Protocol, PrepareFirst>> = {
  'payafter-orders': createPayafterOrder,
  'service-orders': createServiceOrder,
}

// The rest stands apart from the calls, because `notify` listens, calls nobody, and need not carry them.

const RULES: Readonly<Record<Protocol, ProtocolRules>> = {
  'payafter-orders': PAYAFTER_RULES,
  'service-orders': SERVICE_RULES,
}

const READERS: Readonly<Record<Protocol, (resource: unknown) => ToldOrder | undefined>> = {
  'payafter-orders': readPayafterOrder,
  'service-orders': readServiceOrder,
}

/** Their names, for whoever writes an offer. */
export const PROTOCOL_NAMES = Object.keys(RULES)

/** Whether an offer's or an export's word names a protocol. */
export const isProtocol = (name: unknown): name is Protocol =>
  typeof name === 'string' && PROTOCOL_NAMES.includes(name)

/** The protocol's calls. */
export const protocolOf = (protocol: Protocol): ProtocolCalls => PROTOCOLS[protocol]

/** The create that an order of the protocol begins with. */
export const createOf = (protocol: Protocol): PrepareFirst => CREATES[protocol]

/** What the protocol's orders allow. */
export const rulesOf = (protocol: Protocol): ProtocolRules => RULES[protocol]

/**
 * A notification's order, whatever protocol it is of: told by its decrypted content, not by a name or an address (design 4.9).
 * @returns `undefined` for what is no order of any of them
 */
export function readResource(resource: unknown): (ToldOrder & { protocol: Protocol }) | undefined {
  for (const [protocol, read] of Object.entries(READERS) as [Protocol, (typeof READERS)[Protocol]][]) {
    const told = read(resource)
    if (told) return { ...told, protocol }
  }
  return undefined
}
