import type { Launch } from '#domain/view'
import type { Desk } from '../orders/desk'
import { planLaunch } from '../wechatpay/launch'
import { canReopen } from './actions'
import { currentAttempt, type SignDocument } from './document'

/** What the phone needs to open the page where it is signed, or `undefined` when there is no package to open. */
export function signLaunchOf({ clock }: Pick<Desk, 'clock'>, sign: SignDocument): Launch | undefined {
  const { package: value } = currentAttempt(sign)
  return value !== undefined && canReopen(sign, clock()) ? planLaunch({ package: value }) : undefined
}
