import { CARD, newKey, openPlanStory, plansOf } from './plans'
import { CUSTOMER, OPERATOR, type Story } from './story'

/** How often each action about plans asks the database; every one is a round trip that somebody waits for. */
let story: Story
const plans = plansOf(() => story)
beforeAll(async () => {
  story = await openPlanStory()
})
afterAll(() => story.close())

/** Database calls of the newest call of a function. */
const spent = (name: string): number | undefined =>
  story.world.cloudbase.history.calls.filter(({ function: one }) => one === name).at(-1)?.databaseCalls

it('a plan from its making to the end of a signing', async () => {
  // The first operator is written once, by their first call.
  await story.call('console', 'me', {}, OPERATOR)
  const shop = story.product.shopReads
  const plan = await plans.create()
  // Who asks, the offer, the intent, what came of it.
  expect(spent('console')).toBe(4 + shop)
  await story.call('orders', 'plans', { offerId: CARD }, CUSTOMER)
  expect(spent('orders')).toBe(3 + shop)
  // Plan, signings of it, newest signings (at once), the offer; the intent, what came of it.
  const { planId } = plan
  const { sign } = await story.call('orders', 'sign', { planId, requestKey: newKey() }, CUSTOMER)
  expect(spent('orders')).toBe(6 + shop)
  await plans.confirm(sign)
  expect(spent('notify')).toBeLessThanOrEqual(3)
  await plans.get(sign)
  expect(spent('orders')).toBe(2)
  await plans.get(sign)
  expect(spent('orders')).toBe(1)
  await story.call('orders', 'signs', {}, CUSTOMER)
  expect(spent('orders')).toBe(1)
  await story.call('console', 'members', { planId }, OPERATOR)
  expect(spent('console')).toBe(3)
  await plans.cancel(sign)
  expect(spent('orders')).toBe(3)
  await plans.stop(plan)
  // Who asks, the plan, what the question proved, the intent, what came of it.
  expect(spent('console')).toBeLessThanOrEqual(5)
})
