import type { Protocol } from '#domain/offer'
import type { ProtocolCalls, ToldOrder } from './protocol'
import { payafterOrders } from './wechatpay/payafter-orders/adapter'
import { serviceOrders } from './wechatpay/service-orders/adapter'

/** Every protocol by the name that an offer gives it. */
const PROTOCOLS: Readonly<Record<Protocol, ProtocolCalls>> = {
  'payafter-orders': payafterOrders,
  'service-orders': serviceOrders,
}

/** Their names, for whoever writes an offer. */
export const PROTOCOL_NAMES = Object.keys(PROTOCOLS)

/** Whether an offer's or an export's word names a protocol. */
export const isProtocol = (name: unknown): name is Protocol =>
  typeof name === 'string' && PROTOCOL_NAMES.includes(name)

/** The protocol's calls. */
export const protocolOf = (protocol: Protocol): ProtocolCalls => PROTOCOLS[protocol]

/** A notification's order, whatever protocol it is of: told by its decrypted content, not by a name or an address (design 4.9). */
export function readResource(resource: unknown): (ToldOrder & { protocol: Protocol }) | undefined {
  for (const [protocol, calls] of Object.entries(PROTOCOLS) as [Protocol, ProtocolCalls][]) {
    const told = calls.readResource(resource)
    if (told) return { ...told, protocol }
  }
  return undefined
}
