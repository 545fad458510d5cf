import { type PlanDesk } from '../desk'
import { isInUse } from './detail-life'
import { tellCancelled } from './events'
import { type Cancelled, type CancelType, type SignPlan } from './sign-plan'

type Desk = Pick<PlanDesk, 'world' | 'signings'>

/** Why a signing cannot be cancelled now; undefined when it can. */
export function cancelProblem(
  { world, signings }: Desk,
  sign: SignPlan,
  type: CancelType,
): string | undefined {
  const { state, details } = signings.life(sign)
  const { stopUnsigned, stopWhileUsing } = world.switches()
  const unsigned = state === 'UNSIGNED' && type === 'MERCHANT' && stopUnsigned === 'allowed'
  if (state !== 'SIGNED' && !unsigned) return '签约计划状态不允许取消'
  if (stopWhileUsing === 'refused' && details.some(isInUse)) return '存在进行中的服务，不能取消签约'
  return undefined
}

/** The signing as cancelled. The user's own cancelling is always told, the merchant's where a switch says so. */
export function cancelSigning({ world, signings }: Desk, sign: SignPlan, cancelled: Cancelled): SignPlan {
  const ended = signings.save({ ...sign, cancelled })
  const told = cancelled.type !== 'MERCHANT' || world.switches().stopNotified === 'yes'
  if (told) tellCancelled(world, ended, signings.life(ended))
  return ended
}
