import type { Kind } from '../intents/kind'
import { isStill, withoutPending } from '../intents/pending'
import type { Desk } from '../orders/desk'
import type { PayAnswer } from '../wechatpay'
import * as userSignPlans from '../wechatpay/user-sign-plans'
import type { SignPlan } from '../wechatpay/user-sign-plans'
import { believeNoSign, believeSign, neverMade } from './believe'
import { cancelCall, keyOf } from './calls'
import { attemptOf, type SignDocument, type SignPending, withAttempt } from './document'
import { LATE, REFUSED } from './for-a-person'
import { KEPT } from './kept'
import { hasLapsed, openAttempts, scheduled } from './schedule'

/** What WeChat Pay reads when an attempt that nobody needs any more is ended, and one that was not signed in time. */
const SUPERSEDED = '已由另一次签约替代'
const LAPSED = '超时未签约'

/** Signings as documents with intents. */
export const SIGNS: Kind<SignDocument, SignPlan> = {
  ...KEPT,
  question: (sign, n, { prepare }) => ({
    call: userSignPlans.prepareSignQuery(keyOf(sign, n), prepare),
    number: attemptOf(sign, n).number,
  }),
  read: userSignPlans.readSignPlan,
  learn: (sign, n, said, at) =>
    'told' in said
      ? believeSign(sign, { n, told: said.told, evidence: 'query', at })
      : believeNoSign(sign, n, at),
  succeed: (sign, pending, answer, at) =>
    pending.action === 'sign' ? asked(sign, pending, answer, at) : ended(sign, pending, answer, at),
  makes: ({ action }) => action === 'sign',
  neverMade,
  scheduled,
  open: openAttempts,
  // Sent without this answer, a cancel that should end an unsigned one could end what the customer signed meanwhile.
  repeats: ({ action, from }, { sign_state }) => action === 'cancel' && sign_state === from,
  duty,
  late: ({ action }) => LATE[action],
  refused: ({ action, forRetry }) => (forRetry ? undefined : REFUSED[action]),
}

/** The answer of a signing's create: how to open the page where it is signed. */
function asked(sign: SignDocument, pending: SignPending, answer: PayAnswer, at: number): SignDocument {
  const { n } = pending
  const { sign_plan, package: value } = userSignPlans.readSign(answer, keyOf(sign, n))
  const told = believeSign(sign, { n, told: sign_plan, evidence: 'answer', at })
  const opened = withAttempt(told, { ...attemptOf(told, n), package: value, packageAt: pending.at })
  return isStill(opened, pending) ? withoutPending(opened) : opened
}

const ended = (sign: SignDocument, { n }: SignPending, answer: PayAnswer, at: number): SignDocument =>
  believeSign(sign, { n, told: userSignPlans.readSignPlan(answer), evidence: 'answer', at })

/** Ends an attempt that another one replaced, or that nobody signed in time. */
function duty(sign: SignDocument, told: ReadonlyMap<number, SignPlan>, desk: Desk): SignPending | undefined {
  const at = desk.clock()
  const useless = sign.attempts.find(
    ({ n, kept }) =>
      !kept && told.get(n)?.sign_state === 'UNSIGNED' && (n !== sign.current || hasLapsed(sign, at)),
  )
  if (!useless) return undefined
  const { n } = useless
  const reason = n === sign.current ? LAPSED : SUPERSEDED
  const call = cancelCall(desk, sign, n, reason)
  return {
    ...{ action: 'cancel', n, call, by: 'reconcile', at, sentAt: at, reason, from: 'UNSIGNED' },
    ...(n === sign.current ? { forRetry: true } : {}),
  }
}
