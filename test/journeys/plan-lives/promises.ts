import type { OrderDocument } from '../../../cloudfunctions/shared/orders/document'
import type { PlanDocument } from '../../../cloudfunctions/shared/plans/document'
import type { SignDocument } from '../../../cloudfunctions/shared/signs/document'
import { sessionDisagreements } from '../sessions'
import type { Story } from '../story'

const listed = <D>(story: Story, name: string): D[] =>
  story.world.cloudbase.store.list(name) as unknown as D[]

const OVER = ['REVOKED', 'EXPIRED', 'USER_PAID']

/**
 * What must hold at every moment, whatever is lost or under way: at WeChat Pay nobody is signed twice to one plan, no session
 * begins before the one before it is over, none is skipped, and none costs more than what was signed.
 */
export function neverBroken(story: Story): string[] {
  const orders = story.sandbox.orders()
  const signings = story.sandbox.signPlans()
  const live = signings.filter(({ state }) => state === 'SIGNED').map((one) => `${one.openid} ${one.plan_id}`)
  return [
    ...live.filter((one, at) => live.indexOf(one) !== at).map((one) => `${one} is signed twice`),
    ...signings.flatMap(({ merchant_sign_plan_no: number, sessions }) => {
      const of = sessions.map((one) => orders.filter((order) => order.out_order_no === one.merchant_plan_detail_no)) // prettier-ignore
      const begun = of.filter((found) => found.length > 0).length
      const open = of.flat().filter(({ state, total_amount }) => !OVER.includes(state) && total_amount !== 0)
      return [
        ...of.flatMap((found, at) => [
          ...(found.length > 1 ? [`${number}: session ${at + 1} is there ${found.length} times`] : []),
          ...(found.length === 0 && at < begun ? [`${number}: session ${at + 1} was skipped`] : []),
          ...found
            .filter(
              ({ charged, total_amount }) =>
                Math.max(charged, total_amount ?? 0) > (sessions[at]?.actual_price ?? 0),
            ) // prettier-ignore
            .map(() => `${number}: session ${at + 1} costs more than was signed`),
        ]),
        ...(open.length > 1 ? [`${number}: ${open.length} sessions are not over`] : []),
      ]
    }),
  ]
}

/**
 * What must hold once everything came to rest: both sides agree, each session that was counted has exactly its order, what was
 * collected is what sessions were billed, and nobody was alarmed of other prices, other plans or two signings.
 */
export function atRest(story: Story): string[] {
  const orders = listed<OrderDocument>(story, 'orders')
  const signs = listed<SignDocument>(story, 'signs')
  const all = [...orders, ...signs, ...listed<PlanDocument>(story, 'plans')]
  return [
    ...neverBroken(story),
    ...sessionDisagreements(story),
    ...signs.flatMap((sign) => countedWrong(sign, orders)),
    ...signs.flatMap((sign) => collectedWrong(story, sign, orders)),
    ...all.flatMap(({ _id, alerts }) =>
      alerts.filter((one) => /不一致|超过了|两次|未知|查不到/.test(one)).map((one) => `${_id}: ${one}`),
    ),
  ]
}

function countedWrong({ _id, started, details }: SignDocument, orders: readonly OrderDocument[]): string[] {
  const numbers = orders
    .filter(({ session }) => session?.signId === _id)
    .map(({ session }) => session?.no ?? 0)
    .sort((a, b) => a - b)
  const expected = details.slice(0, started).map(({ no }) => no)
  return String(numbers) === String(expected) ? [] : [`${_id}: ${started} counted, ${String(numbers)} there`]
}

/** Fen that WeChat Pay took for the sessions of a signing. */
function collectedWrong(story: Story, { _id }: SignDocument, orders: readonly OrderDocument[]): string[] {
  const own = orders.filter(({ session }) => session?.signId === _id)
  const billed = own.reduce(
    (sum, { outcome, bill }) => sum + (outcome === 'paid' ? (bill?.total ?? 0) : 0),
    0,
  )
  const taken = story.sandbox
    .orders()
    .filter(({ out_order_no }) => out_order_no.startsWith(`${_id}-`))
    .reduce((sum, { charged }) => sum + charged, 0)
  return taken === billed ? [] : [`${_id}: ${taken} fen were taken for bills of ${billed}`]
}
