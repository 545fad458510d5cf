import { randomInt } from 'node:crypto'
import { account } from '../../account'
import { canonical } from '../../canonical'
import { invalidRequest } from '../../failure'
import { Fields } from '../../fields'
import { type Answer, type Call } from '../../protocol'
import { type ModePlanDesk, shopOf } from '../desk'
import { forbidden, isStoppedAgain, ownedBy } from '../owned'
import { type Plan } from './plan'
import { readPlan } from './rules'
import { planView } from './view'

/** `POST /v3/payscore/plan/(partner/)payscore-plans` (facts 1.9). The same number with the same parameters is the same plan. */
export function createPlan(desk: ModePlanDesk, call: Call): Answer {
  const { world, plans, mode } = desk
  const request = readPlan(world, mode, new Fields(call.body))
  const sentAs = canonical(call.body)
  const earlier = plans.find(request.merchant_plan_no)
  if (earlier) {
    const same = earlier.sentAs === sentAs && earlier.request.mode === mode
    if (!same) throw invalidRequest('商户计划单号重复且参数与上次不一致', '271316598')
    const late = earlier.stop && world.switches().createReplayAfterCreated === 'INVALID_ORDER_STATE'
    if (late) throw forbidden(world, '计划已停止')
    return answer(desk, earlier)
  }
  const createdAt = world.time.business()
  const plan_id = `0100003321${createdAt}${randomInt(1e8, 9e8)}`
  return answer(desk, plans.save({ plan_id, mchid: account.mchid, createdAt, request, sentAs }))
}

/** `GET …/payscore-plans/merchant-plan-no/{merchant_plan_no}` */
export function queryPlan(desk: ModePlanDesk, call: Call): Answer {
  return answer(desk, asked(desk, call, new Fields(Object.fromEntries(call.query), '', 'query')))
}

/** `POST …/merchant-plan-no/{merchant_plan_no}/stop`: nobody signs it any more, who has signed goes on (facts 2.4). */
export function stopPlan(desk: ModePlanDesk, call: Call): Answer {
  const plan = asked(desk, call, new Fields(call.body))
  const sentAs = canonical(call.body)
  if (isStoppedAgain(desk.world, plan.stop, sentAs)) return answer(desk, plan)
  return answer(desk, desk.plans.save({ ...plan, stop: { at: desk.world.time.business(), sentAs } }))
}

const asked = ({ world, plans, mode }: ModePlanDesk, call: Call, fields: Fields): Plan =>
  ownedBy(world, plans.find(call.params['merchant_plan_no'] ?? ''), mode, shopOf(mode, fields))

const answer = ({ world }: ModePlanDesk, plan: Plan): Answer => ({ status: 200, body: planView(world, plan) })
