import { serviceSwitches } from '../../simulator/sandbox/service-orders/switches'
import { signPlanSwitches } from '../../simulator/sandbox/sign-plan/switches'
import type { Switches } from '../../simulator/sandbox/switches'
import { openPlanStory } from './plans'
import { sessionDisagreements, sessionsOf } from './sessions'
import { CUSTOMER, type Story } from './story'

/**
 * A whole course holds under every value of every assumption about plans, signings, sessions, and the service orders that these are.
 * `SWITCHES=all` plays all of them (`npm run test:long -- switches`); without it those that a course meets after it was signed.
 */
const ALL = process.env['SWITCHES'] === 'all'

let story: Story
const sessions = sessionsOf(() => story)
beforeAll(async () => {
  story = await openPlanStory()
})
afterAll(() => story.close())

const OF_COURSES = ['stopWhileUsing', 'detailUsedWhen', 'unusedDetails', 'goingDetailNo', 'planEmptyFields']
const met = signPlanSwitches.filter(({ name }) => name.startsWith('session') || OF_COURSES.includes(name))

const cases = [...(ALL ? [...signPlanSwitches, ...serviceSwitches] : met)].flatMap(({ name, values }) =>
  values.slice(1).map((value) => [name, value] as const),
)

it.each([['every switch', 'its default'] as const, ...cases])(
  '%s = %s: one paid, one lost and cancelled, one in use while the customer ends the plan; nobody is alarmed',
  async (name, value) => {
    await story.forget()
    if (name !== 'every switch') story.sandbox.setSwitches({ [name]: value } as Partial<Switches>)
    const sign = await sessions.signed()
    expect(sign).toMatchObject({ state: 'SIGNED', next: 1 })
    await sessions.paid(sign, 1)

    story.sandbox.faults.add({ kind: 'lost-reset', on: 'session', times: 9 })
    const { order: lost } = await sessions.start(sign, 2)
    story.sandbox.faults.clear()
    await story.settle(2)
    expect(await story.look(lost.orderId)).toMatchObject({ state: 'USER_ACCEPTED' })
    await sessions.cancelSession(lost.orderId)

    const used = await sessions.used(sign, 3)
    const { signId } = sign
    const stopped = await story.ask('orders', 'cancelSign', { signId }, CUSTOMER)
    expect(stopped.ok).toBe(name !== 'stopWhileUsing')
    await sessions.complete(await story.look(used.orderId))
    await story.pay(used)
    if (!stopped.ok) await sessions.cancel(sign)
    await story.settle(4)

    const seen = await sessions.get(sign)
    expect(seen).toMatchObject({ state: 'SIGN_PLAN_CANCEL', paid: 9800 + 7800 })
    expect(seen.sessions.map(({ outcome, paid }) => paid ?? outcome)).toEqual([
      9800,
      'cancelled',
      7800,
      undefined,
      undefined,
    ])
    expect(sessionDisagreements(story)).toEqual([])
    expect([...story.documents(), ...sessions.signs(), ...sessions.plans()].flatMap(({ alerts }) => alerts)).toEqual([])
  },
) // prettier-ignore
