import { CUSTOMER, OPERATOR } from '../story'
import { newKey } from '../plans'
import type { Course, Part, Scene } from './plot'

const courseOf = ({ course }: Scene): Course => {
  if (!course) throw new Error('This story has no plan.')
  return course
}

/** The customer begins a session. */
export const starts = (no: number, name = 'start'): Part => ({
  name,
  kind: 'call',
  run: (scene) => scene.story.ask('orders', 'startSession', { signId: courseOf(scene).signId, no }, CUSTOMER),
})

/** An operator checks the customer in. */
export const checksIn = (no: number, name = 'check-in'): Part => ({
  name,
  kind: 'call',
  run: (scene) =>
    scene.story.ask('console', 'startSession', { signId: courseOf(scene).signId, no }, OPERATOR),
})

const ofSign = (name: string, action: 'cancelSign' | 'retrySign'): Part => ({
  name,
  kind: 'call',
  run: (scene) => scene.story.ask('orders', action, { signId: courseOf(scene).signId }, CUSTOMER),
})
export const cancelsSign = (name = 'cancel'): Part => ofSign(name, 'cancelSign')
export const retriesSign = (name = 'retry'): Part => ofSign(name, 'retrySign')

/** The customer signs the plan. @param keys the key of their intention, the same one for two taps */
export const signs = (name: string, keyOf: () => string = newKey): Part => ({
  name,
  kind: 'call',
  run: (scene) =>
    scene.story.ask('orders', 'sign', { planId: courseOf(scene).planId, requestKey: keyOf() }, CUSTOMER),
})

/** The operator stops the plan. */
export const stops = (name = 'stop'): Part => ({
  name,
  kind: 'call',
  run: (scene) => scene.story.ask('console', 'stopPlan', { planId: courseOf(scene).planId }, OPERATOR),
})

/** The operator completes the session that is in use. */
export const completesSession = (name = 'complete'): Part => ({
  name,
  kind: 'call',
  run: (scene) => {
    const { inUse } = courseOf(scene)
    if (!inUse) throw new Error('No session is in use.')
    return scene.story.ask('console', 'complete', inUse.bill, OPERATOR)
  },
})

const signThere = (scene: Scene): string | undefined =>
  scene.story.sandbox
    .signPlans()
    .find(({ merchant_sign_plan_no }) => merchant_sign_plan_no === courseOf(scene).number)?.state

/** The customer signs in WeChat Pay's page, with the first package. */
export const confirmsSign: Part = {
  name: 'confirm',
  kind: 'act',
  run: (scene) => scene.story.sandbox.actOnSignPlan(courseOf(scene).number, 'confirm'),
  when: (scene) => signThere(scene) === 'UNSIGNED',
}

/** The customer ends it in WeChat Pay's own page. */
export const endsSign: Part = {
  name: 'end',
  kind: 'act',
  run: (scene) => scene.story.sandbox.actOnSignPlan(courseOf(scene).number, 'cancel'),
  when: (scene) => signThere(scene) === 'SIGNED',
}

/** WeChat Pay deducts the session that was in use. */
export const deductsSession: Part = {
  name: 'deduction',
  kind: 'act',
  run: (scene) => scene.story.sandbox.act(courseOf(scene).inUse?.number ?? '', 'pay'),
  when: (scene) => {
    const number = courseOf(scene).inUse?.number
    return scene.story.sandbox.orders().find((one) => one.out_order_no === number)?.state === 'FINISHED'
  },
}
