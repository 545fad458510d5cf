import type { Apply } from '../shared/notify'
import { applyNotified, type Notified, type Ours } from '../shared/orders/notified'
import { readResource } from '../shared/protocols'
import { applyNotifiedRefund } from '../shared/refunds/notified'
import { applyNotifiedSign } from '../shared/signs/notified'
import { PayApiError } from '../shared/wechatpay/errors'
import { readRefundResource } from '../shared/wechatpay/refunds/refund'
import { readSignPlanResource } from '../shared/wechatpay/user-sign-plans/told-sign-plan'

/** Somebody allowed or ended the service itself: WeChat Pay keeps that, we ask it when we must know. */
const ABOUT_THE_SERVICE = ['PAYSCORE.USER_OPEN_SERVICE', 'PAYSCORE.USER_CLOSE_SERVICE']

/** Routed by the decrypted content, never by the name of the event or the address: names differ between documents (facts 6.2). */
export const apply: Apply = async (notification, { config, clock, store }) => {
  if (ABOUT_THE_SERVICE.includes(notification.event_type)) return 'noted'
  const ours: Ours & { store: typeof store } = { mchid: config.mchid, clock, store }
  const applied = read(notification.resource, (resource) => {
    const refund = readRefundResource(resource)
    if (refund) return () => applyNotifiedRefund(ours, refund)
    const sign = readSignPlanResource(resource)
    if (sign) return () => applyNotifiedSign(ours, sign)
    const order = readResource(resource)
    return order && (() => applyNotified(ours, order))
  })
  return applied ? applied() : 'unknown'
}

/** Signed by WeChat Pay and still nothing that we can read: kept and shown to a person, not asked for again. */
function read(
  resource: unknown,
  reader: (resource: unknown) => (() => Promise<Notified>) | undefined,
): (() => Promise<Notified>) | undefined {
  try {
    return reader(resource)
  } catch (error) {
    if (error instanceof PayApiError) return undefined
    throw error
  }
}
