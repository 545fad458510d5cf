import type { Desk } from '../orders/desk'
import { withAlert } from '../orders/document'
import { REFUND_LATE, REFUND_LOST } from './for-a-person'
import { LONGEST_WAIT, SOON } from '../orders/schedule'
import { PayApiError, type PayError } from '../wechatpay/errors'
import type { Checked } from '../orders/check'
import { believeRefund, changeOrderOf } from './believe'
import { withNextLook, type RefundDocument } from './document'
import { saveRefund } from './save'
import { queryRefund, sendRefund } from './send'

/** A result that is missing for so long is for a person. */
const TOO_LONG = 60 * 60_000

/**
 * Looks after one refund, as `reconcile` does: asks, and believes the answer. When two verified answers a minute apart say that
 * WeChat Pay has no such refund, and it was sent at least a minute before, the same bytes are sent again: should one of them
 * have arrived all the same, it is the same refund (facts 3.7).
 */
export async function checkRefund(desk: Desk, refund: RefundDocument): Promise<Checked> {
  const reply = await queryRefund(desk, refund)
  const at = desk.clock()
  if ('silent' in reply) {
    if (isBusy(reply.silent)) return 'busy'
    await alertLate(desk, refund, at)
    const next = withNextLook({ ...refund, checks: refund.checks + 1 }, at)
    const soon = Math.min(next.nextCheckAt ?? Infinity, at + SOON)
    return said(await saveRefund(desk, refund, { ...next, nextCheckAt: soon }))
  }
  if ('told' in reply) {
    await believeRefund(desk, refund, { told: reply.told, evidence: 'query', at })
    return 'done'
  }
  return missing(desk, refund, at)
}

const said = (saved: RefundDocument | undefined): Checked => (saved ? 'done' : 'changed-meanwhile')

async function missing(desk: Desk, refund: RefundDocument, at: number): Promise<Checked> {
  const { known, sentAt, missingAt, call, checks } = refund
  const looked = (more: Partial<RefundDocument> = {}): RefundDocument =>
    withNextLook({ ...refund, checks: checks + 1, ...more }, at)
  if (known) {
    await changeOrderOf(desk, refund, (now) => withAlert(now, `${REFUND_LOST}：${refund._id}`))
    return said(await saveRefund(desk, refund, looked()))
  }
  await alertLate(desk, refund, at)
  if (at - sentAt < LONGEST_WAIT) return said(await saveRefund(desk, refund, looked()))
  if (missingAt === undefined) {
    // The second question is the one that counts: not put off by how often was asked before.
    const again = { ...looked({ missingAt: at }), nextCheckAt: at + LONGEST_WAIT }
    return said(await saveRefund(desk, refund, again))
  }
  if (at - missingAt < LONGEST_WAIT || !call) return said(await saveRefund(desk, refund, looked()))
  const { missingAt: _proven, ...rest } = refund
  const claimed = await saveRefund(desk, refund, withNextLook({ ...rest, sentAt: at }, at))
  if (!claimed) return 'changed-meanwhile'
  const { lost } = await sendRefund(desk, { ...claimed, call }, 'again')
  return lost && isBusy(lost) ? 'busy' : 'done'
}

async function alertLate(desk: Desk, refund: RefundDocument, now: number): Promise<void> {
  if (refund.known || now - refund.at < TOO_LONG) return
  await changeOrderOf(desk, refund, (order) => withAlert(order, `${REFUND_LATE}：${refund._id}`))
}

const isBusy = (error: PayError): boolean => error instanceof PayApiError && error.status === 429
