import { Failed } from '../failed'
import { given } from '../given'
import { refreshNow } from '../intents/refresh'
import { sendPending, withIntent } from '../intents/send'
import type { Offer } from '../offers/document'
import type { App } from '../orders/app'
import type { Desk } from '../orders/desk'
import type { PlanDocument } from '../plans/document'
import { canResend, isOver } from './actions'
import { nextAttempt, type SignBase } from './attempt'
import { type SignDocument, signIdOf } from './document'
import { SIGNS } from './kind'
import { resend } from './retry'

/** Who signs which plan, in which mini-program, with which key. */
export interface Signer extends App {
  openid: string
  requestKey: string
}

/** More signings of one plan than any honest customer makes. */
const MOST_TURNS = 100

/** The customer's signings of a plan, newest first. */
export const signingsOf = (
  { store }: Pick<Desk, 'store'>,
  openid: string,
  planId: string,
): Promise<SignDocument[]> =>
  store.find<SignDocument>('signs', {
    where: { openid, planId },
    orderBy: [['createdAt', 'desc']],
    limit: MOST_TURNS,
  })

/** The signing that this very intention made: sent again byte for byte once the first call is certainly over, else as it is. */
export const resumeSign = async (desk: Desk, sign: SignDocument): Promise<SignDocument> =>
  canResend(sign, desk.clock()) ? resend(desk, sign) : sign

/**
 * Signs a plan: a next signing of it only after the former one is proven over. The `_id` alone makes a second live one
 * impossible: it is made of who, what and how many-th, and the former one gets no other attempt from the same moment on.
 * @param known the customer's signings of this plan, newest first
 * @throws Failed ALREADY_SIGNED with the signing that lives, STATE_CHANGED, TOO_MANY; PayApiError when WeChat Pay refused
 */
export async function newSign(
  desk: Desk,
  { plan, offer }: { plan: PlanDocument; offer: Offer },
  who: Signer,
  known: readonly SignDocument[],
): Promise<SignDocument> {
  const former = await proveOver(desk, known[0])
  const turn = (former?.turn ?? 0) + 1
  if (turn > MOST_TURNS) throw new Failed('TOO_MANY')
  const base = baseOf(plan, offer, who, turn, desk.clock())
  const { attempt, pending } = nextAttempt(desk, base, 1)
  const fresh: SignDocument = { ...base, attempts: [attempt], current: 1, state: 'CREATING' }
  const sign = withIntent(SIGNS, fresh, pending)
  if (await isStored(desk, former, sign)) {
    const { document, refusal } = await sendPending(desk, SIGNS, sign, pending, 'first')
    if (refusal) throw refusal
    return document
  }
  // Somebody was faster: this very intention, or another one.
  const first = await desk.store.read<SignDocument>('signs', sign._id)
  if (!first) throw new Failed('STATE_CHANGED')
  if (first.requestKey === who.requestKey) return resumeSign(desk, first)
  throw alreadySigned(first)
}

/** The former signing, once a query proved it over. @throws Failed ALREADY_SIGNED */
async function proveOver(desk: Desk, former: SignDocument | undefined): Promise<SignDocument | undefined> {
  if (!former || isOver(former)) return former
  const asked = await refreshNow(desk, SIGNS, former, former.current)
  if (!isOver(asked)) throw alreadySigned(asked)
  return asked
}

/** Puts the signing there; where there is a former one, from that moment on that one gets no other attempt. */
async function isStored(
  { store }: Desk,
  former: SignDocument | undefined,
  sign: SignDocument,
): Promise<boolean> {
  if (!former) return (await store.insert('signs', sign)) === 'inserted'
  const after = { ...former, followedBy: sign._id }
  return store.together([
    { collection: 'signs', before: former, after },
    { collection: 'signs', insert: sign },
  ])
}

function alreadySigned({ _id, state }: SignDocument): Failed {
  const signed = state === 'SIGNED' || state === 'COMPLETE'
  return new Failed('ALREADY_SIGNED', {
    details: { signId: _id },
    ...(signed ? {} : { sentence: '您有一份还没有完成的签约' }),
  })
}

/** Takes the snapshot: whatever happens to plan and offer later, this signing keeps its prices. */
function baseOf(
  plan: PlanDocument,
  offer: Offer,
  { openid, appid, sub_appid, requestKey }: Signer,
  turn: number,
  now: number,
): SignBase {
  const { _id: planId, plan_id, mode, sub_mchid, service_id, name, durationDays, details } = plan
  if (plan_id === undefined) throw new Failed('PLAN_NOT_FOUND')
  return {
    _id: signIdOf(openid, planId, turn),
    schema: 1,
    version: 1,
    openid,
    appid,
    ...given('sub_appid', sub_appid),
    mode,
    ...given('sub_mchid', sub_mchid),
    service_id,
    planId,
    plan_id,
    offerId: offer._id,
    revision: offer.revision,
    requestKey,
    turn,
    name,
    merchant: offer.merchant,
    durationDays,
    details,
    riskName: offer.riskName,
    startLocation: offer.startLocation,
    ...given('endLocation', offer.endLocation),
    started: 0,
    audit: [],
    alerts: [],
    checks: 0,
    createdAt: now,
    updatedAt: now,
  }
}
