import { planTotals, type SignState } from '#domain/lines/sign-plan'
import type { Evidence } from '#domain/order'
import type { Moment } from '#domain/period'
import { given } from '../given'
import type { SignPlan } from '../wechatpay/user-sign-plans'
import type { SignDocument, Signed } from './document'

/**
 * Who ended it. WeChat Pay says MERCHANT of every stop that we sent; for whom we sent it only we know. Nobody ended what reconcile
 * did, because it was not signed in time.
 */
function endedBy({ audit }: SignDocument, { cancel_sign_type: type }: SignPlan): Signed['cancelledBy'] {
  if (type === 'USER') return 'customer'
  if (type === 'REVOKE_SERVICE') return 'service-closed'
  if (type !== 'MERCHANT') return undefined
  const asked = audit.filter(({ what }) => what === 'cancel').at(-1)
  if (asked?.by === 'customer') return 'customer'
  return asked?.by === 'reconcile' ? undefined : 'merchant'
}

/** What is known of a signing after it was told: what is not said stays, and of its end only what its state allows. */
export function signedOf(
  sign: SignDocument,
  told: SignPlan,
  state: SignState,
  evidence: Evidence,
  at: Moment,
): Signed | undefined {
  const { signed: before = {} } = sign
  const wasSigned = state === 'SIGNED' || told.signedAt !== undefined || before.signedAt !== undefined
  const cancelled = state === 'SIGN_PLAN_CANCEL'
  // A notification tells that it was signed, and proves nothing of its sessions.
  const details = evidence === 'notification' ? before.details : (detailsOf(told) ?? before.details)
  const signed: Signed = {
    ...given('signedAt', wasSigned ? (told.signedAt ?? before.signedAt ?? at) : undefined),
    ...given('overAt', told.overAt ?? before.overAt),
    ...given('cancelledBy', cancelled ? (endedBy(sign, told) ?? before.cancelledBy) : undefined),
    ...given('cancelledAt', cancelled ? (told.cancelledAt ?? before.cancelledAt ?? at) : undefined),
    ...given('details', details),
  }
  return Object.keys(signed).length > 0 ? signed : undefined
}

function detailsOf({ signed_detail_list: list }: SignPlan): Signed['details'] {
  return list?.flatMap(({ plan_detail_no: no, plan_detail_state: state, actual_pay_price }) =>
    no === undefined || state === undefined
      ? []
      : [{ no, state, ...given('paid', actual_pay_price || undefined) }],
  )
}

/** What is not said contradicts nothing. */
const isOr = <V>(said: V | undefined, ours: V): boolean => said === undefined || said === ours

/** Whether what the customer signs is the plan, with its prices, that they were shown. */
export function isSameSigning({ plan_id, details }: SignDocument, told: SignPlan): boolean {
  const { original, actual } = planTotals(details)
  return (
    isOr(told.plan_id, plan_id) &&
    isOr(told.deduction_quantity, details.length) &&
    isOr(told.total_origin_price, original) &&
    isOr(told.total_actual_price, actual) &&
    (told.signed_detail_list ?? []).every(({ plan_detail_no, actual_price }) => {
      const ours = details.find(({ no }) => no === plan_detail_no)
      return plan_detail_no === undefined || (ours !== undefined && isOr(actual_price, ours.actual))
    })
  )
}
