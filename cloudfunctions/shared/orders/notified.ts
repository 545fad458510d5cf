import { factsFor } from '../lines/confirmed'
import type { ToldOrder } from '../protocol'
import type { Protocol } from '#domain/offer'
import { believe } from './believe'
import { change, isSame, type Keeper } from './change'
import { attemptBy, orderIdOfNumber, type OrderDocument } from './document'
import { withNextCheck } from './schedule'

/** `unknown`: no such order of ours; `foreign`: another merchant's, app's, shop's, service's, protocol's or person's. */
export type Notified = 'applied' | 'foreign' | 'unknown'

/** Who we are, to tell our notifications from others'. */
export interface Ours extends Keeper {
  mchid: string
}

/** An order as a notification told it, and the protocol whose words it used. */
export type NotifiedOrder = ToldOrder & { protocol: Protocol }

/**
 * Applies a notification's order, which was verified and decrypted. Idempotent: twice, late or out of order it changes
 * nothing that is already further. `reconcile` looks soon afterwards, because a notification moves an order forward but
 * only a query proves it (design 4.5, 4.9).
 */
export async function applyNotified(ours: Ours, told: NotifiedOrder): Promise<Notified> {
  const orderId = orderIdOfNumber(told.out_order_no)
  if (orderId === undefined) return 'unknown'
  const order = await ours.store.read<OrderDocument>('orders', orderId)
  const attempt = order && attemptBy(order, told.out_order_no)
  if (!attempt) return 'unknown'
  if (!isOurs(ours, order, told)) return 'foreign'
  const at = ours.clock()
  await change(ours, order, (now) => {
    const facts = factsFor(now, told.facts)
    const next = believe(now, { n: attempt.n, facts, evidence: 'notification', at })
    if (isSame(now, next)) return now
    const scheduled = withNextCheck(next, at)
    return scheduled.nextCheckAt === undefined ? scheduled : { ...scheduled, nextCheckAt: at }
  })
  return 'applied'
}

/**
 * Whether a notification is about this very order. Its shop must be named where the order has one and must not where it has
 * none: nothing documents that a service provider's notification leaves `sub_mchid` out.
 */
function isOurs(ours: Ours, order: OrderDocument, told: NotifiedOrder): boolean {
  const { protocol, mchid, appid, sub_mchid, sub_appid, service_id, facts } = told
  return (
    protocol === order.protocol &&
    sub_mchid === order.sub_mchid &&
    (mchid === undefined || mchid === ours.mchid) &&
    (appid === undefined || appid === order.appid) &&
    (sub_appid === undefined || order.sub_appid === undefined || sub_appid === order.sub_appid) &&
    service_id === order.service_id &&
    (facts.openid === undefined || facts.openid === order.openid)
  )
}
