import { signPlanSwitches } from '../../simulator/sandbox/sign-plan/switches'
import type { Switches } from '../../simulator/sandbox/switches'
import { newKey, openPlanStory, planDisagreements, plansOf } from './plans'
import { CUSTOMER, OPERATOR, type Story, STRANGER } from './story'

/**
 * Making and signing plans holds under every value of every assumption about them; what follows a signing stands in
 * `sessions-switches`.
 */
let story: Story
const plans = plansOf(() => story)
beforeAll(async () => {
  story = await openPlanStory()
})
afterAll(() => story.close())

const SESSIONS = ['sessionCreateState', 'sessionConfirmNotified', 'sessionIntroduction', 'sessionPayments', 'sessionRiskFund', 'sessionTotal', 'detailUsedWhen', 'lastSessionCancelled', 'goingDetailNo', 'planOverWhileUsing'] // prettier-ignore
const cases = signPlanSwitches
  .filter(({ name }) => !SESSIONS.includes(name))
  .flatMap(({ name, values }) => values.slice(1).map((value) => [name, value] as const))
  .concat([
    ['packageOnReplay', 'refreshed'],
    ['packageUse', 'single-use'],
    ['createReplayAfterCreated', 'INVALID_ORDER_STATE'],
  ] as never)

it.each(cases)(
  '%s = %s: a lost plan is found, a lost signing signed, a dead one made anew; nobody is alarmed',
  async (name, value) => {
    await story.forget()
    story.sandbox.setSwitches({ [name]: value } as Partial<Switches>)
    story.sandbox.faults.add({ kind: 'lost-reset', on: 'create-plan', times: 9 })
    const { planId } = await plans.create()
    story.sandbox.faults.clear()
    await story.pass(2)
    await story.call('console', 'getPlan', { planId }, OPERATOR)

    const wish = { planId, requestKey: newKey() }
    story.sandbox.faults.add({ kind: 'lost-reset', on: 'sign', times: 9 })
    await story.call('orders', 'sign', wish, CUSTOMER)
    story.sandbox.faults.clear()
    await story.pass(30)
    const { sign: lost } = await story.call('orders', 'sign', wish, CUSTOMER)
    await plans.confirm(lost)
    expect(await plans.get(lost)).toMatchObject({ state: 'SIGNED', next: 1 })

    const { sign: dead } = await plans.sign({ planId }, STRANGER)
    await story.pass(130 * 60)
    await story.settle(1)
    const request = { signId: dead.signId }
    const { sign: anew } = await story.call('orders', 'retrySign', request, STRANGER)
    expect(anew.number).toBe(`${dead.signId}-2`)
    await plans.confirm(anew)
    const seen = await story.call('orders', 'getSign', request, STRANGER)
    expect(seen.sign).toMatchObject({ state: 'SIGNED', number: anew.number })

    await plans.end(lost)
    expect(await plans.get(lost)).toMatchObject({ state: 'SIGN_PLAN_CANCEL', cancelledBy: 'customer' })
    await story.call('orders', 'cancelSign', request, STRANGER)
    await plans.stop({ planId })
    await story.settle(4)
    expect([...plans.plans(), ...plans.signs()].flatMap(({ alerts }) => alerts)).toEqual([])
    expect(planDisagreements(story)).toEqual([])
  },
)
