import { isHeld, refundKey } from '../../miniprogram/domain/refund'
import type { ConsoleOrderView } from '../../miniprogram/domain/view'
import type { RefundDocument } from '../../cloudfunctions/shared/refunds/document'
import type { Refund } from '../../simulator/sandbox'
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

/** @throws Error when both sides do not say the same of an order's refunds, or more is held than was paid */
export function agreeOnRefunds(story: Story, orderId: string): void {
  const states = { PROCESSING: 'processing', SUCCESS: 'succeeded', CLOSED: 'closed', ABNORMAL: 'abnormal' }
  const order = story.document(orderId)
  const { refunds = [], bill, outcome } = order
  const here = refunds
    .filter(({ state }) => state !== 'refused')
    .map(({ out_refund_no, amount, state }) => `${out_refund_no} ${amount} ${state}`)
  const there = story.sandbox
    .refunds()
    .filter(({ out_refund_no }) => out_refund_no.startsWith(`${orderId}_r`))
    .map(({ out_refund_no, refund, status }) => `${out_refund_no} ${refund} ${states[status]}`)
  const wrong: string[] = []
  if (here.sort().join() !== there.sort().join())
    wrong.push(`refunds here [${here.join(', ')}], at WeChat Pay [${there.join(', ')}]`)
  if (refunds.some(({ unsent }) => unsent)) wrong.push('a refund has no document')
  const held = refunds.reduce((sum, { amount, state }) => sum + (isHeld(state) ? amount : 0), 0)
  const paid = outcome === 'paid' ? (bill?.total ?? 0) : 0
  if (held > paid) wrong.push(`${held} fen are held for refunds of ${paid}`)
  if (wrong.length > 0) throw new Error(`${orderId}: ${wrong.join('; ')}`)
}
