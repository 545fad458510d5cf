import { type PlanDesk } from '../desk'
import { planState } from '../payscore-plans/plan'
import { packageLifeMs } from './life'
import { isSignedAlready } from './rules'
import { type SignPlan, signerOf } from './sign-plan'

/** Why a user cannot sign: it is no longer to be signed, too late, not theirs, its plan is stopped, or signed already. */
export type SignProblem = 'state' | 'late' | 'another' | 'stopped' | 'signed'

/** @param openid who opened the page, where known @returns undefined when the user can sign now */
export function signProblem(
  desk: Pick<PlanDesk, 'world' | 'plans' | 'signings'>,
  sign: SignPlan,
  openid: string | undefined,
): SignProblem | undefined {
  const { world, plans, signings } = desk
  const { signedByAnother, signingOfStoppedPlan } = world.switches()
  if (signings.life(sign).state !== 'UNSIGNED') return 'state'
  const last = sign.packages.at(-1)
  if (!last || world.time.business() >= last.createdAt + packageLifeMs) return 'late'
  const signer = signerOf(sign)
  const differs = openid !== undefined && signer !== undefined && openid !== signer
  if (differs && signedByAnother === 'refused') return 'another'
  const plan = plans.findById(sign.request.plan_id)
  const stopped = !plan || planState(plan) === 'STOP'
  if (stopped && signingOfStoppedPlan === 'refused') return 'stopped'
  return isSignedAlready(desk, sign.request) ? 'signed' : undefined
}
