import type { Page } from '#domain/contract'
import { Failed } from '../failed'
import { pageOf } from '../orders/paging'
import type { PlanDocument } from '../plans/document'
import type { SignDocument } from '../signs/document'
import { type OperatorContext, whoseOrders, worksOn } from './orders'

type Asking = Pick<OperatorContext, 'operator' | 'store'>

/**
 * A plan of a shop that the operator works for. Another shop's plan and none at all give the same answer.
 * @throws Failed PLAN_NOT_FOUND
 */
export async function planFor({ operator, store }: Asking, planId: string): Promise<PlanDocument> {
  const plan = await store.read<PlanDocument>('plans', planId)
  if (!plan || !worksOn(operator, plan.sub_mchid)) throw new Failed('PLAN_NOT_FOUND')
  return plan
}

/** The plans of the shops that the operator works for, newest first. */
export async function plansFor({ operator, store }: Asking, cursor?: string): Promise<Page<PlanDocument>> {
  const whose = whoseOrders(operator, undefined)
  return whose ? pageOf<PlanDocument>(store, 'plans', whose, cursor) : { items: [] }
}

/** A signing of such a plan. @throws Failed SIGN_NOT_FOUND */
export async function signFor({ operator, store }: Asking, signId: string): Promise<SignDocument> {
  const sign = await store.read<SignDocument>('signs', signId)
  if (!sign || !worksOn(operator, sign.sub_mchid)) throw new Failed('SIGN_NOT_FOUND')
  return sign
}

/** Who signed a plan that the operator was given, newest first. */
export const signsOf = (
  { store }: Asking,
  { _id: planId }: PlanDocument,
  cursor?: string,
): Promise<Page<SignDocument>> => pageOf<SignDocument>(store, 'signs', { planId }, cursor)

/** At most this many of a plan's newest signings are searched. */
const SEARCHED = 1000

/** Signings of a plan of whose numbers one ends so: theirs, or that of a session, which is its order's too. */
export async function signsByNumber(
  { store }: Asking,
  { _id: planId }: PlanDocument,
  end: string,
): Promise<SignDocument[]> {
  const newest = await store.find<SignDocument>('signs', {
    where: { planId },
    orderBy: [['createdAt', 'desc']],
    limit: SEARCHED,
  })
  return newest.filter(({ _id, attempts }) =>
    [_id, ...attempts.flatMap(({ number, numbers }) => [number, ...numbers])].some((one) =>
      one.endsWith(end),
    ),
  )
}
