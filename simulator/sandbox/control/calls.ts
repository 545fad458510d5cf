import { ControlFailure } from '../failure'
import { callFaults, notificationFaults, type FaultInput } from '../faults'
import { switchList } from '../switches'
import { type SandboxCore } from '../core'
import { type UserAction } from '../protocol'
import { type RefundAction } from '../refunds/refund'
import { type SignAction } from '../sign-plan'
import { controlCall, type ControlCall } from './control'

const actions: readonly UserAction[] = ['confirm', 'decline', 'pay', 'fail']
const options: Partial<Record<UserAction, string>> = {
  confirm: ' (optional openid)',
  pay: ' (optional amount in fen: only a part, on service orders)',
}
const signActions: readonly (readonly [SignAction, string])[] = [
  ['confirm', 'the user signs the plan (optional openid)'],
  ['cancel', 'the user ends the signed plan'],
]
const refundActions: readonly RefundAction[] = ['succeed', 'close', 'abnormal']

/** Every control call; `GET /sandbox` lists them. */
export function controlCalls(core: SandboxCore): ControlCall[] {
  const calls: ControlCall[] = [
    controlCall(
      'GET',
      '/credentials',
      'what a merchant holds: numbers, keys, services',
      () => core.credentials,
    ),
    controlCall('GET', '/orders', 'every order with its history', () => ({ orders: core.orders() })),
    controlCall('GET', '/orders/{out_order_no}', 'one order', ({ params }) =>
      core.order(params['out_order_no'] ?? ''),
    ),
    ...actions.map((action) =>
      controlCall(
        'POST',
        `/orders/{out_order_no}/${action}`,
        `the user: ${action}${options[action] ?? ''}`,
        ({ params, body }) => {
          const number = params['out_order_no'] ?? ''
          return action === 'pay' && body['amount'] !== undefined
            ? core.payPart(number, body['amount'])
            : core.act(number, action, optionalText(body, 'openid'))
        },
      ),
    ),
    controlCall(
      'POST',
      '/orders/{out_order_no}/deduct',
      'a deduction begins and takes {seconds}, 180 by default: cancel, modify and sync must wait',
      ({ params, body }) => core.deduct(params['out_order_no'] ?? '', body['seconds']),
    ),
    controlCall('GET', '/plans', 'every plan', () => ({ plans: core.payscorePlans() })),
    controlCall('GET', '/sign-plans', 'every signed plan with its history and its sessions', () => ({
      signPlans: core.signPlans(),
    })),
    controlCall('GET', '/sign-plans/{merchant_sign_plan_no}', 'one signed plan', ({ params }) =>
      core.signPlan(params['merchant_sign_plan_no'] ?? ''),
    ),
    ...signActions.map(([action, about]) =>
      controlCall('POST', `/sign-plans/{merchant_sign_plan_no}/${action}`, about, ({ params, body }) =>
        core.actOnSignPlan(params['merchant_sign_plan_no'] ?? '', action, optionalText(body, 'openid')),
      ),
    ),
    controlCall('GET', '/refunds', 'every refund with its history', () => ({ refunds: core.refunds() })),
    ...refundActions.map((action) =>
      controlCall('POST', `/refunds/{out_refund_no}/${action}`, `the refund: ${action}`, ({ params }) =>
        core.actOnRefund(params['out_refund_no'] ?? '', action),
      ),
    ),
    controlCall('POST', '/refunds', '{delaySeconds} to its success, null = never', ({ body }) =>
      core.setRefundDelay(body['delaySeconds']),
    ),
    controlCall('GET', '/notifications', 'every notification with its deliveries', () => ({
      idle: core.idle,
      notifications: core.notifications(),
    })),
    controlCall('POST', '/notifications/{id}/resend', 'deliver one now', ({ params }) =>
      core.resend(params['id'] ?? ''),
    ),
    controlCall('POST', '/notifications', 'make one up: event, kind, resource', ({ body }) =>
      core.notify(body),
    ),
    controlCall('GET', '/notify-urls', 'where notifications go', () => core.notifyUrls),
    controlCall(
      'POST',
      '/notify-urls',
      '{confirm, pay, permission, refund} or {url}; this machine only',
      ({ body }) => core.setNotifyUrls(body),
    ),
    controlCall('GET', '/requests', 'the last signed requests', () => ({ requests: core.requests() })),
    controlCall('GET', '/clock', 'business time, signature time, offset, skew', () => core.clockState()),
    controlCall(
      'POST',
      '/clock',
      '{advanceSeconds} moves business time, {skewSeconds} sets this clock wrong',
      ({ body }) => core.setClock(body),
    ),
    controlCall('GET', '/switches', 'assumptions with their values', () => ({
      values: core.switches,
      list: switchList,
    })),
    controlCall('POST', '/switches', '{name: value, …}', ({ body }) => core.setSwitches(body)),
    controlCall('GET', '/faults', 'waiting misbehaviours and the kinds there are', () => ({
      waiting: core.faults.list(),
      kinds: { ...callFaults, ...notificationFaults },
    })),
    controlCall('POST', '/faults', '{kind, on, times, …} for the next matching calls', ({ body }) => {
      if (typeof body['kind'] !== 'string') throw new ControlFailure(400, 'A fault needs a kind.')
      return core.faults.add(body as unknown as FaultInput)
    }),
    controlCall('DELETE', '/faults', 'forget waiting misbehaviours', () => {
      core.faults.clear()
      return {}
    }),
    controlCall(
      'POST',
      '/deductions',
      '{delaySeconds} to the automatic deduction, null = never',
      ({ body }) => core.setDeductionDelay(body['delaySeconds']),
    ),
    controlCall(
      'POST',
      '/users/{openid}/service',
      '{available: true|false} for user-service-state; false also ends the plans the user signed',
      ({ params, body }) => core.setAvailable(params['openid'] ?? '', body['available'] !== false),
    ),
    controlCall(
      'POST',
      '/reset',
      'forget orders, notifications, requests, faults; switches to the start values',
      () => {
        core.reset()
        return {}
      },
    ),
  ]
  const list = controlCall('GET', '', 'this list', () => ({
    calls: [list, ...calls].map(({ method, path, about }) => ({ method, path, about })),
    pages: [
      '/sandbox/pages/use?package=…',
      '/sandbox/pages/plan?package=…',
      '/sandbox/pages/signed?merchant_sign_plan_no=…',
      '/sandbox/pages/detail?mch_id=…&service_id=…&out_order_no=…&sign=…',
    ],
  }))
  return [list, ...calls]
}

function optionalText(body: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = body[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}
