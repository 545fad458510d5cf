import type { Moment } from '#domain/period'
import type { Env } from '../clock'
import { Failed } from '../failed'
import type { Store } from '../store'
import type { OrderDocument } from './document'

/** What one customer may have and do at a time. */
export interface Limits {
  /** Orders that are not over. WeChat Pay itself refuses at about three (facts: payscore 3). */
  open: number
  /** Attempts begun within a minute: creates, and retries that make a new one. */
  perMinute: number
}

const LIMITS: Limits = { open: 5, perMinute: 6 }

/** How many of a customer's newest orders are counted, so that a create finds the same few documents however many there are. */
const COUNTED = 20

const MINUTE = 60_000

/** The limits; only in the sandbox `SANDBOX_ORDER_LIMITS` (open/perMinute) replaces them, so that a test can place orders at will. */
export function limitsOf(env: Env = process.env): Limits {
  const match = env['WECHATPAY_SANDBOX'] === '1' && /^(\d+)\/(\d+)$/.exec(env['SANDBOX_ORDER_LIMITS'] ?? '')
  return match ? { open: Number(match[1]), perMinute: Number(match[2]) } : LIMITS
}

/** The customer's newest orders, newest first. */
export const newestOrders = (store: Pick<Store, 'find'>, openid: string): Promise<OrderDocument[]> =>
  store.find<OrderDocument>('orders', { where: { openid }, orderBy: [['createdAt', 'desc']], limit: COUNTED })

/**
 * Refuses a new attempt of a customer who has too many orders open or begins them too fast.
 * @param newest the customer's newest orders
 * @param retried the order that would get another attempt; it counts as one of the open ones anyway
 * @throws Failed TOO_MANY with a sentence that says what to do
 */
export function checkLimits(
  newest: readonly OrderDocument[],
  now: Moment,
  retried?: OrderDocument,
  { open, perMinute }: Limits = limitsOf(),
): void {
  const others = newest.filter(({ _id }) => _id !== retried?._id)
  if (others.filter(({ filter }) => filter !== 'ended').length >= open)
    throw new Failed('TOO_MANY', {
      sentence: `您有 ${open} 笔订单还没有结束，请先在「我的订单」中取消不用的，或等商家完结`,
    })
  const attempts = [...others, ...(retried ? [retried] : [])].flatMap((order) => order.attempts)
  if (attempts.filter(({ at }) => at > now - MINUTE).length >= perMinute)
    throw new Failed('TOO_MANY', { sentence: '一分钟内下单次数太多，请过一分钟再下单' })
}
