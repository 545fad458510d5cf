import { randomInt } from 'node:crypto'
import { account } from '../../account'
import { canonical } from '../../canonical'
import { invalidRequest } from '../../failure'
import { Fields } from '../../fields'
import { newPackage } from '../../orders/launch-package'
import { type Answer, type Call } from '../../protocol'
import { type ModePlanDesk, shopOf } from '../desk'
import { forbidden, isStoppedAgain, ownedBy } from '../owned'
import { cancelProblem, cancelSigning } from './cancel'
import { planToSign, readSigning } from './rules'
import { type SignPlan } from './sign-plan'
import { signView } from './view'

/** `POST /v3/payscore/sign-plan/(partner/)user-sign-plans` (facts 1.10). The same number with the same parameters is the same. */
export function createSigning(desk: ModePlanDesk, call: Call): Answer {
  const { world, signings, mode } = desk
  const fields = new Fields(call.body)
  const request = readSigning(mode, fields)
  const sentAs = canonical(call.body)
  const earlier = signings.find(request.merchant_sign_plan_no)
  if (earlier) return created(desk, replayed(desk, earlier, sentAs))
  const plan = planToSign(desk, fields, request)
  const createdAt = world.time.business()
  const made: SignPlan = {
    sign_plan_id: `0102003321${createdAt}${randomInt(1e8, 9e8)}`,
    mchid: account.mchid,
    ...{ createdAt, request, sentAs },
    plan: plan.request,
    packages: [newPackage(createdAt)],
  }
  return created(desk, signings.save(made))
}

/** `GET …/user-sign-plans/merchant-sign-plan-no/{merchant_sign_plan_no}` */
export function querySigning(desk: ModePlanDesk, call: Call): Answer {
  const fields = new Fields(Object.fromEntries(call.query), '', 'query')
  return { status: 200, body: view(desk, asked(desk, call, fields)) }
}

/** `POST …/{merchant_sign_plan_no}/stop`: the merchant ends it. */
export function stopSigning(desk: ModePlanDesk, call: Call): Answer {
  const { world } = desk
  const fields = new Fields(call.body)
  const reason = fields.text('stop_reason', { max: 128 })
  const sign = asked(desk, call, fields)
  const sentAs = canonical(call.body)
  if (isStoppedAgain(world, sentBy(sign), sentAs)) return { status: 200, body: view(desk, sign) }
  const problem = cancelProblem(desk, sign, 'MERCHANT')
  if (problem !== undefined) throw forbidden(world, problem)
  const cancelled = { at: world.time.business(), type: 'MERCHANT', reason, sentAs } as const
  return { status: 200, body: view(desk, cancelSigning(desk, sign, cancelled)) }
}

/** The merchant's own stop, if there was one. */
function sentBy({ cancelled }: SignPlan): { readonly sentAs: string } | undefined {
  return cancelled?.sentAs === undefined ? undefined : { sentAs: cancelled.sentAs }
}

/** A repeated create; a switch says whether it brings another package. */
function replayed({ world, signings }: ModePlanDesk, earlier: SignPlan, sentAs: string): SignPlan {
  if (earlier.sentAs !== sentAs) throw invalidRequest('商户签约计划单号重复且参数与上次不一致', '271316598')
  const { createReplayAfterCreated, packageOnReplay } = world.switches()
  if (signings.life(earlier).state !== 'UNSIGNED') {
    if (createReplayAfterCreated === 'INVALID_ORDER_STATE') throw forbidden(world, '签约计划状态已变化')
    return earlier
  }
  if (packageOnReplay === 'same') return earlier
  return signings.save({ ...earlier, packages: [...earlier.packages, newPackage(world.time.business())] })
}

const asked = ({ world, signings, mode }: ModePlanDesk, call: Call, fields: Fields): SignPlan =>
  ownedBy(world, signings.find(call.params['merchant_sign_plan_no'] ?? ''), mode, shopOf(mode, fields))

const view = ({ world, signings }: ModePlanDesk, sign: SignPlan): object =>
  signView(world, sign, signings.life(sign))

const created = (desk: ModePlanDesk, sign: SignPlan): Answer => ({
  status: 200,
  body: { sign_plan: view(desk, sign), package: sign.packages.at(-1)?.value },
})
