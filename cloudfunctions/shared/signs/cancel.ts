import type { AuditEntry } from '#domain/view'
import { Failed } from '../failed'
import { ask } from '../intents/ask'
import { act } from '../intents/send'
import type { Desk } from '../orders/desk'
import { canCancel } from './actions'
import { cancelCall } from './calls'
import type { SignDocument } from './document'
import { SIGNS } from './kind'
import { notNow } from './not-now'
import { isEnded } from './states'

/**
 * Ends a signing: before it is confirmed, there will be none; afterwards the sessions that are left are cancelled, and one that
 * is in use goes on. WeChat Pay is asked first: who ended what nobody had signed does not end what turns out to be signed.
 * @throws Failed PENDING, STATE_CHANGED, RESULT_UNKNOWN; PayApiError when WeChat Pay refused
 */
export async function cancelSign(
  desk: Desk,
  stored: SignDocument,
  by: AuditEntry['by'],
  reason: string,
): Promise<SignDocument> {
  const { document: sign, reply } = await ask(desk, SIGNS, stored, stored.current)
  if ('silent' in reply) throw new Failed('RESULT_UNKNOWN')
  if (isEnded(sign.state)) return sign
  if (!canCancel(sign, desk.clock())) throw notNow(sign)
  if (stored.state !== 'SIGNED' && sign.state === 'SIGNED')
    throw new Failed('STATE_CHANGED', { sentence: '签约刚刚已经确认，请刷新后再决定是否取消' })
  if (!('told' in reply) || reply.told.sign_state !== sign.state) throw new Failed('RESULT_UNKNOWN')
  const from = sign.state === 'SIGNED' ? 'SIGNED' : 'UNSIGNED'
  const n = sign.current
  const at = desk.clock()
  const call = cancelCall(desk, sign, n, reason)
  const { document: ended, refusal } = await act(desk, SIGNS, sign, {
    ...{ action: 'cancel', n, call, by, at, sentAt: at, reason, from },
  })
  if (refusal && !isEnded(ended.state)) throw isInUse(ended) ? inUse(refusal) : refusal
  return ended
}

const isInUse = ({ signed }: SignDocument): boolean =>
  signed?.details?.some(({ state }) => state === 'USING') ?? false

/** Whether what is left can be cancelled while a session is in use no document says (facts 1.10): then it can be afterwards. */
const inUse = (cause: Error): Failed =>
  new Failed('PAY_REFUSED', { sentence: '有一次服务还没有结束，结束并付款后才能取消剩余次数', cause })
