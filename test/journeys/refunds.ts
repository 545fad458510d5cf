import { refundKey } from '../../miniprogram/domain/refund'
import type { ConsoleOrderView } from '../../miniprogram/domain/view'
import type { RefundDocument } from '../../cloudfunctions/shared/refunds/document'
import type { Refund } from '../../simulator/sandbox'
import { moneyDisagreements } from './agreement'
import { OPERATOR, type Story } from './story'
import { OFFER } from './service-orders'

/** Refunds as stories need them: nothing happens to one by itself. */
export const refundsOf = (story: () => Story, offer = OFFER) => ({
  /** Paid through WeChat Pay Score, and proven to be. */
  async paid(total = 900): Promise<string> {
    const { orderId } = await story().accepted(offer)
    await story().pass(60)
    await story().complete(orderId, total)
    await story().pass(5)
    await story().pay({ out_order_no: `${orderId}_1` })
    await story().get(orderId)
    return orderId
  },

  /** What the console's page would send for the next refund of an order. */
  ask: (orderId: string, amount: number, reason = '多收费用') => ({
    orderId,
    requestKey: refundKey(orderId, story().document(orderId).refunds ?? []),
    amount,
    reason,
  }),

  async refund(orderId: string, amount: number): Promise<ConsoleOrderView> {
    const { order } = await story().call('console', 'refund', this.ask(orderId, amount), OPERATOR)
    return order
  },

  document: (orderId: string, n = 1): RefundDocument | undefined =>
    story().world.cloudbase.store.get('refunds', `${orderId}_r${n}`) as unknown as RefundDocument | undefined,

  there: (orderId: string): Omit<Refund, 'sentAs'>[] =>
    story()
      .sandbox.refunds()
      .filter(({ out_refund_no }) => out_refund_no.startsWith(`${orderId}_r`)),

  sent: (): number =>
    story()
      .sandbox.requests()
      .filter(({ method, path }) => method === 'POST' && path.includes('/refunds')).length,
})

/** @throws Error when both sides do not say the same of an order's money: what was taken, and what went back */
export function agreeOnRefunds(story: Story, orderId: string): void {
  const wrong = moneyDisagreements(story.document(orderId), story.sandbox)
  if (wrong.length > 0) throw new Error(wrong.join('\n'))
}
