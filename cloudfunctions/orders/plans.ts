import type { RequestOf, ResponseOf } from '#domain/contract'
import { Failed } from '../shared/failed'
import type { ActionContext } from '../shared/handler'
import { readOffer } from '../shared/offers/read'
import { openDesk } from '../shared/orders/open-desk'
import type { PlanDocument } from '../shared/plans/document'
import { isSignable, isUnder, planView } from '../shared/plans/view'
import type { SignDocument } from '../shared/signs/document'
import { isEnded } from '../shared/signs/states'
import { signViewsOf } from './respond-sign'

/** More plans than an offer has at a time, and more signings than somebody has of them. */
const MOST = 50

/** The plans of an offer that can be signed, newest first, and what the caller signed of them that is not over. */
export async function plans(
  { offerId }: RequestOf<'orders', 'plans'>,
  ctx: ActionContext,
): Promise<ResponseOf<'orders', 'plans'>> {
  const { store, caller } = ctx
  const newest = [['createdAt', 'desc']] as const
  const [offer, found, signs, desk] = await Promise.all([
    readOffer(ctx, offerId),
    store.find<PlanDocument>('plans', { where: { offerId, state: 'NORMAL' }, orderBy: newest, limit: MOST }),
    store.find<SignDocument>('signs', { where: { offerId, openid: caller.openid }, orderBy: newest, limit: MOST }), // prettier-ignore
    openDesk(ctx),
  ])
  if (offer?.line !== 'sign-plan') throw new Failed('UNKNOWN_OFFER')
  // Whoever ended one just now may sign again: whether it really is over is asked when they do.
  const live = signs.filter(
    ({ pending, state, followedBy }) => (pending || !isEnded(state)) && followedBy === undefined,
  )
  const offered = found.filter((plan) => isSignable(plan) && isUnder(plan, offer))
  return { plans: offered.map(planView), signs: await signViewsOf(desk, live) }
}
