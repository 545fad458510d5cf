import { type Mode } from '../../account'
import { invalidRequest } from '../../failure'
import { type Fields } from '../../fields'
import { readNotifyUrl } from '../../notify-url'
import { type ModePlanDesk } from '../desk'
import { forbidden, ownedBy } from '../owned'
import { planState, type Plan } from '../payscore-plans/plan'
import { planNumber } from '../payscore-plans/rules'
import { readParties } from '../../service-orders/mode'
import { isSameUser, readUser } from '../user'
import { type SignDetail, type SignRequest } from './sign-plan'

/** Checks form and permissions of a new signing (facts 1.10). @throws ApiFailure 400, 403 */
export function readSigning(mode: Mode, fields: Fields): SignRequest {
  const { service: _, ...parties } = readParties(fields, mode, 'sign-plan')
  return {
    ...parties,
    ...readUser(fields, mode, parties.sub_appid),
    plan_id: fields.text('plan_id', { max: 32 }),
    merchant_sign_plan_no: fields.text('merchant_sign_plan_no', planNumber),
    notify_url: readNotifyUrl(fields, 1024),
    sign_plan_detail: readNumbers(fields),
  }
}

/** One number for each session, numbered from 1 in the order of the plan; none twice. */
function readNumbers(fields: Fields): SignDetail[] {
  const seen = new Set<string>()
  return fields.list('sign_plan_detail', 1000).map((one, index) => {
    const plan_detail_no = one.integer('plan_detail_no', 1)
    if (plan_detail_no !== index + 1) throw one.error('plan_detail_no', `must be ${index + 1} here`)
    const merchant_plan_detail_no = one.text('merchant_plan_detail_no', planNumber)
    if (seen.has(merchant_plan_detail_no)) throw one.error('merchant_plan_detail_no', 'is used twice')
    seen.add(merchant_plan_detail_no)
    return { plan_detail_no, merchant_plan_detail_no }
  })
}

/**
 * The plan of a new signing, which must be the merchant's own, of the same service, NORMAL and of so many sessions as are
 * numbered; the numbers must be new and the user not signed to it.
 * @throws ApiFailure 400, 403, 404
 */
export function planToSign(desk: ModePlanDesk, fields: Fields, request: SignRequest): Plan {
  const { world, plans, signings, book, mode } = desk
  const { plan_id, service_id, sub_mchid, sign_plan_detail } = request
  const plan = ownedBy(world, plans.findById(plan_id), mode, sub_mchid)
  if (plan.request.service_id !== service_id) throw invalidRequest('商户暂无权限使用此服务', '268503786')
  if (planState(plan) === 'STOP') throw forbidden(world, '计划已停止，不能签约')
  if (sign_plan_detail.length !== plan.request.deduction_quantity) {
    throw fields.error('sign_plan_detail', 'must have an entry for each detail of the plan')
  }
  const taken = sign_plan_detail.some(
    ({ merchant_plan_detail_no: number }) => signings.isTaken(number) || book.find(number) !== undefined,
  )
  if (taken) throw invalidRequest('商户计划明细单号已被使用', '271316598')
  if (isSignedAlready(desk, request)) throw forbidden(world, '用户已签约此计划')
  return plan
}

/** Whether the same user is signed to the same plan by another signing. */
export function isSignedAlready(
  { world, signings }: Pick<ModePlanDesk, 'world' | 'signings'>,
  request: SignRequest,
): boolean {
  if (world.switches().secondSigning === 'allowed') return false
  return signings
    .all()
    .some(
      (one) =>
        one.request.plan_id === request.plan_id &&
        one.request.merchant_sign_plan_no !== request.merchant_sign_plan_no &&
        isSameUser(one.request, request) &&
        signings.life(one).state === 'SIGNED',
    )
}
