import type { SignView } from '../../../miniprogram/domain/lines/sign-plan'
import { sessionOrderId } from '../../../cloudfunctions/shared/sessions/number'
import { signIdOf } from '../../../cloudfunctions/shared/signs/document'
import { sessionsOf } from '../sessions'
import { CUSTOMER, type Story } from '../story'
import type { Plot, Scene } from './plot'

type Prepare = Plot['prepare']
type Steps = ReturnType<typeof sessionsOf>
type Prepared = Awaited<ReturnType<Prepare>>

/** The customer's first signing of a plan, made or not; the session that the story is about. */
const sceneOf = (planId: string, no: number, inUse?: NonNullable<Scene['course']>['inUse']): Prepared => {
  const signId = signIdOf(CUSTOMER, planId, 1)
  const course = { planId, signId, number: `${signId}-1`, ...(inUse ? { inUse } : {}) }
  return { orderId: sessionOrderId(`${signId}-1-${no}`), course }
}

/** A plan, and what happens before the story begins. */
const plan =
  (then: (steps: Steps, planId: string, story: Story) => Promise<Prepared | undefined>): Prepare =>
  async (story) => {
    const steps = sessionsOf(() => story)
    const { planId } = await steps.create()
    await story.pass(60)
    return (await then(steps, planId, story)) ?? sceneOf(planId, 1)
  }

const sign = async (steps: Steps, planId: string): Promise<SignView> => (await steps.sign({ planId })).sign

async function signedPlan(steps: Steps, planId: string, story: Story): Promise<SignView> {
  const opened = await sign(steps, planId)
  await steps.confirm(opened)
  const view = await steps.get(opened)
  await story.pass(60)
  return view
}

export const planned = plan(() => Promise.resolve(undefined))

/** Made, and not signed for so long. */
export const unsigned = (seconds: number): Prepare =>
  plan(async (steps, planId, story) => {
    await sign(steps, planId)
    await story.pass(seconds)
    return undefined
  })

/** The answer of the call is lost, or it never arrived; a bit more than a minute later. */
async function losing(story: Story, on: string, kind: 'reset' | 'lost-reset', ask: () => Promise<unknown>) {
  story.sandbox.faults.add({ kind, on, times: 9 })
  await ask()
  story.sandbox.faults.clear()
  await story.pass(70)
}

export const unansweredSign = plan(async (steps, planId, story) => {
  await losing(story, 'sign', 'lost-reset', () => sign(steps, planId))
  return undefined
})

export const signed = plan(async (steps, planId, story) => {
  await signedPlan(steps, planId, story)
  return undefined
})

/** Nothing came of the first session yet, and the timer is about to ask. */
export const unansweredSession = (kind: 'reset' | 'lost-reset'): Prepare =>
  plan(async (steps, planId, story) => {
    const view = await signedPlan(steps, planId, story)
    await losing(story, 'session', kind, () => steps.start(view, 1))
    return undefined
  })

/** The first session is in use, and the second one is wanted. */
export const inUse = plan(async (steps, planId, story) => {
  const view = await signedPlan(steps, planId, story)
  const order = await steps.used(view, 1)
  return sceneOf(planId, 2, { number: order.out_order_no, bill: steps.bill(order) })
})

/** The first session was cancelled. */
export const cancelledFirst = plan(async (steps, planId, story) => {
  const view = await signedPlan(steps, planId, story)
  const { orderId } = await steps.used(view, 1)
  await steps.cancelSession(orderId)
  await story.pass(60)
  return sceneOf(planId, 2)
})
