import type { Evidence } from '#domain/order'
import type { Moment } from '#domain/period'
import { given } from '../given'
import { withoutPending } from '../intents/pending'
import { withAlert, withAudit } from '../orders/document'
import { LONGEST_WAIT } from '../orders/schedule'
import type { SignPlan } from '../wechatpay/user-sign-plans'
import { attemptOf, currentAttempt, type SignAttempt, type SignDocument, withAttempt } from './document'
import { SIGN_DIFFERS, SIGN_LOST, SIGN_WORD, TWO_SIGNED } from './for-a-person'
import { settle } from './settle'
import { isSameSigning, signedOf } from './signed'
import { isEnded, judgeSign } from './states'

/** What is heard of one attempt, and where it comes from. */
export interface HeardSign {
  n: number
  told: SignPlan
  evidence: Evidence
  at: Moment
}

const BY = { notification: 'notify', query: 'reconcile', answer: 'reconcile' } as const

/**
 * What to believe after hearing of one attempt (design 4.5, 4.6). Pure: the caller stores the result by compare-and-set on the
 * version it read before the question was asked.
 */
export function believeSign(sign: SignDocument, heard: HeardSign): SignDocument {
  const { n, told, evidence, at } = heard
  const { sign_state: state } = told
  if (state === undefined) return evidence === 'notification' ? sign : withAlert(sign, SIGN_WORD)
  const before = attemptOf(sign, n)
  const step = judgeSign(before.state, state, evidence)
  if (step === 'ignore' || (step === 'same' && evidence === 'notification')) return sign
  const { missingAt: _found, proven: _was, ...found } = before
  const after: SignAttempt = {
    ...found,
    state,
    sign_plan_id: told.sign_plan_id,
    // A call changed something: what a query said before proves nothing of it.
    ...given('proven', evidence === 'query' ? state : step === 'same' ? before.proven : undefined),
  }
  const checked = isSameSigning(sign, told) ? sign : withAlert(sign, SIGN_DIFFERS)
  const moved = withAttempt(checked, after)
  const audited =
    step === 'correction'
      ? withAudit(moved, { at, by: BY[evidence], what: 'correction', note: `${before.state} → ${state}` })
      : moved
  const chosen = chooseCurrent(audited, after, at)
  const next = n === chosen.current ? followCurrent(chosen, heard) : chosen
  return settle(next, heard)
}

/** An older attempt that proves to be signed becomes the one that counts; two signed ones are for a person (design 4.5). */
function chooseCurrent(sign: SignDocument, changed: SignAttempt, at: Moment): SignDocument {
  if (changed.n === sign.current || changed.state !== 'SIGNED') return sign
  const current = currentAttempt(sign)
  if (current.state === 'SIGNED' || sign.started > 0)
    return withAlert(sign, `${TWO_SIGNED}：${changed.number} 与 ${current.number}，请取消其中一个`)
  const note = `${current.number} → ${changed.number}`
  return withAudit({ ...sign, current: changed.n }, { at, by: 'reconcile', what: 'current-attempt', note })
}

/** What the current attempt says about the signing as a whole. */
function followCurrent(sign: SignDocument, { told, evidence, at }: HeardSign): SignDocument {
  const { state, sign_plan_id } = currentAttempt(sign)
  const moved = state !== sign.state
  const { retrying, sign_plan_id: _id, ...rest } = sign
  return {
    ...rest,
    ...given('retrying', moved ? undefined : retrying),
    state,
    ...given('sign_plan_id', sign_plan_id),
    ...given('signed', signedOf(sign, told, state, evidence, at)),
    checks: moved ? 0 : sign.checks,
  }
}

/**
 * What to believe after a verified answer that there is no such signing: only a second one, a minute after the first and after
 * the last sending, proves that it was never made (design 4.4).
 */
export function believeNoSign(sign: SignDocument, n: number, at: Moment): SignDocument {
  const attempt = attemptOf(sign, n)
  if (attempt.state === 'NOT_CREATED') return sign
  if (attempt.state !== 'CREATING')
    return at - attempt.at < LONGEST_WAIT ? sign : withAlert(sign, `${SIGN_LOST}：${attempt.number}`)
  const sentAt = sign.pending?.n === n ? sign.pending.sentAt : attempt.at
  if (at - sentAt < LONGEST_WAIT) return sign
  if (attempt.missingAt === undefined) return withAttempt(sign, { ...attempt, missingAt: at })
  return at - attempt.missingAt < LONGEST_WAIT ? sign : neverMade(sign, n)
}

/** The attempt is proven never to have existed; its bytes go. */
export function neverMade(sign: SignDocument, n: number): SignDocument {
  const { missingAt: _missing, ...attempt } = attemptOf(sign, n)
  const next = withAttempt(sign, { ...attempt, state: 'NOT_CREATED', proven: 'NOT_CREATED' })
  const settled = next.pending?.n === n ? withoutPending(next) : next
  return n === sign.current ? { ...settled, state: 'NOT_CREATED', checks: 0 } : settled
}

/**
 * WeChat Pay tells of a signing where we took the attempt for over. A notification proves nothing against a query, but the
 * attempt is asked about again.
 */
export function withDoubt(sign: SignDocument, n: number): SignDocument {
  const attempt = attemptOf(sign, n)
  if (!isEnded(attempt.state)) return sign
  const { proven: _doubted, ...rest } = attempt
  return withAttempt(sign, rest)
}
