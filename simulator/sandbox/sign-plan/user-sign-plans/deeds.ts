import { ControlFailure } from '../../failure'
import { type PlanDesk } from '../desk'
import { cancelProblem, cancelSigning } from './cancel'
import { tellSigned } from './events'
import { type CancelType, type SignPlan } from './sign-plan'
import { signProblem, type SignProblem } from './sign-problem'

type Desk = Pick<PlanDesk, 'world' | 'plans' | 'signings'>

const problems: Readonly<Record<Exclude<SignProblem, 'state'>, string>> = {
  late: 'has no package any more: its two hours are over',
  another: 'is for another user',
  stopped: 'is of a plan that was stopped',
  signed: 'is of a plan that this user is signed to',
}

/** The user signs. @throws ControlFailure 409 */
export function confirmSigning(desk: Desk, sign: SignPlan, openid: string | undefined): SignPlan {
  const problem = signProblem(desk, sign, openid)
  if (problem === 'state') throw refused(desk, sign, 'confirm')
  if (problem) throw new ControlFailure(409, `Sign plan ${numberOf(sign)} ${problems[problem]}.`)
  const signed = desk.signings.save({ ...sign, signedAt: desk.world.time.business() })
  tellSigned(desk.world, signed, desk.signings.life(signed))
  return signed
}

/** The user ends it, or closes the whole service. @throws ControlFailure 409 */
export function endSigning(desk: Desk, sign: SignPlan, type: Exclude<CancelType, 'MERCHANT'>): SignPlan {
  if (cancelProblem(desk, sign, type) !== undefined) throw refused(desk, sign, 'cancel')
  const reason = type === 'USER' ? '用户取消签约' : ''
  return cancelSigning(desk, sign, { at: desk.world.time.business(), type, reason })
}

const numberOf = ({ request }: SignPlan): string => request.merchant_sign_plan_no

function refused({ signings }: Desk, sign: SignPlan, deed: string): ControlFailure {
  const { state } = signings.life(sign)
  return new ControlFailure(409, `Sign plan ${numberOf(sign)} is ${state}: the user cannot ${deed} now.`)
}
