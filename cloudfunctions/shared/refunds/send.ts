import type { Desk } from '../orders/desk'
import { isMissing, isPayError } from '../orders/ask'
import { withAlert, type OrderDocument } from '../orders/document'
import { REFUND_REFUSED } from './for-a-person'
import { PayApiError, PayError } from '../wechatpay/errors'
import type { PreparedCall } from '../wechatpay'
import * as refunds from '../wechatpay/refunds'
import { believeRefund, changeOrderOf, withRefund } from './believe'
import { withNextLook, type RefundDocument } from './document'
import { changeRefund } from './save'

/** What a query of a refund brought: what WeChat Pay says, the proof that it has none, or nothing. */
export type RefundReply = { told: refunds.Refund } | { missing: true } | { silent: PayError }

/** A refund's order after the call; why it was refused, if it was; why its result is unknown, if it is. */
export interface Sent {
  order?: OrderDocument
  refusal?: PayError
  lost?: PayError
}

/** Asks WeChat Pay about a refund. Never throws what the network or WeChat Pay did: that is `silent`. */
export async function queryRefund(desk: Desk, { _id, sub_mchid }: RefundDocument): Promise<RefundReply> {
  const question = { out_refund_no: _id, ...(sub_mchid === undefined ? {} : { sub_mchid }) }
  try {
    const answer = await desk.pay.send(refunds.prepareRefundQuery(question, desk.prepare), {
      deadline: desk.deadline,
    })
    return { told: refunds.readRefund(answer) }
  } catch (error) {
    if (error instanceof PayApiError && isMissing(error)) return { missing: true }
    if (isPayError(error)) return { silent: error }
    throw error
  }
}

/**
 * Sends a stored refund's bytes. The same number with the same bytes is the same refund at WeChat Pay, however often it comes
 * (facts 3.7).
 * @param sending `again` when the bytes may have arrived before: then a refusal proves nothing by itself
 */
export async function sendRefund(
  desk: Desk,
  refund: RefundDocument & { call: PreparedCall },
  sending: 'first' | 'again',
): Promise<Sent> {
  try {
    const answer = await desk.pay.send(refund.call, { deadline: desk.deadline })
    const told = refunds.readRefund(answer)
    const { order } = await believeRefund(desk, refund, { told, evidence: 'answer', at: desk.clock() })
    return { order }
  } catch (error) {
    if (!(error instanceof PayError)) throw error
    desk.log('refund failed', { outcome: error.outcome, out_refund_no: refund._id })
    if (error.outcome === 'unknown') return { lost: error }
    if (error.outcome === 'notSent') return sending === 'first' ? refuse(desk, refund, sending, error) : {}
    return refused(desk, refund, sending, error)
  }
}

/** WeChat Pay said no, verifiably: a query tells whether that is because it already has it. */
async function refused(
  desk: Desk,
  refund: RefundDocument,
  sending: 'first' | 'again',
  error: PayError,
): Promise<Sent> {
  const reply = await queryRefund(desk, refund)
  if ('told' in reply) {
    const heard = { told: reply.told, evidence: 'query', at: desk.clock() } as const
    return { order: (await believeRefund(desk, refund, heard)).order }
  }
  // Without an answer we cannot tell a refusal from a repetition: it stays, and reconcile asks.
  return 'missing' in reply ? refuse(desk, refund, sending, error) : { lost: reply.silent }
}

/** It came to nothing: its amount is free again, and the refusal is told: to the caller, or by an alert where nobody waits. */
async function refuse(
  desk: Desk,
  refund: RefundDocument,
  sending: 'first' | 'again',
  refusal: PayError,
): Promise<Sent> {
  const at = desk.clock()
  const order = await changeOrderOf(desk, refund, (now) => {
    const next = withRefund(now, refund._id, 'refused', { evidence: 'answer', at })
    return sending === 'again' ? withAlert(next, `${REFUND_REFUSED}：${refund._id}`) : next
  })
  await changeRefund(desk, refund, (now) => withNextLook({ ...now, state: 'refused', proven: 'refused' }, at))
  return { order, refusal }
}
