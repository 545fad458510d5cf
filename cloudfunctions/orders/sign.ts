import type { RequestOf, ResponseOf } from '#domain/contract'
import { Failed } from '../shared/failed'
import type { ActionContext } from '../shared/handler'
import { ask } from '../shared/intents/ask'
import { readOffer } from '../shared/offers/read'
import { appOf } from '../shared/orders/app'
import { openDesk } from '../shared/orders/open-desk'
import type { PlanDocument } from '../shared/plans/document'
import { PLANS } from '../shared/plans/kind'
import { isSignable, isUnder } from '../shared/plans/view'
import { checkSignLimits, newestSigns } from '../shared/signs/limits'
import { newSign, resumeSign, signingsOf } from '../shared/signs/new-sign'
import { PayApiError } from '../shared/wechatpay/errors'
import { withSignLaunch } from './respond-sign'

/**
 * Signs a plan. The same request key leads to the same signing, however often it is sent and whatever became of the plan
 * (design 4.2, 4.4).
 */
export async function sign(
  { planId, requestKey }: RequestOf<'orders', 'sign'>,
  ctx: ActionContext,
): Promise<ResponseOf<'orders', 'sign'>> {
  const { openid } = ctx.caller
  const [plan, known, newest, desk] = await Promise.all([
    ctx.store.read<PlanDocument>('plans', planId),
    signingsOf(ctx, openid, planId),
    newestSigns(ctx.store, openid),
    openDesk(ctx),
  ])
  const same = known.find((one) => one.requestKey === requestKey)
  if (same) return withSignLaunch(desk, await resumeSign(desk, same))
  const offer = plan && (await readOffer(ctx, plan.offerId))
  if (!plan || !offer || !isUnder(plan, offer)) throw new Failed('PLAN_NOT_FOUND')
  checkSignable(plan)
  checkSignLimits(newest, desk.clock())
  try {
    const who = { openid, requestKey, ...appOf(ctx, plan.mode) }
    return await withSignLaunch(desk, await newSign(desk, { plan, offer }, who, known))
  } catch (error) {
    // It may have been stopped elsewhere: then nobody is offered it any more.
    if (error instanceof PayApiError && error.outcome === 'refused')
      checkSignable((await ask(desk, PLANS, plan, 1)).document)
    throw error
  }
}

/** @throws Failed PLAN_STOPPED; PLAN_NOT_FOUND for one that is not known to be there */
export function checkSignable(plan: PlanDocument): void {
  if (isSignable(plan)) return
  const there = plan.state === 'NORMAL' || plan.state === 'STOP'
  throw new Failed(there ? 'PLAN_STOPPED' : 'PLAN_NOT_FOUND')
}
