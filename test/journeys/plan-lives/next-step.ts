import type { PlanState, SignState } from '../../../miniprogram/domain/lines/sign-plan'
import type { OrderState } from '../../../miniprogram/domain/order'
import type { Act } from './steps'

/** What comes next for somebody when nothing goes wrong, by where their plan, signing and last session are. */
export function nextStep(who: number, plan?: PlanState, sign?: SignState, session?: OrderState): Act {
  if (plan !== 'NORMAL' && plan !== 'STOP') return { do: 'create-plan' }
  switch (sign) {
    case 'UNSIGNED':
      return { do: 'confirm', who }
    case 'SIGNED':
      return nextOfSession(who, session)
    case 'NOT_CREATED':
    case undefined:
      return { do: 'sign', who }
    default:
      return { do: 'get-sign', who }
  }
}

function nextOfSession(who: number, session: OrderState | undefined): Act {
  switch (session) {
    case 'USER_ACCEPTED':
      return { do: 'complete', who, less: 0 }
    case 'FINISHED':
      return { do: 'pay', who }
    case 'CREATING':
    case 'NOT_CREATED':
      return { do: 'start', who, ahead: -1 }
    default:
      return { do: 'check-in', who, ahead: 0 }
  }
}
