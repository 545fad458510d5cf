import { Failed } from '../failed'
import { ask } from '../intents/ask'
import { act } from '../intents/send'
import type { Desk } from '../orders/desk'
import { stopCall } from './calls'
import type { PlanDocument } from './document'
import { PLANS } from './kind'

/**
 * Stops a plan: nobody can sign it any more, who signed goes on. WeChat Pay is asked first; one that is stopped already comes
 * back as it is.
 * @throws Failed PENDING, STATE_CHANGED, RESULT_UNKNOWN; PayApiError when WeChat Pay refused
 */
export async function stopPlan(desk: Desk, stored: PlanDocument): Promise<PlanDocument> {
  const { document: plan, reply } = await ask(desk, PLANS, stored, 1)
  if (plan.state === 'STOP') return plan
  if (plan.pending) throw new Failed('PENDING')
  if (plan.state !== 'NORMAL') throw new Failed('STATE_CHANGED', { sentence: '计划没有创建成功，不需要停止' })
  if (!('told' in reply) || reply.told.plan_state !== 'NORMAL') throw new Failed('RESULT_UNKNOWN')
  const at = desk.clock()
  const call = stopCall(desk, plan)
  const { document: stopped, refusal } = await act(desk, PLANS, plan, {
    ...{ action: 'stop', n: 1, call, by: 'operator', at, sentAt: at },
  })
  if (refusal) throw refusal
  return stopped
}
