import type { Apply } from '../shared/notify'
import { applyNotified } from '../shared/orders/notified'
import { readResource } from '../shared/protocols'
import { PayApiError } from '../shared/wechatpay/errors'

/** Somebody allowed or ended the service itself: WeChat Pay keeps that, we ask it when we must know. */
const ABOUT_THE_SERVICE = ['PAYSCORE.USER_OPEN_SERVICE', 'PAYSCORE.USER_CLOSE_SERVICE']

/** Routed by the decrypted content, never by the name of the event or the address: names differ between documents (facts 6.2). */
export const apply: Apply = async (notification, { config, clock, store }) => {
  if (ABOUT_THE_SERVICE.includes(notification.event_type)) return 'noted'
  const told = read(notification.resource)
  return told ? applyNotified({ mchid: config.mchid, clock, store }, told) : 'unknown'
}

/** Signed by WeChat Pay and still no order that we can read: kept and shown to a person, not asked for again. */
function read(resource: unknown): ReturnType<typeof readResource> {
  try {
    return readResource(resource)
  } catch (error) {
    if (error instanceof PayApiError) return undefined
    throw error
  }
}
