import type { PlanOffer, RequestOf, ResponseOf } from '#domain/contract'
import { Failed } from '../shared/failed'
import { refresh } from '../shared/intents/refresh'
import { findOffers, readOffer } from '../shared/offers/read'
import { type OperatorContext, planFor, plansFor, worksOn } from '../shared/operators'
import { appOf } from '../shared/orders/app'
import { openDesk } from '../shared/orders/open-desk'
import { createPlan as create } from '../shared/plans/create'
import { PLANS } from '../shared/plans/kind'
import { stopPlan as stop } from '../shared/plans/stop'
import { consolePlanView } from '../shared/plans/view'

type Response<A extends 'plans' | 'getPlan' | 'createPlan' | 'stopPlan'> = Promise<ResponseOf<'console', A>>

/** The plans as they are stored, newest first, and the offers that plans can be made for. */
export async function plans(
  { cursor }: RequestOf<'console', 'plans'>,
  ctx: OperatorContext,
): Response<'plans'> {
  const [{ items, ...next }, offers] = await Promise.all([plansFor(ctx, cursor), planOffers(ctx)])
  return { items: items.map(consolePlanView), ...next, offers }
}

async function planOffers(ctx: OperatorContext): Promise<PlanOffer[]> {
  const offers = await findOffers(ctx)
  return offers
    .filter(({ line, sub_mchid }) => line === 'sign-plan' && worksOn(ctx.operator, sub_mchid))
    .map(({ _id, name, maxCharge }) => ({ offerId: _id, name, maxCharge }))
}

/** One plan, after asking WeChat Pay where something about it is not known. */
export async function getPlan(
  { planId }: RequestOf<'console', 'getPlan'>,
  ctx: OperatorContext,
): Response<'getPlan'> {
  const plan = await planFor(ctx, planId)
  return { plan: consolePlanView(await refresh(await openDesk(ctx), PLANS, plan, 1)) }
}

/** @throws Failed UNKNOWN_OFFER for another shop's or another line's too; PLAN_INVALID, STATE_CHANGED */
export async function createPlan(
  { offerId, requestKey, ...draft }: RequestOf<'console', 'createPlan'>,
  ctx: OperatorContext,
): Response<'createPlan'> {
  const offer = await readOffer(ctx, offerId)
  if (offer?.line !== 'sign-plan' || !worksOn(ctx.operator, offer.sub_mchid))
    throw new Failed('UNKNOWN_OFFER')
  const { openid } = ctx.caller
  const maker = { openid, requestKey, appid: appOf(ctx, offer.mode).appid }
  return { plan: consolePlanView(await create(await openDesk(ctx), offer, draft, maker)) }
}

/** Nobody can sign it any more; who signed goes on. */
export async function stopPlan(
  { planId }: RequestOf<'console', 'stopPlan'>,
  ctx: OperatorContext,
): Response<'stopPlan'> {
  const plan = await planFor(ctx, planId)
  return { plan: consolePlanView(await stop(await openDesk(ctx), plan)) }
}
