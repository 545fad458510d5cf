import type { Answer, EventOf, ResponseOf } from '../../miniprogram/domain/contract'
import type { SignView } from '../../miniprogram/domain/lines/sign-plan'
import { AS_PARTNER } from '../../simulator/world/product'
import { CARD, newKey, openPlanStory, planDisagreements, plansOf } from './plans'
import { OPERATOR, type Story } from './story'

/** Plans of a service provider's two shops: the card is the second's, the course the first's. */
let story: Story
const plans = plansOf(() => story)
const [FIRST, SECOND] = ['1900007782', '1900007783']
const COURSE = 'badminton-course'
/** The first shop's own mini-program, and somebody in it. */
const SHOPS_APP = 'wx5a1d0c0de5a40782'
const GUEST = 'local-guest-1'
/** Works for the first shop alone. */
const CLERK = 'local-clerk-1'
beforeAll(async () => {
  story = await openPlanStory({}, {}, AS_PARTNER)
  const { code } = await story.call('console', 'invite', { name: '小王', shops: [FIRST] }, OPERATOR)
  await story.call('console', 'join', { code }, CLERK)
})
afterAll(() => story.close())
beforeEach(() => story.forget())
afterEach(async () => {
  await story.settle(3)
  expect(planDisagreements(story)).toEqual([])
})

async function from<A extends 'plans' | 'sign' | 'getSign'>(
  appid: string,
  event: EventOf<'orders', A>,
): Promise<Answer<ResponseOf<'orders', A>>> {
  return (await story.world.cloudbase.invoke('orders', event, { openid: GUEST, appid })) as never
}

it('a plan is made for its shop, signed in our mini-program, and ended', async () => {
  const plan = await plans.create()
  expect(plan.sub_mchid).toBe(SECOND)
  expect(story.sandbox.payscorePlans()).toMatchObject([{ mode: 'partner', sub_mchid: SECOND }])
  const { sign } = await plans.sign(plan)
  await plans.confirm(sign)
  expect(plans.document(sign.signId)).toMatchObject({ state: 'SIGNED', sub_mchid: SECOND })
  expect(plans.document(sign.signId)).not.toHaveProperty('sub_appid')
  expect(await plans.get(sign)).toMatchObject({ merchant: { name: '云栖里酒店（西湖店）' } })
  expect(await plans.cancel(sign)).toMatchObject({ state: 'SIGN_PLAN_CANCEL' })
  expect(await plans.stop(plan)).toMatchObject({ state: 'STOP' })
})

it('signed in the shop’s own mini-program it is signed by the shop’s own openid', async () => {
  const { planId } = await plans.create({}, COURSE)
  const answer = await from(SHOPS_APP, { action: 'sign', planId, requestKey: newKey() })
  if (!answer.ok) throw new Error(answer.failure.code)
  const { sign } = answer.data
  expect(plans.document(sign.signId)).toMatchObject({ sub_appid: SHOPS_APP, sub_mchid: FIRST })
  story.sandbox.actOnSignPlan(sign.number, 'confirm', GUEST)
  await story.sandbox.whenIdle()
  expect(plans.document(sign.signId).state).toBe('SIGNED')
  await story.pass(1)
  const seen = (await from(SHOPS_APP, { action: 'getSign', signId: sign.signId })) as {
    data: { sign: SignView }
  }
  expect(seen.data.sign).toMatchObject({ state: 'SIGNED', actions: ['start', 'cancel'] })
})

it('in a shop’s own mini-program there is nothing of another shop', async () => {
  const { planId } = await plans.create()
  expect(await from(SHOPS_APP, { action: 'plans', offerId: CARD })).toMatchObject({
    failure: { code: 'UNKNOWN_OFFER' },
  })
  expect(await from(SHOPS_APP, { action: 'sign', planId, requestKey: newKey() })).toMatchObject({
    failure: { code: 'PLAN_NOT_FOUND' },
  })
})

it('who works for one shop sees, makes, stops and ends nothing of another', async () => {
  const [theirs, other] = [await plans.create({}, COURSE), await plans.create()]
  const { sign } = await plans.sign(other)
  const { items, offers } = await story.call('console', 'plans', {}, CLERK)
  expect(items.map(({ planId }) => planId)).toEqual([theirs.planId])
  expect(offers.map(({ offerId }) => offerId)).toEqual([COURSE])
  const { planId } = other
  const { signId } = sign
  for (const [refused, code] of [
    [story.fails('console', 'createPlan', plans.wish(), CLERK), 'UNKNOWN_OFFER'],
    [story.fails('console', 'getPlan', { planId }, CLERK), 'PLAN_NOT_FOUND'],
    [story.fails('console', 'stopPlan', { planId }, CLERK), 'PLAN_NOT_FOUND'],
    [story.fails('console', 'members', { planId }, CLERK), 'PLAN_NOT_FOUND'],
    [story.fails('console', 'getSign', { signId }, CLERK), 'SIGN_NOT_FOUND'],
    [story.fails('console', 'startSession', { signId, no: 1 }, CLERK), 'SIGN_NOT_FOUND'],
    [story.fails('console', 'cancelSign', { signId, reason: '试试' }, CLERK), 'SIGN_NOT_FOUND'],
  ] as const)
    expect((await refused).code).toBe(code)
  const { plan } = await story.call('console', 'stopPlan', { planId: theirs.planId }, CLERK)
  expect(plan.state).toBe('STOP')
})
