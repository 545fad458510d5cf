import { type World } from '../../world'
import { type SignLife } from './life'
import { type SignPlan } from './sign-plan'
import { signView } from './view'

function tell(
  world: World,
  sign: SignPlan,
  event: string,
  summary: string,
  resource: object,
  at: number,
): void {
  const { notify_url, merchant_sign_plan_no } = sign.request
  world.notifications.enqueue({
    event,
    kind: event === 'PAYSCORE.USER_SIGN_PLAN' ? 'confirm' : 'permission',
    summary,
    resource: { ...resource },
    out_order_no: merchant_sign_plan_no,
    url: notify_url,
    schedule: 'sign-plan',
    at,
  })
}

/** The user signed (facts 6.2). */
export function tellSigned(world: World, sign: SignPlan, life: SignLife): void {
  const at = sign.signedAt ?? world.time.business()
  tell(
    world,
    sign,
    'PAYSCORE.USER_SIGN_PLAN',
    '微信支付分签约计划用户签约成功',
    signView(world, sign, life),
    at,
  )
}

/** The user cancelled it, or closed the service; the official example contradicts the states (facts 6.2, 9-12). */
export function tellCancelled(world: World, sign: SignPlan, life: SignLife): void {
  const at = sign.cancelled?.at ?? world.time.business()
  const sign_state = world.switches().cancelNotificationState
  const resource = { ...signView(world, sign, life), sign_state }
  tell(world, sign, 'PAYSCORE.USER_CANCEL_SIGN_PLAN', '微信支付分签约计划用户取消签约', resource, at)
}
