import type { CloudBase } from '../cloudbase'
import { DEMO_PLANS } from './demo/sign-plan'
import { operator } from './environment'

/**
 * Has the operator make one plan of each demo offer, through the real function `console`, where there is none yet: for whoever
 * starts the local world to look around. A plan cannot be put there like an offer, because WeChat Pay must know it.
 * @throws Error that names what went wrong
 */
export async function createDemoPlans(cloudbase: CloudBase): Promise<void> {
  const { store } = cloudbase
  for (const plan of DEMO_PLANS) {
    const offer = store.get('offers', plan.offerId)
    if (!offer?.enabled) continue
    const there = store
      .list('plans')
      .some(({ offerId, mode }) => offerId === plan.offerId && mode === offer.mode)
    if (there) continue
    // One of each product: the local world may have been started as another one before.
    const requestKey = `demo-plan-${plan.offerId}-${String(offer.mode)}`
    const event = { action: 'createPlan', requestKey, ...plan }
    const answer = (await cloudbase.invoke('console', event, { openid: operator().openid })) as {
      ok: boolean
      failure?: { code: string; message: string }
    }
    if (!answer.ok)
      throw new Error(
        `The plan of ${plan.offerId} was not made: ${answer.failure?.code}, ${answer.failure?.message}.`,
      )
  }
}
