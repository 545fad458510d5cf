import type { RequestOf, ResponseOf } from '#domain/contract'
import { Failed } from '../shared/failed'
import type { ActionContext } from '../shared/handler'
import { refresh, refreshNow } from '../shared/intents/refresh'
import { readOffer } from '../shared/offers/read'
import { openDesk } from '../shared/orders/open-desk'
import { pageOf } from '../shared/orders/paging'
import type { PlanDocument } from '../shared/plans/document'
import { isUnder } from '../shared/plans/view'
import { ordersOfSign } from '../shared/sessions/orders'

import { cancelSign as cancel } from '../shared/signs/cancel'
import type { SignDocument } from '../shared/signs/document'
import { SIGNS } from '../shared/signs/kind'
import { checkSignLimits, newestSigns } from '../shared/signs/limits'
import { notNow } from '../shared/signs/not-now'
import { ownSign } from '../shared/signs/own-sign'
import { refreshLast } from '../shared/signs/refresh-last'
import { retrySign as retry } from '../shared/signs/retry'
import { signViewOf, signViewsOf, withSignLaunch } from './respond-sign'
import { checkSignable } from './sign'

type Actions = 'signs' | 'getSign' | 'reopenSign' | 'retrySign' | 'cancelSign'
type Request<A extends Actions> = RequestOf<'orders', A>
type Response<A extends Actions> = Promise<ResponseOf<'orders', A>>

/** What WeChat Pay reads as the reason. */
const REASON = '用户取消'

/** The caller's own signings as they are stored, newest first; opening one asks WeChat Pay. */
export async function signs({ cursor }: Request<'signs'>, ctx: ActionContext): Response<'signs'> {
  const [{ items, ...next }, desk] = await Promise.all([
    pageOf<SignDocument>(ctx.store, 'signs', { openid: ctx.caller.openid }, cursor),
    openDesk(ctx),
  ])
  return { items: await signViewsOf(desk, items), ...next }
}

/** The signing with its sessions, after asking WeChat Pay about both where they are still under way. */
export async function getSign({ signId }: Request<'getSign'>, ctx: ActionContext): Response<'getSign'> {
  const stored = await ownSign(ctx, signId)
  const desk = await openDesk(ctx)
  const [sign, orders] = await Promise.all([
    refresh(desk, SIGNS, stored, stored.current),
    ordersOfSign(ctx.store, stored).then((found) => refreshLast(desk, found)),
  ])
  return { sign: signViewOf(desk, sign, orders) }
}

/**
 * Opens the stored package again while it lives: the number stays, so nothing can be signed twice. Asked first, so that what
 * was signed meanwhile is shown instead.
 */
export async function reopenSign(
  { signId }: Request<'reopenSign'>,
  ctx: ActionContext,
): Response<'reopenSign'> {
  const stored = await ownSign(ctx, signId)
  const desk = await openDesk(ctx)
  const answer = await withSignLaunch(desk, await refreshNow(desk, SIGNS, stored, stored.current))
  if (!answer.launch && answer.sign.state === 'UNSIGNED') throw notNow({})
  return answer
}

/** The customer wants to sign anew, with the plan as they saw it; one that was stopped meanwhile cannot be signed. */
export async function retrySign({ signId }: Request<'retrySign'>, ctx: ActionContext): Response<'retrySign'> {
  const stored = await ownSign(ctx, signId)
  const desk = await openDesk(ctx)
  const allow = async () => {
    const [plan, offer, newest] = await Promise.all([
      ctx.store.read<PlanDocument>('plans', stored.planId),
      readOffer(ctx, stored.offerId),
      newestSigns(ctx.store, stored.openid),
    ])
    checkSignLimits(newest, desk.clock(), stored)
    if (!plan || !offer || !isUnder(plan, offer)) throw new Failed('PLAN_STOPPED')
    checkSignable(plan)
  }
  return withSignLaunch(desk, await retry(desk, stored, allow))
}

/** Ends what is not confirmed; afterwards it cancels the sessions that are left, and never one that is in use. */
export async function cancelSign(
  { signId }: Request<'cancelSign'>,
  ctx: ActionContext,
): Response<'cancelSign'> {
  const stored = await ownSign(ctx, signId)
  const desk = await openDesk(ctx)
  const sign = await cancel(desk, stored, 'customer', REASON)
  return { sign: signViewOf(desk, sign, await ordersOfSign(ctx.store, sign)) }
}
