import { toRfc3339 } from '../beijing-time'
import { present } from '../present'
import { type World } from '../world'
import { type Refund } from './refund'
import { receivedBy } from './view'

const summaries: Readonly<Record<string, string>> = {
  SUCCESS: '退款成功',
  CLOSED: '退款关闭',
  ABNORMAL: '退款异常',
}

/** REFUND.SUCCESS, REFUND.CLOSED, REFUND.ABNORMAL, to the refund's own address where it named one (facts 6.2). */
export function tellRefund(world: World, refund: Refund): void {
  const transaction = world.transactions.find(refund.transaction_id)
  if (!transaction) throw new Error(`Refund ${refund.out_refund_no} has no payment.`)
  const { mchid, sub_mchid, out_order_no, out_trade_no } = transaction
  const { status, refund: back, total, succeededAt, notify_url } = refund
  world.notifications.enqueue({
    event: `REFUND.${status}`,
    kind: 'refund',
    summary: summaries[status] ?? status,
    originalType: 'refund',
    out_order_no,
    resource: present({
      ...(sub_mchid === undefined ? { mchid } : { sp_mchid: mchid, sub_mchid }),
      transaction_id: refund.transaction_id,
      out_trade_no,
      refund_id: refund.refund_id,
      out_refund_no: refund.out_refund_no,
      refund_status: status,
      success_time: succeededAt === undefined ? undefined : toRfc3339(succeededAt),
      user_received_account: receivedBy,
      amount: { total, refund: back, payer_total: total, payer_refund: back },
    }),
    ...present({ url: notify_url }),
    at: refund.history.at(-1)?.at ?? refund.at,
  })
}
