import { type PlanDraft, planProblems } from '#domain/lines/sign-plan'
import { Failed } from '../failed'
import { given } from '../given'
import type { Intent } from '../intents/document'
import { type Acted, act, sendPending, withIntent } from '../intents/send'
import { save } from '../intents/save'
import type { Offer } from '../offers/document'
import type { Desk } from '../orders/desk'
import { RESEND_WINDOW } from '../orders/schedule'
import { planCall } from './calls'
import { planIdOf, type PlanDocument } from './document'
import { PLANS } from './kind'

/** Who makes it: an operator, in which mini-program, with which key. */
export interface Maker {
  openid: string
  appid: string
  requestKey: string
}

/** How long a function may still be at work on a create; only then may it be sent again. */
const RESEND_AFTER = 20_000

/**
 * Makes a plan at WeChat Pay. The same key leads to the same plan, however often it is sent: sent again byte for byte where its
 * answer is missing or it is proven never to have existed, else shown as it is.
 * @throws Failed PLAN_INVALID; STATE_CHANGED when the key was another plan's; PayApiError when WeChat Pay refused
 */
export async function createPlan(
  desk: Desk,
  offer: Offer,
  draft: PlanDraft,
  maker: Maker,
): Promise<PlanDocument> {
  const problems = planProblems(draft, offer.maxCharge)
  if (problems.length > 0) throw new Failed('PLAN_INVALID', { details: { problems } })
  const base = newPlan(offer, draft, maker, desk.clock())
  const pending = createIntent(desk, base)
  const plan = withIntent(PLANS, base, pending)
  if ((await desk.store.insert('plans', plan)) === 'inserted')
    return planOf(await sendPending(desk, PLANS, plan, pending, 'first'))
  const first = await desk.store.read<PlanDocument>('plans', base._id)
  if (!first || !isSameDraft(first, base))
    throw new Failed('STATE_CHANGED', { sentence: '这个计划已经提交过，内容与现在的不同' })
  return resume(desk, first)
}

/** The first call's plan, sent again where that is safe. */
async function resume(desk: Desk, plan: PlanDocument): Promise<PlanDocument> {
  const now = desk.clock()
  if (plan.state === 'NOT_CREATED' && !plan.pending) {
    const { proven: _before, ...again } = plan
    const sending: PlanDocument = { ...again, state: 'CREATING' }
    return planOf(await act(desk, PLANS, plan, createIntent(desk, plan), sending))
  }
  const { pending } = plan
  if (pending?.action !== 'create' || plan.state !== 'CREATING') return plan
  if (now - pending.sentAt < RESEND_AFTER || now - pending.at >= RESEND_WINDOW) return plan
  const again = { ...pending, sentAt: now }
  // That there was none before proves nothing about what is sent now (design 4.4).
  const { missingAt: _before, ...rest } = plan
  const claimed = await save(desk, PLANS, plan, PLANS.scheduled({ ...rest, pending: again }, now))
  if (!claimed) throw new Failed('STATE_CHANGED', { sentence: PLANS.changed })
  return planOf(await sendPending(desk, PLANS, claimed, again, 'again'))
}

function planOf({ document, refusal }: Acted<PlanDocument>): PlanDocument {
  if (refusal) throw refusal
  return document
}

function createIntent(desk: Desk, plan: PlanDocument): Intent<'create'> {
  const at = desk.clock()
  return { action: 'create', n: 1, call: planCall(desk, plan), by: 'operator', at, sentAt: at }
}

function newPlan(
  offer: Offer,
  draft: PlanDraft,
  { openid, appid, requestKey }: Maker,
  now: number,
): PlanDocument {
  return {
    _id: planIdOf(openid, requestKey),
    schema: 1,
    version: 1,
    offerId: offer._id,
    mode: offer.mode,
    ...given('sub_mchid', offer.sub_mchid),
    service_id: offer.service_id,
    appid,
    name: draft.name,
    durationDays: draft.durationDays,
    details: draft.details.map((one, index) => ({ no: index + 1, ...one })),
    state: 'CREATING',
    audit: [],
    alerts: [],
    checks: 0,
    createdAt: now,
    updatedAt: now,
  }
}

/** Whether a key that was used before meant this very plan. */
function isSameDraft(one: PlanDocument, other: PlanDocument): boolean {
  const draftOf = ({ offerId, name, durationDays, details }: PlanDocument) =>
    JSON.stringify([offerId, name, durationDays, details.map((each) => [each.name, each.original, each.actual, each.discount ?? ''])]) // prettier-ignore
  return draftOf(one) === draftOf(other)
}
