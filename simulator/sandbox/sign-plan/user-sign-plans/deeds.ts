import { ControlFailure } from '../../failure'
import { type PlanDesk } from '../desk'
import { planState } from '../payscore-plans/plan'
import { cancelProblem, cancelSigning } from './cancel'
import { tellSigned } from './events'
import { packageLifeMs } from './life'
import { isSignedAlready } from './rules'
import { type CancelType, type SignPlan, signerOf } from './sign-plan'

type Desk = Pick<PlanDesk, 'world' | 'plans' | 'signings'>

/** Why the user cannot sign now; undefined when they can. @param openid who opened the page, where known */
export function signProblem(desk: Desk, sign: SignPlan, openid: string | undefined): string | undefined {
  const { world, plans, signings } = desk
  const { state } = signings.life(sign)
  if (state !== 'UNSIGNED') return `is ${state}: the user cannot confirm now`
  const last = sign.packages.at(-1)
  const late = !last || world.time.business() >= last.createdAt + packageLifeMs
  if (late) return 'has no package any more: its two hours are over'
  if (isAnother(desk, sign, openid)) return 'is for another user'
  const plan = plans.findById(sign.request.plan_id)
  const stopped = !plan || planState(plan) === 'STOP'
  if (stopped && world.switches().signingOfStoppedPlan === 'refused') return 'is of a plan that was stopped'
  return isSignedAlready(desk, sign.request) ? 'is of a plan that this user is signed to' : undefined
}

/** Whether somebody else than the user it was made for looks at it. */
export function isAnother(
  { world }: Pick<Desk, 'world'>,
  sign: SignPlan,
  openid: string | undefined,
): boolean {
  const signer = signerOf(sign)
  const differs = openid !== undefined && signer !== undefined && openid !== signer
  return differs && world.switches().signedByAnother === 'refused'
}

/** The user signs. @throws ControlFailure 409 */
export function confirmSigning(desk: Desk, sign: SignPlan, openid: string | undefined): SignPlan {
  const problem = signProblem(desk, sign, openid)
  const number = sign.request.merchant_sign_plan_no
  if (problem !== undefined) throw new ControlFailure(409, `Sign plan ${number} ${problem}.`)
  const signed = desk.signings.save({ ...sign, signedAt: desk.world.time.business() })
  tellSigned(desk.world, signed, desk.signings.life(signed))
  return signed
}

/** The user ends it, or closes the whole service. @throws ControlFailure 409 */
export function endSigning(desk: Desk, sign: SignPlan, type: Exclude<CancelType, 'MERCHANT'>): SignPlan {
  const number = sign.request.merchant_sign_plan_no
  if (cancelProblem(desk, sign, type) !== undefined) {
    const { state } = desk.signings.life(sign)
    throw new ControlFailure(409, `Sign plan ${number} is ${state}: the user cannot cancel now.`)
  }
  const reason = type === 'USER' ? '用户取消签约' : ''
  return cancelSigning(desk, sign, { at: desk.world.time.business(), type, reason })
}
