import { Failed } from '../failed'
import { ask } from '../intents/ask'
import { refreshNow } from '../intents/refresh'
import { change, save } from '../intents/save'
import { act, sendPending } from '../intents/send'
import type { Desk } from '../orders/desk'
import { canReopen, canResend, canStartAnew, isOver } from './actions'
import { nextAttempt, withNewAttempt } from './attempt'
import { cancelCall } from './calls'
import { attemptOf, currentAttempt, type SignDocument, withAttempt } from './document'
import { SIGNS } from './kind'
import { notNow } from './not-now'
import { hasLapsed } from './schedule'

/** What WeChat Pay and the audit trail read when a new attempt replaces an unsigned one. */
const REPLACED = '用户重新发起签约'

/** So soon after a new attempt was made, nobody can have seen its page and come back. */
const DOUBLE_TAP = 5000

/**
 * The customer wants to sign anew. A call without an answer is sent again byte for byte. Else the old attempt must be proven
 * over by a query, ended first if it is only UNSIGNED; if it turns out to be signed, it stays (design 4.5).
 * @param allow throws where the plan cannot be signed any more, or too often
 * @throws Failed PENDING, STATE_CHANGED, RESULT_UNKNOWN; PayApiError when WeChat Pay refused
 */
export async function retrySign(
  desk: Desk,
  sign: SignDocument,
  allow: () => Promise<void>,
): Promise<SignDocument> {
  if (canResend(sign, desk.clock())) return resend(desk, sign)
  if (isJustRetried(sign, desk.clock())) return refreshNow(desk, SIGNS, sign, sign.current)
  if (!canStartAnew(sign, desk.clock())) throw notNow(sign)
  await allow()
  const ended = await endCurrent(desk, sign)
  if (!isOver(ended) && !currentAttempt(ended).kept) return ended
  if (!canStartAnew(ended, desk.clock())) return ended
  const { attempt, pending } = nextAttempt(desk, ended, ended.attempts.length + 1)
  const { document: placed, refusal } = await act(desk, SIGNS, ended, pending, withNewAttempt(ended, attempt))
  if (refusal) throw refusal
  return placed
}

/** A second tap leads to the attempt that the first one made, instead of ending it again. */
const isJustRetried = (sign: SignDocument, now: number): boolean =>
  sign.current > 1 && canReopen(sign, now) && now - currentAttempt(sign).at < DOUBLE_TAP

/** Sends the pending call again, byte for byte; whoever stores the new sending time first sends. */
export async function resend(desk: Desk, sign: SignDocument): Promise<SignDocument> {
  if (!sign.pending) return sign
  const now = desk.clock()
  const pending = { ...sign.pending, sentAt: now }
  // That there was none before proves nothing about what is sent now (design 4.4).
  const { missingAt: _before, ...attempt } = attemptOf(sign, pending.n)
  const sending = withAttempt({ ...sign, pending }, attempt)
  const claimed = await save(desk, SIGNS, sign, SIGNS.scheduled(sending, now))
  if (!claimed) throw new Failed('STATE_CHANGED', { sentence: SIGNS.changed })
  const { document: sent, refusal } = await sendPending(desk, SIGNS, claimed, pending, 'again')
  if (refusal) throw refusal
  return sent
}

/** Asks about the current attempt and, if it is only UNSIGNED, ends it and asks until that is proven. */
async function endCurrent(desk: Desk, sign: SignDocument): Promise<SignDocument> {
  const n = sign.current
  const { document: asked, reply } = await ask(desk, SIGNS, sign, n)
  if (asked.current !== n || 'silent' in reply) throw new Failed('RESULT_UNKNOWN')
  if (asked.state !== 'UNSIGNED') return asked
  // Somebody else may have begun something since it was read: one pending call at a time (design 4.3).
  if (!canStartAnew(asked, desk.clock())) throw new Failed('PENDING')
  if (!('told' in reply) || reply.told.sign_state !== 'UNSIGNED') throw new Failed('RESULT_UNKNOWN')
  const call = cancelCall(desk, asked, n, REPLACED)
  const at = desk.clock()
  const { document: cancelled, refusal } = await act(desk, SIGNS, asked, {
    ...{ action: 'cancel', n, call, by: 'customer', at, sentAt: at },
    ...{ reason: REPLACED, from: 'UNSIGNED', forRetry: true },
  })
  if (refusal) return keep(desk, cancelled, n, refusal)
  return (await ask(desk, SIGNS, cancelled, n)).document
}

/**
 * WeChat Pay does not let us end what nobody signed. Once its package is dead nobody can: it stays there, and makes room all the
 * same, or the customer could never sign this plan.
 * @throws the refusal while somebody could still sign it
 */
async function keep(desk: Desk, sign: SignDocument, n: number, refusal: Error): Promise<SignDocument> {
  if (sign.current !== n || !hasLapsed(sign, desk.clock())) throw refusal
  return change(desk, SIGNS, sign, (now) => {
    const { package: _dead, ...attempt } = attemptOf(now, n)
    return attempt.state === 'UNSIGNED' ? withAttempt(now, { ...attempt, kept: true }) : now
  })
}
